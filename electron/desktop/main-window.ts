import { existsSync } from 'node:fs';
import { BrowserWindow, screen } from 'electron';
import type { WindowLook } from './window-look.ts';
import { MIN_HEIGHT, MIN_WIDTH, placeWindow, type WindowState } from './window-state.ts';

export interface MainWindowOptions {
  readonly platform: NodeJS.Platform;
  readonly preload: string;
  readonly icon: string;
  readonly look: WindowLook;
  readonly devTools: boolean;
}

/** Where the buttons of macOS stand in the title bar, in the middle of its height. */
const TRAFFIC_LIGHTS = { x: 13, y: 12 } as const;

/**
 * Makes the window. It shows itself once its page has something to show.
 *
 * @param saved where it is to stand; where the system chooses when absent.
 */
export function createMainWindow(
  options: MainWindowOptions,
  saved: WindowState | undefined,
): BrowserWindow {
  const { look } = options;
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

/** Where a new window stands beside one that is there. */
export function stateBeside(window: BrowserWindow): WindowState {
  const { x, y, width, height } = window.getNormalBounds();
  const bounds = { x: x + CASCADE, y: y + CASCADE, width, height };
  return { bounds, isMaximised: false, isFullScreen: false };
}

export function stateOf(window: BrowserWindow): WindowState {
  const { x, y, width, height } = window.getNormalBounds();
  return {
    bounds: { x, y, width, height },
    isMaximised: window.isMaximized(),
    isFullScreen: window.isFullScreen(),
  };
}
