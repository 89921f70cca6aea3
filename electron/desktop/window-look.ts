import type { BrowserWindow, NativeTheme } from 'electron';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/contract/settings.ts';
import { themeSourceOf, titleBarOverlay, windowColours } from './themes.ts';

type Look = Pick<Settings, 'theme' | 'zoomPercent'>;

/** Makes all windows look as the settings and the system say, before their pages can. */
export class WindowLook {
  readonly #theme: NativeTheme;
  readonly #platform: NodeJS.Platform;
  readonly #windows = new Set<BrowserWindow>();
  #look: Look = DEFAULT_SETTINGS;

  constructor(theme: NativeTheme, platform: NodeJS.Platform) {
    this.#theme = theme;
    this.#platform = platform;
    theme.on('updated', () => this.#paintAll());
  }

  /** What a new window begins with. */
  get background(): string {
    return this.#colours().background;
  }

  get titleBarOverlay(): ReturnType<typeof titleBarOverlay> {
    return titleBarOverlay(this.#colours(), this.#look.zoomPercent);
  }

  follow(look: Look): void {
    const before = this.#look;
    this.#look = look;
    if (before.theme !== look.theme) this.#theme.themeSource = themeSourceOf(look.theme);
    this.#paintAll();
  }

  add(window: BrowserWindow): void {
    this.#windows.add(window);
    // The zoom is forgotten where another page begins.
    window.webContents.on('did-finish-load', () => this.#zoom(window));
    window.once('closed', () => this.#windows.delete(window));
  }

  #colours() {
    return windowColours(this.#look.theme, this.#theme, this.#platform);
  }

  #paintAll(): void {
    for (const window of this.#windows) {
      window.setBackgroundColor(this.background);
      // The buttons of macOS have colours of their own.
      if (this.#platform !== 'darwin') window.setTitleBarOverlay(this.titleBarOverlay);
      this.#zoom(window);
    }
  }

  #zoom(window: BrowserWindow): void {
    window.webContents.setZoomFactor(this.#look.zoomPercent / 100);
  }
}
