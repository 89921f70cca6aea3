import type { CancelSignal, Progress } from '../../shared/contract/client.ts';
import { AppException } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';

/** One object per caller, for two callers may share a function. */
interface Waiter {
  readonly reportProgress: (progress: Progress) => void;
}

interface Run<T> {
  readonly promise: Promise<T>;
  readonly controller: AbortController;
  readonly waiting: Set<Waiter>;
  isDone: boolean;
}

/**
 * Work done once and shared by all who ask for it, also while it is under way. Everyone who waits
 * hears of the progress. Who cancels stops waiting; the work itself stops when nobody waits any
 * more, and is then done anew for the next. So is work that failed.
 */
export class SharedTask<T> {
  readonly #work: (context: CallContext) => Promise<T>;
  #run: Run<T> | undefined;

  constructor(work: (context: CallContext) => Promise<T>) {
    this.#work = work;
  }

  /** @throws {AppException} `cancelled` as soon as the signal aborts; whatever the work throws. */
  async get({ signal, reportProgress }: CallContext): Promise<T> {
    if (signal.aborted) throw cancelled();
    const run = this.#run ?? this.#start();
    const waiter: Waiter = { reportProgress };
    run.waiting.add(waiter);
    const leave = abortedPromise(signal);
    try {
      return await Promise.race([run.promise, leave.promise]);
    } finally {
      leave.stop();
      run.waiting.delete(waiter);
      if (run.waiting.size === 0 && !run.isDone) this.#forget(run);
    }
  }

  #start(): Run<T> {
    const controller = new AbortController();
    const waiting = new Set<Waiter>();
    const promise = this.#work({
      signal: controller.signal,
      reportProgress: (progress) => {
        for (const waiter of waiting) waiter.reportProgress(progress);
      },
    });
    const run: Run<T> = { promise, controller, waiting, isDone: false };
    promise.then(
      () => {
        run.isDone = true;
      },
      () => this.#forget(run),
    );
    this.#run = run;
    return run;
  }

  #forget(run: Run<T>): void {
    if (this.#run === run) this.#run = undefined;
    run.controller.abort();
  }
}

function cancelled(): AppException {
  return new AppException({ code: 'cancelled', message: 'The request was cancelled.' });
}

function abortedPromise(signal: CancelSignal): {
  readonly promise: Promise<never>;
  readonly stop: () => void;
} {
  let listener = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    listener = () => reject(cancelled());
    signal.addEventListener('abort', listener);
  });
  return { promise, stop: () => signal.removeEventListener('abort', listener) };
}
