import type { CallOptions, HostClient } from '../../shared/contract/client.ts';
import type { Result } from '../../shared/contract/errors.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import { decodeFrame } from '../../shared/contract/frame.ts';
import { CALL_HEADER, CALL_PATH, TAB_HEADER } from '../../shared/contract/loopback.ts';
import type { Input, Output, ProcedureName } from '../../shared/contract/procedures.ts';
import { asResult, CallTracker } from './call-tracker.ts';
import { EventChannel } from './event-channel.ts';
import { openSession, type SessionPage } from './loopback-session.ts';

/** {@link HostClient} over HTTP and a WebSocket of the page's own origin. */
export class LoopbackClient implements HostClient {
  readonly #origin: string;
  readonly #tab: string;
  readonly #fetch: typeof fetch;
  readonly #tracker = new CallTracker();

  private constructor(page: SessionPage, tab: string) {
    this.#origin = page.location.origin;
    this.#tab = tab;
    this.#fetch = page.fetch;
  }

  /** Opens the session and the events. Fails as data when the page has no right to ask. */
  static async connect(page: SessionPage): Promise<Result<LoopbackClient>> {
    const session = await openSession(page);
    if (!session.ok) return session;
    const client = new LoopbackClient(page, session.value);
    await new EventChannel(page.location.origin, session.value, client.#tracker).start();
    return { ok: true, value: client };
  }

  call<N extends ProcedureName>(
    name: N,
    input: Input<N>,
    options?: CallOptions,
  ): Promise<Result<Output<N>>> {
    return this.#tracker.run(options, async ({ callId, onCancel }) => {
      const abort = new AbortController();
      onCancel(() => abort.abort());
      const response = await this.#fetch(new URL(CALL_PATH + name, this.#origin), {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          [TAB_HEADER]: this.#tab,
          [CALL_HEADER]: callId,
        },
        body: JSON.stringify(input),
        signal: abort.signal,
      });
      const type = response.headers.get('Content-Type') ?? '';
      // Refused before a procedure was reached: JSON; an answer: a frame.
      if (type.startsWith('application/json')) return asResult<Output<N>>(await response.json());
      return asResult<Output<N>>(decodeFrame(new Uint8Array(await response.arrayBuffer())));
    });
  }

  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void {
    return this.#tracker.on(name, listener);
  }

  onGap(listener: () => void): () => void {
    return this.#tracker.onGap(listener);
  }

  /** A browser does not tell paths. */
  pathOfFile(): undefined {
    return undefined;
  }
}
