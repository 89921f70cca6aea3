import { setTimeout as sleep } from 'node:timers/promises';
import { AppException } from '../../shared/contract/errors.ts';
import { isPassing } from './file-errors.ts';

/** How often and after which waits something that may pass is tried again. */
export interface RetryPolicy {
  /** Waits before each further try; hpcflow: nine of them, from one second on, doubling. */
  readonly waitsMs: readonly number[];
  /** Told of each failure that is followed by another try. */
  readonly onFail?: (error: unknown) => void;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
  /** Waits; real time unless given. */
  readonly wait?: (durationMs: number, signal: AbortSignal | undefined) => Promise<void>;
}

async function realWait(durationMs: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(durationMs, undefined, signal === undefined ? {} : { signal });
}

function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function cancelled(cause: unknown): AppException {
  return new AppException(
    { code: 'cancelled', message: 'Waiting for a file that another program holds was cancelled.' },
    { cause },
  );
}

/**
 * Calls `work`; when it fails because something is held or locked, waits and calls it again.
 *
 * @throws The last error of `work`; an AppException `cancelled` when the signal ended the waiting
 */
export async function retrying<T>(
  policy: RetryPolicy,
  work: () => T | Promise<T>,
  mayPass: (error: unknown) => boolean = isPassing,
): Promise<T> {
  const { signal, wait = realWait } = policy;
  for (const waitMs of policy.waitsMs) {
    try {
      return await work();
    } catch (error) {
      if (!mayPass(error)) throw error;
      if (isAborted(signal)) throw cancelled(error);
      policy.onFail?.(error);
      try {
        await wait(waitMs, signal);
      } catch (stopped) {
        if (isAborted(signal)) throw cancelled(error);
        throw stopped;
      }
    }
  }
  return work();
}
