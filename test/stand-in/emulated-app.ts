import { EventEmitter } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { App, JumpListCategory } from 'electron';
import { type Core, eventWith } from './core.ts';
import type { EmulatedMenu } from './emulated-menu.ts';
import type { EmulatedWindow } from './emulated-window.ts';
import { checkOptions, StandInError } from './strict.ts';

export interface AppConditions {
  readonly appPath: string;
  /** Folder under which `userData` and `logs` are. */
  readonly home: string;
  readonly version: string;
  readonly isPackaged: boolean;
  /** False: another instance has the lock. */
  readonly hasLock: boolean;
}

/** The `app` module. Electron docs: api/app. */
export class EmulatedApp extends EventEmitter {
  readonly facade: App;
  readonly recentDocuments: string[] = [];
  jumpList: readonly JumpListCategory[] = [];
  dockMenu: EmulatedMenu | undefined;
  readonly isPackaged: boolean;
  lockData: unknown;
  exitCode: number | undefined;
  readonly #core: Core;
  readonly #conditions: AppConditions;
  readonly #windows: ReadonlySet<EmulatedWindow>;
  readonly #ready: Promise<void>;
  #resolveReady = (): void => undefined;
  #isQuitting = false;

  constructor(core: Core, conditions: AppConditions, windows: ReadonlySet<EmulatedWindow>) {
    super();
    this.#core = core;
    this.#conditions = conditions;
    this.#windows = windows;
    this.isPackaged = conditions.isPackaged;
    this.#ready = new Promise((resolve) => {
      this.#resolveReady = resolve;
    });
    this.facade = core.strict('App', this);
  }

  getAppPath(): string {
    return this.#conditions.appPath;
  }

  getVersion(): string {
    return this.#conditions.version;
  }

  getPath(name: string): string {
    // Docs: api/app `getPath`: "logs: directory for your app's log folder" and "userData".
    if (name !== 'userData' && name !== 'logs') {
      throw new StandInError(`the stand-in does not emulate the path ${name}`);
    }
    const folder = join(this.#conditions.home, name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  /** Docs: api/app `requestSingleInstanceLock`: false means another instance has it: quit. */
  requestSingleInstanceLock(additionalData?: unknown): boolean {
    // "A JSON object containing additional data": so it must survive as one.
    this.lockData =
      additionalData === undefined ? undefined : JSON.parse(JSON.stringify(additionalData));
    return this.#conditions.hasLock;
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  setAppUserModelId(id: string): void {
    if (id === '') throw new StandInError('the application user model id is empty');
  }

  /** Docs: `setJumpList` (Windows): "Sets or removes a custom Jump List". */
  setJumpList(categories: readonly JumpListCategory[] | null): string {
    for (const { type, name, items = [] } of categories ?? []) {
      if (type === 'custom' && (name ?? '') === '') {
        throw new StandInError('a custom category of the jump list needs a name');
      }
      for (const item of items) checkOptions('JumpListItem', item);
    }
    this.jumpList = categories ?? [];
    return 'ok';
  }

  /** Docs: `app.dock`: macOS, `undefined` elsewhere. */
  get dock(): object | undefined {
    if (this.#core.platform !== 'darwin') return undefined;
    const setMenu = (menu: EmulatedMenu): void => {
      this.dockMenu = menu;
    };
    return this.#core.strict('Dock', { setMenu });
  }

  addRecentDocument(path: string): void {
    this.recentDocuments.push(path);
  }

  /**
   * Docs: api/app `quit`: `before-quit`, then all windows are closed, then `will-quit`; a window
   * that prevents its closing, or a listener that prevents the event, stops it.
   */
  quit(): void {
    if (this.#core.isEnded) return;
    const before = eventWith({});
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.#isQuitting = true;
    for (const window of [...this.#windows]) window.close();
    if (this.#windows.size > 0) {
      this.#isQuitting = false;
      return;
    }
    this.#willQuit();
  }

  /** Docs: api/app `exit`: no `before-quit`, no `will-quit`. */
  exit(code = 0): void {
    for (const window of [...this.#windows]) window.destroy();
    this.#finish(code);
  }

  /** The system has started the application. */
  async $becomeReady(): Promise<void> {
    if (this.#core.isEnded) return;
    this.#core.becomeReady();
    this.emit('ready', eventWith({}), {});
    this.#resolveReady();
    // What waits for the promise runs now.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /**
   * Docs: api/app `window-all-closed`: emitted when the last window closed unless the application
   * is quitting; without a listener the application quits.
   */
  $windowClosed(): void {
    if (this.#windows.size > 0 || this.#isQuitting || this.#core.isEnded) return;
    if (this.listenerCount('window-all-closed') === 0) this.quit();
    else this.emit('window-all-closed');
  }

  #willQuit(): void {
    const event = eventWith({});
    this.emit('will-quit', event);
    this.#isQuitting = false;
    if (!event.defaultPrevented) this.#finish(0);
  }

  #finish(code: number): void {
    this.exitCode = code;
    this.emit('quit', eventWith({}), code);
    this.#core.end();
  }
}
