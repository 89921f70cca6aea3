import { join } from 'node:path';
import {
  app,
  dialog,
  ipcMain,
  Menu,
  type MessageBoxOptions,
  Notification,
  nativeTheme,
  protocol,
  session,
  shell,
} from 'electron';
import type { AppCommandId } from '../../shared/contract/app-commands.ts';
import type { OpenRequest } from '../../shared/contract/host.ts';
import { type Settings, type Theme, zoomedBy } from '../../shared/contract/settings.ts';
import { createDispatcher } from '../dispatch/dispatcher.ts';
import type { Backend, HostNotification } from '../services/backend.ts';
import { createBackend } from '../services/create-backend.ts';
import { findAppFiles } from './app-files.ts';
import { APP_SCHEME, createAppProtocol } from './app-protocol.ts';
import { guardApp, guardSession } from './guards.ts';
import { IpcTransport } from './ipc-transport.ts';
import { placeOfLink } from './linked-places.ts';
import { dockTemplate, type MenuOptions, menuTemplate } from './menu.ts';
import { Notifications } from './notifications.ts';
import { showOpenDialog, showPlaceDialog } from './open-dialog.ts';
import type { StartRequest } from './open-paths.ts';
import { choosePage } from './page-source.ts';
import { releasesOfBuild } from './releases.ts';
import { jumpList } from './system-lists.ts';
import { TrustedSenders } from './trusted-senders.ts';
import { WindowLook } from './window-look.ts';
import { Windows } from './windows.ts';

export interface DesktopHostOptions {
  readonly platform: NodeJS.Platform;
  readonly devUrl: string | undefined;
  /** Path of the executable. */
  readonly program: string;
  readonly logFile: string;
  readonly log: (line: string) => void;
}

/** Everything between Electron and the backend, from `ready` to the end. */
export class DesktopHost {
  readonly #options: DesktopHostOptions;
  readonly #backend: Backend;
  readonly #transport: IpcTransport;
  readonly #windows: Windows;
  readonly #look: WindowLook;
  readonly #notifications = new Notifications();
  readonly #unsubscribe: () => void;
  #settings: Settings | undefined;

