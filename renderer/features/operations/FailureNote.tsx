import type { ReactNode } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { Operation } from '../../../shared/contract/operations.ts';
import { Note } from '../../ui/Note.tsx';
import { failureDetail, failureTitle } from './operation-words.ts';

interface FailureNoteProps {
  readonly operation: Pick<Operation, 'kind' | 'name'>;
  readonly error: AppError;
  readonly actions?: ReactNode;
}

/** An operation that failed or was cancelled: what became of it, what is left, what to do. */
export function FailureNote({ operation, error, actions }: FailureNoteProps) {
  return (
    <Note
      kind={error.code === 'cancelled' ? 'info' : 'error'}
      title={failureTitle(operation, error)}
      actions={actions}
    >
      {failureDetail(operation, error)}
    </Note>
  );
}
