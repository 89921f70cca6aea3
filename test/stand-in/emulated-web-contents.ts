import { EventEmitter } from 'node:events';
import type { WebContents, WebPreferences } from 'electron';
import { cloneForIpc } from './clone.ts';
import { type Core, eventWith } from './core.ts';
import type { EmulatedApp } from './emulated-app.ts';
import { EmulatedFrame } from './emulated-frame.ts';
import type { EmulatedIpcMain } from './emulated-ipc.ts';
import type { EmulatedProtocol } from './emulated-session.ts';
import { RendererDocument } from './renderer-document.ts';
import { StandInError } from './strict.ts';

export interface ContentsParts {
  readonly core: Core;
  readonly app: EmulatedApp;
  readonly ipcMain: EmulatedIpcMain;
  readonly protocol: EmulatedProtocol;
}

type OpenHandler = (details: { url: string; frameName: string }) => { action: 'allow' | 'deny' };

/** The page of a window, seen from the main process. Electron docs: api/web-contents. */
export class EmulatedWebContents extends EventEmitter {
  readonly facade: WebContents;
  readonly id: number;
  readonly $preferences: Readonly<WebPreferences>;
  /** What the page has now; `undefined` before it loaded and while its process is gone. */
  $document: RendererDocument | undefined;
  $loads = 0;
  $zoomFactor = 1;
  readonly #parts: ContentsParts;
  readonly #onFirstPaint: () => void;
  #frame: EmulatedFrame;
  #url = '';
  #isDestroyed = false;
  #isCrashed = false;
  #openHandler: OpenHandler | undefined;

  constructor(parts: ContentsParts, preferences: WebPreferences, onFirstPaint: () => void) {
    super();
    this.#parts = parts;
    this.#onFirstPaint = onFirstPaint;
    this.$preferences = effective(preferences);
    this.id = parts.core.nextId();
    this.#frame = new EmulatedFrame(parts.core, 'about:blank', undefined);
    this.facade = parts.core.strict('WebContents', this, (member) => {
      // Docs: a destroyed object throws on everything but `isDestroyed`.
      if (this.#isDestroyed && member !== 'isDestroyed' && member !== 'id') {
        throw new TypeError('Object has been destroyed');
      }
    });
    // Docs: api/app, event `web-contents-created`.
    parts.app.emit('web-contents-created', eventWith({}), this.facade);
  }

  get mainFrame(): EmulatedFrame['facade'] {
    return this.#frame.facade;
  }

  getURL(): string {
    return this.#url;
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  isCrashed(): boolean {
    return this.#isCrashed;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  /** Docs: `contents.send`: cloned; lost when nobody listens. */
  send(channel: string, ...args: unknown[]): void {
    const message = cloneForIpc(args) as unknown[];
    const document = this.$document;
    this.#parts.core.later(() => {
      if (document === this.$document) document?.receive(channel, message);
    });
  }

  /** Docs: `setZoomFactor`: "Zoom factor must be greater than 0.0". */
  setZoomFactor(factor: number): void {
    if (!(factor > 0)) throw new StandInError(`${factor} is no zoom factor`);
    this.$zoomFactor = factor;
  }

  reload(): void {
    this.#parts.core.later(() => void this.$load(this.#url));
  }

