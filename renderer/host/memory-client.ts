import type { CallOptions, HostClient, Progress } from '../../shared/contract/client.ts';
import { AppException, type Result } from '../../shared/contract/errors.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import type { Handlers } from '../../shared/contract/handlers.ts';
import {
  type Input,
  type Output,
  PROCEDURES,
  type ProcedureName,
} from '../../shared/contract/procedures.ts';
import { CallTracker } from './call-tracker.ts';

/** A {@link HostClient} over handlers of the same page: for tests of views. Checks what crosses. */
export class MemoryClient implements HostClient {
  readonly #handlers: Partial<Handlers<ProcedureName>>;
  readonly #tracker = new CallTracker();
  readonly #paths: ReadonlyMap<unknown, string>;
  #seq = 0;
  /** Names of the calls made, in order. */
  readonly calls: ProcedureName[] = [];

  constructor(
    handlers: Partial<Handlers<ProcedureName>>,
    pathsOfFiles: ReadonlyMap<unknown, string> = new Map(),
  ) {
    this.#handlers = handlers;
    this.#paths = pathsOfFiles;
  }

  call<N extends ProcedureName>(
    name: N,
    input: Input<N>,
    options?: CallOptions,
  ): Promise<Result<Output<N>>> {
    this.calls.push(name);
    return this.#tracker.run(options, async ({ callId, onCancel }) => {
      const handler: Handlers<ProcedureName>[N] | undefined = this.#handlers[name];
      if (handler === undefined) {
        return {
          ok: false,
          error: { code: 'unsupported-operation', message: `${name} has no handler here.` },
        };
      }
      PROCEDURES[name].input.parse(input);
      const abort = new AbortController();
      onCancel(() => abort.abort());
      const reportProgress = (progress: Progress): void =>
        this.emit('call.progressed', { callId, ...progress });
      try {
        const value = await handler(input, { signal: abort.signal, reportProgress });
        PROCEDURES[name].output.parse(value);
        return { ok: true, value };
      } catch (exception) {
        if (exception instanceof AppException) return { ok: false, error: exception.error };
        throw exception;
      }
    });
  }

  /** Delivers an event as the host would. */
  emit<N extends EventName>(name: N, payload: EventPayload<N>): void {
    this.#seq += 1;
    this.#tracker.receive({ seq: this.#seq, name, payload });
  }

  /** Loses one event on the way. */
  loseEvent(): void {
    this.#seq += 1;
  }

  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
    return this.#tracker.on(name, listener);
  }

  onGap(listener: () => void): () => void {
    return this.#tracker.onGap(listener);
  }

  pathOfFile(file: unknown): string | undefined {
    return this.#paths.get(file);
  }
}
