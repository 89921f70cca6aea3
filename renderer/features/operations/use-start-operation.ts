import { useState } from 'react';
import type { AppError, Result } from '../../../shared/contract/errors.ts';
import { watchOperation } from './operations-view.ts';

interface StartOperation {
  /** True while the host is asked. */
  readonly isStarting: boolean;
  /** Why it did not begin. */
  readonly error: AppError | undefined;
  readonly start: (asked: Promise<Result<{ readonly operationId: string }>>) => void;
}

/** Begins an operation and shows how it goes on. */
export function useStartOperation(): StartOperation {
  const [isStarting, setStarting] = useState(false);
  const [error, setError] = useState<AppError>();
  return {
    isStarting,
    error,
    start(asked) {
      setStarting(true);
      setError(undefined);
      void asked.then((result) => {
        setStarting(false);
        if (result.ok) watchOperation(result.value.operationId);
        else setError(result.error);
      });
    },
  };
}
