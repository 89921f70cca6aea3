import type { ReactNode } from 'react';
import type { AppError } from '../../shared/contract/errors.ts';
import { Button } from './Button.tsx';
import { describeError } from './describe-error.ts';
import styles from './ErrorNote.module.css';
import { Note } from './Note.tsx';

interface ErrorNoteProps {
  readonly error: AppError;
  /** Offers "Try again" where that may help. */
  readonly onRetry?: (() => void) | undefined;
  /** Further buttons. */
  readonly actions?: ReactNode;
}

/** An expected failure: what happened, what it means, what to do; the file and field by name. */
export function ErrorNote({ error, onRetry, actions }: ErrorNoteProps) {
  const words = describeError(error);
  const canRetry = onRetry !== undefined && words.isWorthRetrying;
  const hasButtons = canRetry || (actions !== undefined && actions !== null);
  return (
    <Note
      kind="error"
      title={words.title}
      actions={
        hasButtons ? (
          <>
            {canRetry && (
              <Button size="small" onClick={onRetry}>
                Try again
              </Button>
            )}
            {actions}
          </>
        ) : undefined
      }
    >
      {words.detail}
      {error.code === 'corrupt-data' && (
        <span className={styles.place}>
          {' '}
          <code>{error.file}</code>
          {error.place !== undefined && (
            <>
              {' at '}
              <code>{error.place}</code>
            </>
          )}
        </span>
      )}
      {words.action !== undefined && <span className={styles.action}> {words.action}</span>}
    </Note>
  );
}
