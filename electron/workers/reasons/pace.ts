import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';

/** Pause at least this often, so that a message to cancel is heard. */
const BREATH_MS = 25;

/**
 * Keeps long work answerable: call the returned function after every item. It now and then reports
 * how far the work is and lets messages in, and throws when the caller has gone.
 *
 * @throws {AppException} `cancelled`, from the returned function
 */
export function paceOf(
  phase: string,
  total: number,
  { signal, reportProgress }: CallContext,
): (done: number) => Promise<void> {
  let lastBreath = performance.now();
  return async (done) => {
    if (performance.now() - lastBreath >= BREATH_MS) {
      reportProgress({ phase, done, total });
      await new Promise<void>((resolve) => setImmediate(resolve));
      lastBreath = performance.now();
    }
    if (signal.aborted) {
      throw new AppException({ code: 'cancelled', message: `${phase} was cancelled.` });
    }
  };
}
