import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import vm from 'node:vm';
import type { WebPreferences } from 'electron';
import { cloneForIpc } from './clone.ts';
import { copyAcross, emptyOnTheWay, freezeDeep } from './context-bridge.ts';
import type { Core } from './core.ts';
import { StandInError, strictModule } from './strict.ts';

export interface DocumentParts {
  readonly core: Core;
  readonly preferences: Readonly<WebPreferences>;
  readonly headers: Headers;
  readonly invoke: (channel: string, args: unknown[]) => Promise<unknown>;
  readonly send: (channel: string, args: unknown[]) => void;
}

/** Paths of files that were "dropped", as the browser process knows them. */
const paths = new WeakMap<Blob, string>();

/** A `File` that is backed by a file on the disk. */
export function fileOnDisk(path: string): File {
  const file = new File([], path.split('/').at(-1) ?? path);
  paths.set(file, path);
  return file;
}

/** One document with its two worlds: that of the preload and that of the page. */
export class RendererDocument {
  /** `window` of the page, as far as Electron adds to it. */
  readonly window: Record<string, unknown> = {};
  readonly headers: Headers;
  readonly #parts: DocumentParts;
  readonly #channels = new EventEmitter();
  #isGone = false;

  constructor(parts: DocumentParts) {
    this.#parts = parts;
    this.headers = parts.headers;
    const { nodeIntegration, contextIsolation, sandbox } = parts.preferences;
    // Docs: tutorial/context-isolation, tutorial/sandbox: what the page gets when nothing guards it.
    if (nodeIntegration === true && contextIsolation === false && sandbox === false) {
      this.window.require = () => undefined;
      this.window.process = {};
    }
  }

  /**
   * Docs: tutorial/sandbox, "Preload scripts": a polyfilled `require` that knows `electron`,
   * `events`, `timers` and `url`; to load another file, bundle it.
   */
  runPreload(file: string): void {
    const source = readFileSync(file, 'utf8');
    if (this.#parts.preferences.sandbox === false) {
      throw new StandInError('the stand-in does not emulate a preload outside the sandbox');
    }
    const electron = this.#rendererModule();
    const require = (id: string): unknown => {
      if (id === 'electron') return electron;
      throw new Error(`module not found: ${id}`);
    };
    const module = { exports: {} };
    // The isolated world has globals of its own.
    const world = vm.createContext({ console, require, module, exports: module.exports });
    new vm.Script(source, { filename: file }).runInContext(world);
  }

  /** A message from the main process. */
  receive(channel: string, args: readonly unknown[]): void {
    if (this.#isGone) return;
    // Docs: api/structures/ipc-renderer-event.
    this.#channels.emit(channel, { sender: 'ipcRenderer', ports: [] }, ...args);
  }

  leave(): void {
    this.#isGone = true;
    this.#channels.removeAllListeners();
  }

  listenerCount(): number {
    return this.#channels
      .eventNames()
      .reduce((n, name) => n + this.#channels.listenerCount(name), 0);
  }

  #rendererModule(): object {
    const { core } = this.#parts;
    const ipcRenderer = core.strict<object>('IpcRenderer', this.#ipcRenderer());
    emptyOnTheWay(ipcRenderer);
    return strictModule('Renderer', {
      ipcRenderer,
      contextBridge: core.strict('ContextBridge', { exposeInMainWorld: this.#expose.bind(this) }),
      webUtils: core.strict('WebUtils', { getPathForFile }),
    });
  }

  /** Docs: api/context-bridge `exposeInMainWorld`. */
  #expose(key: string, api: unknown): void {
    if (this.#parts.preferences.contextIsolation === false) {
      throw new Error('contextBridge API can only be used when contextIsolation is enabled');
    }
    if (Object.hasOwn(this.window, key)) {
      throw new Error('Cannot bind an API on top of an existing property on the window object');
    }
    this.window[key] = freezeDeep(copyAcross(api));
  }

  /** Docs: api/ipc-renderer. */
  #ipcRenderer(): object {
    const { core, invoke, send } = this.#parts;
    return {
      invoke: (channel: string, ...args: unknown[]): Promise<unknown> => {
        const copies = this.#cloned(args);
        return new Promise((resolve, reject) => {
          core.later(() => {
            if (this.#isGone) return;
            // The answer crosses as a message too; nobody hears it when the document is gone.
            invoke(channel, copies).then(
              (value) => core.later(() => (this.#isGone ? undefined : resolve(value))),
              (cause) => core.later(() => (this.#isGone ? undefined : reject(cause))),
            );
          });
        });
      },
      send: (channel: string, ...args: unknown[]): void => {
        const copies = this.#cloned(args);
        core.later(() => {
          if (!this.#isGone) send(channel, copies);
        });
      },
      on: (channel: string, listener: (...args: unknown[]) => void): void => {
        this.#channels.on(channel, listener);
      },
      removeListener: (channel: string, listener: (...args: unknown[]) => void): void => {
        this.#channels.removeListener(channel, listener);
      },
    };
  }

  #cloned(args: unknown[]): unknown[] {
    try {
      return cloneForIpc(args) as unknown[];
    } catch {
      throw new Error('An object could not be cloned.');
    }
  }
}

/** Docs: api/web-utils: throws for what is no File; empty for a File made by a script. */
function getPathForFile(file: unknown): string {
  if (!(file instanceof File)) throw new TypeError('getPathForFile expects a File');
  return paths.get(file) ?? '';
}
