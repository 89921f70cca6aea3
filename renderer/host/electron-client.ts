import type { CallOptions, ElectronBridge, HostClient } from '../../shared/contract/client.ts';
import type { Result } from '../../shared/contract/errors.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import type { Input, Output, ProcedureName } from '../../shared/contract/procedures.ts';
import { asResult, CallTracker } from './call-tracker.ts';

/** {@link HostClient} over what the preload exposes as `window.earshot`. */
export class ElectronClient implements HostClient {
  readonly #bridge: ElectronBridge;
  readonly #tracker = new CallTracker();

  constructor(bridge: ElectronBridge) {
    this.#bridge = bridge;
    // Lives as long as the page; the preload's listener dies with it.
    bridge.onEvent((message) => this.#tracker.receive(message));
  }

  call<N extends ProcedureName>(
    name: N,
    input: Input<N>,
    options?: CallOptions,
  ): Promise<Result<Output<N>>> {
    return this.#tracker.run(options, async ({ callId, onCancel }) => {
      onCancel(() => this.#bridge.cancel(callId));
      return asResult<Output<N>>(await this.#bridge.call(callId, name, input));
    });
  }

  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
    return this.#tracker.on(name, listener);
  }

  onGap(listener: () => void): () => void {
    return this.#tracker.onGap(listener);
  }

  pathOfFile(file: unknown): string | undefined {
    return this.#bridge.pathOfFile(file);
  }
}
