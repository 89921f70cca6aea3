import { EventEmitter } from 'node:events';
import type { IpcMain } from 'electron';
import { cloneForIpc } from './clone.ts';
import { type Core, eventWith } from './core.ts';
import { StandInError } from './strict.ts';

type InvokeHandler = (event: unknown, ...args: unknown[]) => unknown;

/** Who sent a message: facades of WebContents and WebFrameMain. */
export interface IpcSender {
  readonly sender: unknown;
  /** Read when the handler asks: null once the frame has navigated or is gone. */
  readonly senderFrame: () => unknown;
}

/** The `ipcMain` module. Electron docs: api/ipc-main. */
export class EmulatedIpcMain {
  readonly facade: IpcMain;
  readonly #core: Core;
  readonly #handlers = new Map<string, InvokeHandler>();
  readonly #listeners = new EventEmitter();

  constructor(core: Core) {
    this.#core = core;
    this.facade = core.strict('IpcMain', this);
  }

  handle(channel: string, listener: InvokeHandler): void {
    // Docs: api/ipc-main `handle`; a second handler for a channel is an error.
    if (this.#handlers.has(channel)) {
      throw new StandInError(`Attempted to register a second handler for '${channel}'`);
    }
    this.#handlers.set(channel, listener);
  }

  removeHandler(channel: string): void {
    this.#handlers.delete(channel);
  }

  on(channel: string, listener: (...args: unknown[]) => void): this {
    this.#listeners.on(channel, listener);
    return this;
  }

  removeAllListeners(channel?: string): this {
    this.#listeners.removeAllListeners(channel);
    return this;
  }

  /** Names of the channels that answer. */
  $channels(): readonly string[] {
    return [...this.#handlers.keys(), ...this.#listeners.eventNames().map(String)].sort();
  }

  /**
   * Docs: api/ipc-renderer `invoke`: resolves with the structured clone of what the handler gives;
   * api/ipc-main `handle`: of an error only the message is passed on.
   */
  async $invoke(from: IpcSender, channel: string, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel);
    const prefix = `Error invoking remote method '${channel}': `;
    if (handler === undefined) {
      throw new Error(`${prefix}Error: No handler registered for '${channel}'`);
    }
    try {
      return cloneForIpc(await handler(this.#event('IpcMainInvokeEvent', from), ...args));
    } catch (cause) {
      throw new Error(`${prefix}${String(cause)}`);
    }
  }

  $send(from: IpcSender, channel: string, args: readonly unknown[]): void {
    this.#listeners.emit(channel, this.#event('IpcMainEvent', from), ...args);
  }

  #event(type: string, from: IpcSender): unknown {
    const event = eventWith({
      sender: from.sender,
      get senderFrame() {
        return from.senderFrame();
      },
      type: 'frame',
    });
    return this.#core.strict(type, event);
  }
}
