import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { Core, eventWith } from './core.ts';
import { EmulatedApp } from './emulated-app.ts';
import { EmulatedDialog } from './emulated-dialog.ts';
import { EmulatedIpcMain } from './emulated-ipc.ts';
import { EmulatedMenus } from './emulated-menu.ts';
import { type EmulatedNotification, notificationClass } from './emulated-notification.ts';
import { EmulatedProtocol, EmulatedSession } from './emulated-session.ts';
import { EmulatedNativeTheme, EmulatedScreen, EmulatedShell } from './emulated-surroundings.ts';
import type { EmulatedWebContents } from './emulated-web-contents.ts';
import { EmulatedWindow, type WindowParts } from './emulated-window.ts';
import { loadBundle } from './load-bundle.ts';
import { StandInError, strictModule } from './strict.ts';

export interface StandInOptions {
  /** Folder of the built application: has `dist/electron/main.cjs`. */
  readonly appPath: string;
  /** Arguments after the executable; an unpackaged application starts with its own path. */
  readonly args?: readonly string[];
  readonly cwd?: string;
  readonly platform?: NodeJS.Platform;
  readonly env?: Readonly<Record<string, string>>;
  readonly isPackaged?: boolean;
  /** False: the application is already running. */
  readonly hasLock?: boolean;
  /** Folder of the application's data; a new one unless given. */
  readonly home?: string;
  readonly workAreas?: readonly Rectangle[];
  readonly isDark?: boolean;
}

const DISPLAY: Rectangle = { x: 0, y: 0, width: 1920, height: 1040 };
const WAIT_MS = 30_000;

/**
 * Electron for tests where its binary cannot run: the built main bundle and preload run for real,
 * against modules that behave as Electron's documentation says and refuse everything else.
 */
export class StandIn {
  readonly core: Core;
  readonly app: EmulatedApp;
  readonly ipcMain: EmulatedIpcMain;
  readonly protocol: EmulatedProtocol;
  readonly session: EmulatedSession;
  readonly dialog: EmulatedDialog;
  readonly menu: EmulatedMenus;
  readonly theme: EmulatedNativeTheme;
  readonly screen: EmulatedScreen;
  readonly shell: EmulatedShell;
  readonly home: string;
  readonly windows = new Set<EmulatedWindow>();
  /** Shown by the system, in order. */
  readonly notifications: EmulatedNotification[] = [];
  /** What the main process wrote to standard error. */
  readonly stderr: string[] = [];
  readonly #options: StandInOptions;

  constructor(options: StandInOptions) {
    this.#options = options;
    this.home = options.home ?? mkdtempSync(join(tmpdir(), 'earshot-stand-in-'));
    this.core = new Core(options.platform ?? 'linux');
    const conditions = {
      appPath: options.appPath,
      home: this.home,
      version: '0.0.0-stand-in',
      isPackaged: options.isPackaged ?? false,
      hasLock: options.hasLock ?? true,
    };
    this.app = new EmulatedApp(this.core, conditions, this.windows);
    this.ipcMain = new EmulatedIpcMain(this.core);
    this.protocol = new EmulatedProtocol(this.core);
    this.session = new EmulatedSession(this.core, this.protocol);
    this.dialog = new EmulatedDialog(this.core);
    this.shell = new EmulatedShell(this.core, this.home);
    this.menu = new EmulatedMenus(this.core.platform);
    this.theme = new EmulatedNativeTheme(this.core);
    this.theme.$isSystemDark = options.isDark ?? true;
    this.screen = new EmulatedScreen(this.core, options.workAreas ?? [DISPLAY]);
  }