  /** @throws {Error} when the development server is named wrongly. */
  constructor(options: DesktopHostOptions) {
    const { log, platform, logFile } = options;
    this.#options = options;
    const files = findAppFiles(app.getAppPath());
    const page = choosePage(options.devUrl, app.isPackaged);
    const senders = new TrustedSenders(page.origin);
    guardApp(app, senders, log);
    guardSession(session.defaultSession, senders);
    const theme = (): Theme => this.#settings?.theme ?? 'system';
    protocol.handle(APP_SCHEME.scheme, createAppProtocol(files.rendererFolder, theme, log));

    this.#backend = createBackend({
      productVersion: app.getVersion(),
      capabilities: {
        openDialog: true,
        folderPicker: false,
        droppedPaths: true,
        writes: true,
        appLinks: true,
        zoom: true,
        ownWindowFrame: true,
      },
      dataFolder: app.getPath('userData'),
      workerFile: files.workerFile,
      treeWorkerFile: files.treeWorkerFile,
      initialPaths: [],
      openDialog: (kind) => showOpenDialog(kind, this.#windows.current),
      choosePlace: () => showPlaceDialog(this.#windows.current),
      notePlaces: (connection, places) => this.#windows.notePlaces(connection, places),
      newWindow: (place) => this.#openWindow(place === undefined ? [] : [place]),
      ...(Notification.isSupported()
        ? {
            notify: (said: HostNotification, connection: string | undefined) =>
              this.#notifications.show(said, () => this.#windows.show(connection)),
          }
        : {}),
      releases: releasesOfBuild(),
      moveToTrash: (path) => shell.trashItem(path),
      ...(platform === 'darwin' ? { onOpened: (path: string) => app.addRecentDocument(path) } : {}),
      logFile,
      log,
    });
    this.#look = new WindowLook(nativeTheme, platform);
    const dispatcher = createDispatcher({ backend: this.#backend, allowWrites: true, log });
    const onGone = (connection: string): void => {
      this.#backend
        .disconnect(connection)
        .catch((exception: unknown) => log(`closing a window: ${String(exception)}`));
    };
    this.#transport = new IpcTransport({ ipcMain, dispatcher, senders, onGone, log });
    this.#windows = new Windows({
      platform,
      preload: files.preload,
      icon: files.icon,
      stateFile: join(app.getPath('userData'), 'window-state.json'),
      devTools: !app.isPackaged,
      look: this.#look,
      url: page.url,
      busyWith: () => this.#backend.busyWith(),
      onCreated: ({ webContents }) => this.#transport.connect(webContents),
      log,
    });
    this.#unsubscribe = this.#backend.subscribe((name, payload) => {
      this.#transport.broadcast(name, payload);
      if (name === 'settings.changed') this.#follow(payload as Settings);
      if (name === 'library.changed') this.#listRecents();
    });
    this.#setMenus();
  }

  /** Reads the settings first, so that no window is ever seen in another theme. */
  async start(): Promise<void> {
    const answer = await this.#backend.handlers['settings.read']({}, NO_CALLER);
    this.#follow(answer.settings);
    this.#listRecents();
  }

  /** Opens the windows of last time again, with their tabs, unless the person wants none of that. */
  reopenWindows(): void {
    if (this.#settings?.reopensWindows === false) return;
    for (const kept of this.#windows.kept()) {
      const { webContents } = this.#windows.create(kept);
      if (kept.places.length > 0) this.#backend.requestOpen(kept.places, String(webContents.id));
    }
  }

  /** The application ends: its windows are kept as they are now. */
  keepWindows(): void {
    this.#windows.end();
  }

  /** Shows the window used last, making one when there is none. */
  showWindow(): void {
    this.#windows.show();
  }

  /** Opens what was asked for, in the window used last or a new one, and brings it to the front. */
  open(request: StartRequest): void {
    const places = request.paths.map((path) => ({ path }));
    if (request.isNewWindow) this.#openWindow(places);
    else this.#openIn(places);
    for (const link of request.links) this.#openLink(link);
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    this.#transport.close();
    await this.#backend.close();
  }

  #openWindow(places: readonly OpenRequest[]): void {
    const { webContents } = this.#windows.create();
    if (places.length > 0) this.#backend.requestOpen(places, String(webContents.id));
  }

  #openIn(places: readonly OpenRequest[]): void {
    const { webContents } = this.#windows.show();
    if (places.length > 0) this.#backend.requestOpen(places, String(webContents.id));
  }

  #openLink(link: string): void {
    const window = this.#windows.show();
    const ask = (question: MessageBoxOptions) => dialog.showMessageBox(window, question);
    const knows = (path: string): Promise<boolean> => this.#backend.knows(path);
    placeOfLink(link, { ask, knows, log: this.#options.log })
      .then((place) => {
        if (place !== undefined) this.#openIn([place]);
      })
      .catch((exception: unknown) => this.#options.log(`a link: ${String(exception)}`));
  }

  #follow(settings: Settings): void {
    this.#settings = settings;
    this.#look.follow(settings);
  }

  #setMenus(): void {
    const { platform } = this.#options;
    const options: MenuOptions = {
      platform,
      isDevelopment: !app.isPackaged,
      choose: (command) => this.#choose(command),
      zoom: (by) => this.#zoom(by),
    };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(options)));
    if (platform === 'darwin') app.dock?.setMenu(Menu.buildFromTemplate(dockTemplate(options)));
  }

  /** A command of the menu: the page of the window used last knows what it means. */
  #choose(command: AppCommandId): void {
    const { current } = this.#windows;
    if (command === 'new-window') this.#openWindow([]);
    else if (current !== undefined) {
      this.#transport.tell(current.webContents, 'host.commandRequested', { command });
    } else if (command === 'open-folder' || command === 'open-zip') {
      this.#openByDialog(command === 'open-zip' ? 'zip' : 'folder');
    }
  }

  #openByDialog(kind: 'folder' | 'zip'): void {
    showOpenDialog(kind, undefined)
      .then((paths) => {
        if (paths.length > 0) this.#openIn(paths.map((path) => ({ path })));
      })
      .catch((exception: unknown) => this.#options.log(`open dialog: ${String(exception)}`));
  }

  #zoom(by: -1 | 1 | undefined): void {
    const now = this.#settings?.zoomPercent ?? 100;
    const zoomPercent = by === undefined ? 100 : zoomedBy(now, by);
    void this.#backend.handlers['settings.write']({ change: { zoomPercent } }, NO_CALLER);
  }

  /** The taskbar of Windows lists what is recent. */
  #listRecents(): void {
    if (this.#options.platform !== 'win32') return;
    const { log, program } = this.#options;
    Promise.resolve(this.#backend.handlers['library.listRecents']({}, NO_CALLER))
      .then(({ recents }) => app.setJumpList(jumpList(recents, program)))
      .catch((exception: unknown) => log(`the jump list: ${String(exception)}`));
  }
}

/** Calls of the application itself. */
const NO_CALLER = { signal: new AbortController().signal, reportProgress: () => undefined };
