import { join } from 'node:path';
import {
  app,
  type BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  type MessageBoxOptions,
  protocol,
  session,
  shell,
} from 'electron';
import { createDispatcher } from '../dispatch/dispatcher.ts';
import type { Backend } from '../services/backend.ts';
import { createBackend } from '../services/create-backend.ts';
import { type AppFiles, findAppFiles } from './app-files.ts';
import { APP_SCHEME, createAppProtocol } from './app-protocol.ts';
import { askBeforeClosing } from './ask-before-closing.ts';
import { guardApp, guardSession } from './guards.ts';
import { IpcTransport } from './ipc-transport.ts';
import { createMainWindow, focusWindow } from './main-window.ts';
import { menuTemplate } from './menu.ts';
import { showOpenDialog, showPlaceDialog } from './open-dialog.ts';
import type { OpenRequests } from './open-paths.ts';
import { choosePage, type PageSource } from './page-source.ts';
import { recoverFromCrash } from './renderer-crash.ts';
import { TrustedSenders } from './trusted-senders.ts';

export interface DesktopHostOptions {
  readonly platform: NodeJS.Platform;
  readonly devUrl: string | undefined;
  readonly requests: OpenRequests;
  readonly log: (line: string) => void;
}

/** Everything between Electron and the backend, from `ready` to the end. */
export class DesktopHost {
  readonly #options: DesktopHostOptions;
  readonly #files: AppFiles;
  readonly #page: PageSource;
  readonly #backend: Backend;
  readonly #transport: IpcTransport;
  readonly #unsubscribe: () => void;
  #window: BrowserWindow | undefined;

  /** @throws {Error} when the development server is named wrongly. */
  constructor(options: DesktopHostOptions) {
    const { log, platform } = options;
    this.#options = options;
    this.#files = findAppFiles(app.getAppPath());
    this.#page = choosePage(options.devUrl, app.isPackaged);

    const senders = new TrustedSenders(this.#page.origin);
    guardApp(app, senders, log);
    guardSession(session.defaultSession, senders);
    protocol.handle(APP_SCHEME.scheme, createAppProtocol(this.#files.rendererFolder, log));

    this.#backend = createBackend({
      productVersion: app.getVersion(),
      capabilities: {
        openDialog: true,
        folderPicker: false,
        droppedPaths: true,
        writes: true,
        ownWindowFrame: true,
      },
      dataFolder: app.getPath('userData'),
      workerFile: this.#files.workerFile,
      treeWorkerFile: this.#files.treeWorkerFile,
      initialPaths: options.requests.handOver((paths) => this.requestOpen(paths)),
      openDialog: () => showOpenDialog(this.#window),
      choosePlace: () => showPlaceDialog(this.#window),
      moveToTrash: (path) => shell.trashItem(path),
      ...(platform === 'linux' ? {} : { onOpened: (path: string) => app.addRecentDocument(path) }),
      log,
    });
    const dispatcher = createDispatcher({ backend: this.#backend, allowWrites: true, log });
    this.#transport = new IpcTransport({ ipcMain, dispatcher, senders, log });
    this.#unsubscribe = this.#backend.subscribe((name, payload) =>
      this.#transport.broadcast(name, payload),
    );
    const isDevelopment = !app.isPackaged;
    const open = (): void => this.#openByDialog();
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(menuTemplate({ platform, isDevelopment, open })),
    );
  }

  /** Shows the window, making it when there is none. */
  showWindow(): void {
    if (this.#window !== undefined) {
      focusWindow(this.#window);
      return;
    }
    const { platform, log } = this.#options;
    const window = createMainWindow({
      platform,
      preload: this.#files.preload,
      icon: this.#files.icon,
      stateFile: join(app.getPath('userData'), 'window-state.json'),
      devTools: !app.isPackaged,
      log,
    });
    this.#window = window;
    // On macOS the application stays without a window, and goes on.
    if (platform !== 'darwin') {
      const ask = (question: MessageBoxOptions) => dialog.showMessageBox(window, question);
      askBeforeClosing(window, () => this.#backend.busyWith(), ask, log);
    }
    window.once('closed', () => {
      this.#window = undefined;
    });
    recoverFromCrash(window, log);
    this.#transport.connect(window.webContents);
    window.loadURL(this.#page.url).catch((exception: unknown) => {
      log(`the page did not load: ${String(exception)}`);
    });
  }

  /** Opens these in the window, and brings it to the front. */
  requestOpen(paths: readonly string[]): void {
    if (paths.length > 0) this.#backend.requestOpen(paths);
    this.showWindow();
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    this.#transport.close();
    await this.#backend.close();
  }

  #openByDialog(): void {
    showOpenDialog(this.#window)
      .then((paths) => {
        if (paths.length > 0) this.requestOpen(paths);
      })
      .catch((exception: unknown) => this.#options.log(`open dialog: ${String(exception)}`));
  }
}