  /** Starts the process: the bundle runs up to where it waits for `ready`. */
  start(): void {
    const { appPath, args = [], cwd = appPath, env = {}, isPackaged = false } = this.#options;
    const argv = isPackaged ? ['/opt/Earshot/earshot', ...args] : ['electron', appPath, ...args];
    const { platform } = this.core;
    const main = join(appPath, 'dist', 'electron', 'main.cjs');
    const onStderr = (text: string): void => void this.stderr.push(text);
    loadBundle(main, this.#module(), { argv, cwd, platform, env, onStderr });
  }

  /** Starts, becomes ready and waits for the page of the first window. */
  static async launch(options: StandInOptions): Promise<StandIn> {
    const standIn = new StandIn(options);
    standIn.start();
    await standIn.ready();
    return standIn;
  }

  async ready(): Promise<void> {
    await this.app.$becomeReady();
    const [error] = this.dialog.$errors;
    if (error !== undefined) throw new StandInError(error);
    if (this.core.isEnded) return;
    await this.until('a window that is shown', () => {
      const window = [...this.windows][0];
      return window?.$contents.$document !== undefined && window.isVisible();
    });
  }

  get window(): EmulatedWindow {
    const window = [...this.windows][0];
    if (window === undefined) throw new StandInError('there is no window');
    return window;
  }

  get contents(): EmulatedWebContents {
    return this.window.$contents;
  }

  /** macOS: the person drops a folder on the icon. Docs: api/app, event `open-file`. */
  openFile(path: string): boolean {
    if (this.core.platform !== 'darwin') throw new StandInError('open-file is of macOS');
    const event = eventWith({});
    this.app.emit('open-file', event, path);
    return event.defaultPrevented;
  }

  /** macOS: a link is clicked somewhere. Docs: api/app, event `open-url`. */
  openUrl(url: string): boolean {
    if (this.core.platform !== 'darwin') throw new StandInError('open-url is of macOS');
    const event = eventWith({});
    this.app.emit('open-url', event, url);
    return event.defaultPrevented;
  }

  /**
   * The application is started again. Docs: api/app, event `second-instance`: only for the holder
   * of the lock and only after `ready`; Chromium adds arguments.
   */
  secondInstance(args: readonly string[], cwd: string, additionalData: unknown = null): void {
    this.core.requireReady('second-instance');
    const argv = ['electron', '--original-process-start-time=1', this.#options.appPath, ...args];
    this.app.emit('second-instance', eventWith({}), argv, cwd, additionalData);
  }

  /** Waits for something that is bound to happen. */
  async until(what: string, isTrue: () => boolean): Promise<void> {
    const endMs = Date.now() + WAIT_MS;
    while (!isTrue()) {
      const { uncaught } = this.core;
      if (uncaught.length > 0) throw new StandInError(String(uncaught[0]), { cause: uncaught[0] });
      const [error] = this.dialog.$errors;
      if (error !== undefined) throw new StandInError(error);
      if (Date.now() > endMs) throw new StandInError(`waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
  }

  /** Quits as the person would, and removes the data it wrote. */
  async close(): Promise<void> {
    if (this.core.isReady && !this.core.isEnded) {
      this.app.quit();
      await this.until('the end', () => this.core.isEnded);
    }
    this.core.end();
    if (this.#options.home === undefined) rmSync(this.home, { recursive: true, force: true });
  }

  /** What the main process gets for `require('electron')`. */
  #module(): object {
    const parts: WindowParts = {
      core: this.core,
      app: this.app,
      ipcMain: this.ipcMain,
      protocol: this.protocol,
      windows: this.windows,
    };
    const { core, session } = this;
    return strictModule('Main', {
      app: this.app.facade,
      ipcMain: this.ipcMain.facade,
      protocol: this.protocol.facade,
      dialog: this.dialog.facade,
      shell: this.shell.facade,
      nativeTheme: this.theme.facade,
      screen: this.screen.facade,
      Menu: this.menu.facade,
      Notification: notificationClass(this.core, this.notifications),
      session: {
        // Docs: api/session `session.defaultSession`: after `ready`.
        get defaultSession() {
          core.requireReady('session.defaultSession');
          return session.facade;
        },
      },
      BrowserWindow: function BrowserWindow(options: BrowserWindowConstructorOptions) {
        return new EmulatedWindow(parts, options).facade;
      },
    });
  }
}
