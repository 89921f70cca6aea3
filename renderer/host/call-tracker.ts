import type { CallOptions, Progress } from '../../shared/contract/client.ts';
import type { AppError, Result } from '../../shared/contract/errors.ts';
import { EVENTS, type EventName, type EventPayload } from '../../shared/contract/events.ts';

type Listeners = { readonly [N in EventName]: Set<(payload: EventPayload<N>) => void> };

/** What a transport is given to perform one call. */
export interface TrackedCall {
  /** Unique among all clients of the host. */
  readonly callId: string;
  /** Called at most once, when the caller cancels while the call is under way. */
  readonly onCancel: (listener: () => void) => void;
}

const failed = (error: AppError): { readonly ok: false; readonly error: AppError } => ({
  ok: false,
  error,
});

/**
 * What every {@link HostClient} has to keep in mind, whatever its transport: who waits for the
 * progress of which call, who listens to which event, and whether an event was lost on the way.
 */
export class CallTracker {
  readonly #prefix = crypto.getRandomValues(new Uint32Array(2)).join('-');
  #lastCall = 0;
  #nextSeq: number | undefined;
  readonly #progress = new Map<string, (progress: Progress) => void>();
  readonly #gapListeners = new Set<() => void>();
  readonly #listeners: Listeners = {
    'call.progressed': new Set(),
    'workflow.crashed': new Set(),
    'workflow.moved': new Set(),
    'workflow.removed': new Set(),
    'operation.changed': new Set(),
    'host.openRequested': new Set(),
    'host.commandRequested': new Set(),
    'library.changed': new Set(),
    'settings.changed': new Set(),
  };

  /**
   * Runs one call. Never rejects: what `perform` throws becomes `disconnected`. Cancelling answers
   * at once, so that a host that hangs cannot hold the caller; its late answer is dropped.
   */
  run<T>(
    options: CallOptions | undefined,
    perform: (call: TrackedCall) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const signal = options?.signal;
    if (signal?.aborted) return Promise.resolve(failed(cancelled));
    this.#lastCall += 1;
    const callId = `${this.#prefix}-${this.#lastCall}`;
    const { onProgress } = options ?? {};
    if (onProgress !== undefined) this.#progress.set(callId, onProgress);

    return new Promise((resolve) => {
      let cancelTransport: (() => void) | undefined;
      const finish = (result: Result<T>): void => {
        this.#progress.delete(callId);
        signal?.removeEventListener('abort', onAbort);
        resolve(result);
      };
      const onAbort = (): void => {
        finish(failed(cancelled));
        try {
          cancelTransport?.();
        } catch {
          // The transport is gone, and so is the call.
        }
      };
      signal?.addEventListener('abort', onAbort);
      const onCancel = (listener: () => void): void => {
        cancelTransport = listener;
      };
      // In a promise so that a synchronous throw is caught as well.
      Promise.resolve()
        .then(() => (signal?.aborted ? failed(cancelled) : perform({ callId, onCancel })))
        .then(finish, (cause: unknown) => finish(failed(disconnected(cause))));
    });
  }

  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
    // Wrapped, so that one function subscribed twice is called twice and removed once at a time.
    const entry = (payload: EventPayload<N>): void => listener(payload);
    this.#listeners[name].add(entry);
    return () => this.#listeners[name].delete(entry);
  }

  onGap(listener: () => void): () => void {
    const entry = (): void => listener();
    this.#gapListeners.add(entry);
    return () => this.#gapListeners.delete(entry);
  }

  /**
   * Takes one event message as it came over the transport. A jump in the numbers tells the gap
   * listeners first, then delivers; what is no known event is ignored.
   */
  receive(message: unknown): void {
    if (typeof message !== 'object' || message === null) return;
    const { seq, name, payload } = message as Readonly<Record<string, unknown>>;
    if (typeof seq !== 'number' || !Number.isSafeInteger(seq)) return;
    const isGap = this.#nextSeq !== undefined && seq !== this.#nextSeq;
    this.#nextSeq = seq + 1;
    if (isGap) this.#tellGap();
    if (typeof name === 'string' && Object.hasOwn(EVENTS, name)) {
      this.#deliver(name as EventName, payload);
    }
  }

  /**
   * The connection came anew: numbers start over at `firstSeq` (any number, when it is absent),
   * and whatever happened in between is unknown, so gap listeners are told.
   */
  reconnected(firstSeq?: number): void {
    this.#nextSeq = firstSeq;
    this.#tellGap();
  }

  #deliver<N extends EventName>(name: N, payload: unknown): void {
    const parsed = EVENTS[name].safeParse(payload);
    if (!parsed.success) return;
    const data = parsed.data as EventPayload<N>;
    if (name === 'call.progressed') {
      const { callId, ...progress } = data as EventPayload<'call.progressed'>;
      this.#progress.get(callId)?.(progress);
    }
    for (const listener of [...this.#listeners[name]]) listener(data);
  }

  #tellGap(): void {
    for (const listener of [...this.#gapListeners]) listener();
  }
}

const cancelled: AppError = { code: 'cancelled', message: 'The request was cancelled.' };

function disconnected(cause: unknown): AppError {
  const detail = cause instanceof Error ? `: ${cause.message}` : '';
  return {
    code: 'disconnected',
    message: `The connection to the host failed${detail}.`,
    action: 'Try again; if it keeps failing, start Earshot anew.',
  };
}

/** The answer of a host, checked to be one. @throws {TypeError} when it is not. */
export function asResult<T>(answer: unknown): Result<T> {
  if (typeof answer === 'object' && answer !== null && 'ok' in answer) {
    if (answer.ok === true && 'value' in answer) return answer as Result<T>;
    if (answer.ok === false && 'error' in answer) return answer as Result<T>;
  }
  throw new TypeError('the host gave an answer that is none');
}
