import type { Progress } from '../../shared/contract/client.ts';
import type { Result } from '../../shared/contract/errors.ts';
import type { Dispatcher } from './dispatcher.ts';

/** One call as a transport hands it over. */
export interface CallRequest {
  /** Who calls: a window, a tab. Call ids are unique within it. */
  readonly connection: string;
  readonly callId: string;
  readonly name: string;
  readonly input: unknown;
  readonly onProgress: (progress: Progress) => void;
}

/** Calls in flight, so that every transport cancels in the same way. */
export class CallRegistry {
  readonly #dispatcher: Dispatcher;
  readonly #running = new Map<string, Map<string, AbortController>>();

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** Number of calls in flight on a connection. */
  countOf(connection: string): number {
    return this.#running.get(connection)?.size ?? 0;
  }

  /** Answers a call. Never rejects. */
  async run(request: CallRequest): Promise<Result<unknown>> {
    const { connection, callId } = request;
    const calls = this.#running.get(connection) ?? new Map<string, AbortController>();
    if (calls.has(callId)) {
      const message = `A call with the id ${callId} is already running.`;
      return { ok: false, error: { code: 'invalid-request', message, field: 'callId' } };
    }
    const controller = new AbortController();
    calls.set(callId, controller);
    this.#running.set(connection, calls);
    try {
      return await this.#dispatcher.call(request.name, request.input, {
        connection,
        signal: controller.signal,
        reportProgress: (progress) => {
          // A handler that has not noticed the end of its call must not be heard any more.
          if (calls.get(callId) === controller && !controller.signal.aborted) {
            request.onProgress(progress);
          }
        },
      });
    } finally {
      calls.delete(callId);
      if (calls.size === 0) this.#running.delete(connection);
    }
  }

  /** Cancels one call; nothing happens when it has ended. */
  cancel(connection: string, callId: string): void {
    this.#running.get(connection)?.get(callId)?.abort();
  }

  /** Cancels all calls of a connection that went away. */
  cancelAll(connection: string): void {
    for (const controller of [...(this.#running.get(connection)?.values() ?? [])]) {
      controller.abort();
    }
  }
}
