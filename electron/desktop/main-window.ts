import { existsSync } from 'node:fs';
import { BrowserWindow, screen } from 'electron';
import type { WindowLook } from './window-look.ts';
import {
  MIN_HEIGHT,
  MIN_WIDTH,
  placeWindow,
  readWindowState,
  type WindowState,
  writeWindowState,
} from './window-state.ts';

export interface MainWindowOptions {
  readonly platform: NodeJS.Platform;
  readonly preload: string;
  readonly icon: string;
  /** Where the window's place and size are kept. */
  readonly stateFile: string;
  readonly look: WindowLook;
  /** A window that is there already: the new one is put beside it. */
  readonly beside: BrowserWindow | undefined;
  readonly devTools: boolean;
  readonly log: (line: string) => void;
}

/** Where the buttons of macOS stand in the title bar, in the middle of its height. */
const TRAFFIC_LIGHTS = { x: 13, y: 12 } as const;
const SAVE_DELAY_MS = 500;

/** Makes the window. It shows itself once its page has something to show. */
export function createMainWindow(options: MainWindowOptions): BrowserWindow {
  const { look, beside } = options;
  const saved = beside === undefined ? readWindowState(options.stateFile) : stateBeside(beside);
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const window = new BrowserWindow({
    ...placeWindow(saved, workAreas),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    title: 'Earshot',
    backgroundColor: look.background,
    titleBarStyle: 'hidden',
    titleBarOverlay: look.titleBarOverlay,
    ...(options.platform === 'darwin' ? { trafficLightPosition: TRAFFIC_LIGHTS } : {}),
    // Windows and macOS take it from the executable. A file that is not there would be an exception.
    ...(options.platform === 'linux' && existsSync(options.icon) ? { icon: options.icon } : {}),
    autoHideMenuBar: true,
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      // Off: it would fetch dictionaries from the network.
      spellcheck: false,
      devTools: options.devTools,
    },
  });
  window.once('ready-to-show', () => {
    if (saved?.isMaximised === true) window.maximize();
    if (saved?.isFullScreen === true) window.setFullScreen(true);
    window.show();
  });
  keepState(window, options);
  look.add(window);
  return window;
}

/** Shows a window that exists, wherever it is hidden. */
export function focusWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  if (!window.isVisible()) window.show();
  window.focus();
}

/** So far down and to the right that both title bars can be seen. */
const CASCADE = 32;

function stateBeside(window: BrowserWindow): WindowState {
  const { x, y, width, height } = window.getNormalBounds();
  const bounds = { x: x + CASCADE, y: y + CASCADE, width, height };
  return { version: 1, bounds, isMaximised: false, isFullScreen: false };
}

function keepState(window: BrowserWindow, options: MainWindowOptions): void {
  let timer: NodeJS.Timeout | undefined;
  const save = (): void => {
    clearTimeout(timer);
    timer = undefined;
    const { x, y, width, height } = window.getNormalBounds();
    const state: WindowState = {
      version: 1,
      bounds: { x, y, width, height },
      isMaximised: window.isMaximized(),
      isFullScreen: window.isFullScreen(),
    };
    writeWindowState(options.stateFile, state, options.log);
  };
  const saveSoon = (): void => {
    timer ??= setTimeout(save, SAVE_DELAY_MS);
  };
  window.on('resize', saveSoon);
  window.on('move', saveSoon);
  window.on('close', save);
  window.once('closed', () => clearTimeout(timer));
}