  /** Docs: `loadURL`: the promise resolves when the page has finished loading, rejects if it fails. */
  async $load(url: string): Promise<void> {
    if (this.#isDestroyed) return;
    this.emit('did-start-navigation', this.#navigation(url));
    this.#leave();
    const response = await this.#parts.protocol.$fetch(url);
    const body = response?.ok === true ? await response.text() : undefined;
    if (body === undefined) {
      this.emit('did-fail-load', eventWith({}), -6, 'ERR_FILE_NOT_FOUND', url, true, 1, 1);
      throw new Error(`ERR_FILE_NOT_FOUND (-6) loading '${url}'`);
    }
    this.#isCrashed = false;
    this.#url = url;
    this.#frame = new EmulatedFrame(this.#parts.core, url, undefined);
    this.$document = this.#newDocument(this.#frame, response?.headers ?? new Headers());
    this.$loads += 1;
    this.#runPreload(this.$document);
    this.emit('did-finish-load', eventWith({}));
    this.#onFirstPaint();
  }

  /** The page tries to leave. True when it may. Docs: events `will-frame-navigate`, `will-navigate`. */
  $tryNavigation(url: string, isMainFrame = true): boolean {
    const frame = this.#frame.facade;
    const details = { url, isSameDocument: false, isMainFrame, frame, initiator: frame };
    const first = eventWith(details);
    this.emit('will-frame-navigate', first);
    if (first.defaultPrevented) return false;
    if (!isMainFrame) return true;
    const second = eventWith(details);
    this.emit('will-navigate', second, url, false, true, 1, 1);
    return !second.defaultPrevented;
  }

  $tryRedirect(url: string): boolean {
    const event = eventWith({ url, isSameDocument: false, isMainFrame: true });
    this.emit('will-redirect', event, url, false, true, 1, 1);
    return !event.defaultPrevented;
  }

  /** Docs: `setWindowOpenHandler`: without a handler windows open. */
  $tryOpen(url: string): boolean {
    return (this.#openHandler?.({ url, frameName: '' }).action ?? 'allow') === 'allow';
  }

  $tryWebview(): boolean {
    const event = eventWith({});
    this.emit('will-attach-webview', event, {}, {});
    return !event.defaultPrevented;
  }

  /** Docs: event `render-process-gone`. */
  $crash(reason: string): void {
    this.#leave();
    this.#isCrashed = true;
    this.emit('render-process-gone', eventWith({}), { reason, exitCode: 1 });
  }

  /** A frame inside the page, or one of any other page: what a taken-over renderer could use. */
  $foreignFrame(url: string, parent: EmulatedFrame | undefined = this.#frame): EmulatedFrame {
    return new EmulatedFrame(this.#parts.core, url, parent);
  }

  /** The top frame at another address, as if the page had been led astray. */
  $moveTo(url: string): void {
    this.#frame = new EmulatedFrame(this.#parts.core, url, undefined);
  }

  /** Sends as if from this frame. */
  $invokeFrom(frame: EmulatedFrame, channel: string, ...args: unknown[]): Promise<unknown> {
    const from = { sender: this.facade, senderFrame: () => (frame.$isGone ? null : frame.facade) };
    return this.#parts.ipcMain.$invoke(from, channel, cloneForIpc(args) as unknown[]);
  }

  get $frame(): EmulatedFrame {
    return this.#frame;
  }

  $destroy(): void {
    if (this.#isDestroyed) return;
    this.#leave();
    this.#isDestroyed = true;
    this.emit('destroyed');
    this.removeAllListeners();
  }

  #leave(): void {
    this.#frame.$isGone = true;
    this.$document?.leave();
    this.$document = undefined;
  }

  #navigation(url: string): object {
    return eventWith({ url, isSameDocument: false, isMainFrame: true });
  }

  #newDocument(frame: EmulatedFrame, headers: Headers): RendererDocument {
    const { core, ipcMain } = this.#parts;
    const from = { sender: this.facade, senderFrame: () => (frame.$isGone ? null : frame.facade) };
    return new RendererDocument({
      core,
      preferences: this.$preferences,
      headers,
      invoke: (channel, args) => ipcMain.$invoke(from, channel, args),
      send: (channel, args) => ipcMain.$send(from, channel, args),
    });
  }

  #runPreload(document: RendererDocument): void {
    const { preload } = this.$preferences;
    if (preload === undefined) return;
    try {
      document.runPreload(preload);
    } catch (cause) {
      // Docs: event `preload-error`: the page goes on without.
      if (this.listenerCount('preload-error') === 0) this.#parts.core.uncaught.push(cause);
      this.emit('preload-error', eventWith({}), preload, cause);
    }
  }
}

/** Electron docs: api/structures/web-preferences, the defaults of the preferences that guard. */
function effective(given: WebPreferences): WebPreferences {
  const nodeIntegration = given.nodeIntegration ?? false;
  return {
    contextIsolation: true,
    webSecurity: true,
    webviewTag: false,
    nodeIntegrationInSubFrames: false,
    nodeIntegrationInWorker: false,
    navigateOnDragDrop: false,
    allowRunningInsecureContent: given.webSecurity === false,
    ...given,
    nodeIntegration,
    // "The sandbox will automatically be disabled when `nodeIntegration` is set to `true`."
    sandbox: given.sandbox ?? !nodeIntegration,
  };
}
