import type { IpcMain, WebContents } from 'electron';
import type { Result } from '../../shared/contract/errors.ts';
import type { EventName, EventPayload } from '../../shared/contract/events.ts';
import { CallRegistry } from '../dispatch/call-registry.ts';
import type { Dispatcher } from '../dispatch/dispatcher.ts';
import { CALL_CHANNEL, CANCEL_CHANNEL } from './channels.ts';
import { EventSender } from './event-sender.ts';
import type { IpcSource, TrustedSenders } from './trusted-senders.ts';

export interface IpcTransportOptions {
  readonly ipcMain: IpcMain;
  readonly dispatcher: Dispatcher;
  readonly senders: TrustedSenders;
  /** Told when a window is gone, under the name its calls came by. */
  readonly onGone: (connection: string) => void;
  readonly log: (line: string) => void;
}

const CALL_ID = /^[\w-]{1,64}$/;

/** Carries calls and events between the dispatcher and the windows, and nothing else. */
export class IpcTransport {
  readonly #options: IpcTransportOptions;
  readonly #calls: CallRegistry;
  readonly #windows = new Map<number, EventSender>();

  constructor(options: IpcTransportOptions) {
    this.#options = options;
    this.#calls = new CallRegistry(options.dispatcher);
    options.ipcMain.handle(CALL_CHANNEL, (event, ...request: unknown[]) =>
      this.#answer(event, request),
    );
    options.ipcMain.on(CANCEL_CHANNEL, (event, callId: unknown) => this.#cancel(event, callId));
  }

  /** Lets a window call and hear events, until it is gone. */
  connect(contents: WebContents): void {
    const connection = String(contents.id);
    this.#options.senders.add(contents);
    this.#windows.set(contents.id, new EventSender(contents));
    // A new document knows nothing of the calls of the one before.
    contents.on('did-start-navigation', (details) => {
      if (details.isMainFrame && !details.isSameDocument) this.#calls.cancelAll(connection);
    });
    contents.on('render-process-gone', () => this.#calls.cancelAll(connection));
    const { id } = contents;
    contents.once('destroyed', () => {
      this.#calls.cancelAll(connection);
      this.#windows.delete(id);
      this.#options.onGone(connection);
    });
  }

  /** Sends an event to one window. */
  tell<N extends EventName>(contents: WebContents, name: N, payload: EventPayload<N>): void {
    this.#windows.get(contents.id)?.send(name, payload);
  }

  /** Sends an event to every window. */
  broadcast<N extends EventName>(name: N, payload: EventPayload<N>): void {
    for (const sender of this.#windows.values()) sender.send(name, payload);
  }

  /** Stops answering and cancels what is under way. */
  close(): void {
    this.#options.ipcMain.removeHandler(CALL_CHANNEL);
    this.#options.ipcMain.removeAllListeners(CANCEL_CHANNEL);
    for (const id of this.#windows.keys()) this.#calls.cancelAll(String(id));
  }

  async #answer(source: IpcSource, request: readonly unknown[]): Promise<Result<unknown>> {
    const refusal = this.#refuse(source, 'call');
    if (refusal !== undefined) return refusal;
    const [callId, name, input] = request;
    if (typeof callId !== 'string' || !CALL_ID.test(callId) || typeof name !== 'string') {
      const message = 'A call needs an id and the name of a procedure.';
      return { ok: false, error: { code: 'invalid-request', message } };
    }
    const { sender } = source;
    return this.#calls.run({
      connection: String(sender.id),
      callId,
      name,
      input,
      onProgress: (progress) =>
        this.#windows.get(sender.id)?.send('call.progressed', { callId, ...progress }),
    });
  }

  #cancel(source: IpcSource, callId: unknown): void {
    if (this.#refuse(source, 'cancel') !== undefined || typeof callId !== 'string') return;
    this.#calls.cancel(String(source.sender.id), callId);
  }

  #refuse(source: IpcSource, what: string): Result<never> | undefined {
    const reason = this.#options.senders.refusal(source);
    if (reason === undefined) return undefined;
    this.#options.log(`refused a ${what} from ${reason}`);
    const message = 'Calls are only answered from the window of Earshot itself.';
    return { ok: false, error: { code: 'refused', message } };
  }
}
