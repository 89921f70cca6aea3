import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { Breathe } from '../files/text/text-file.ts';

/** Lets reading stop when its call is cancelled, and tells how far it is where a phase is named. */
export function breathing({ signal, reportProgress }: CallContext, phase?: string): Breathe {
  return (done, total) => {
    if (signal.aborted) {
      throw new AppException({ code: 'cancelled', message: 'Reading was cancelled.' });
    }
    if (phase !== undefined) reportProgress({ phase, done, total });
  };
}
