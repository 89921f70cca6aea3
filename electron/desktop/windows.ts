import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import type { OpenRequest } from '../../shared/contract/host.ts';
import { askBeforeClosing } from './ask-before-closing.ts';
import {
  createMainWindow,
  focusWindow,
  type MainWindowOptions,
  stateBeside,
  stateOf,
} from './main-window.ts';
import { recoverFromCrash } from './renderer-crash.ts';
import { type KeptWindow, readWindows, writeWindows } from './window-state.ts';

export interface WindowsOptions extends MainWindowOptions {
  readonly url: string;
  /** Where places, sizes and tabs of windows are kept. */
  readonly stateFile: string;
  /** What is being done with workflows, for people. */
  readonly busyWith: () => readonly string[];
  /** Told of a new window before its page loads. */
  readonly onCreated: (window: BrowserWindow) => void;
  readonly log: (line: string) => void;
}

const SAVE_DELAY_MS = 500;
/** Answer of `askBeforeClosing` to go on. */
const STAYS = 0;

/** The windows that are open, the one used last at the end; how they are is kept for the next start. */
export class Windows {
  readonly #options: WindowsOptions;
  #open: readonly BrowserWindow[] = [];
  /** Those whose page has nothing to show yet: they show themselves when it has. */
  readonly #loading = new Set<BrowserWindow>();
  /** What the tabs of each show, by the id of its contents. */
  readonly #places = new Map<string, readonly OpenRequest[]>();
  #saveTimer: NodeJS.Timeout | undefined;
  /** The application ends: what is kept is what was open, however its windows go. */
  #isEnding = false;

  constructor(options: WindowsOptions) {
    this.#options = options;
  }

  /** The window that a command of the menu is for; `undefined` on macOS when there is none. */
  get current(): BrowserWindow | undefined {
    return this.#open.at(-1);
  }

  /** Windows that were open when the application ended, the one used last at the end. */
  kept(): readonly KeptWindow[] {
    return readWindows(this.#options.stateFile)?.windows ?? [];
  }

  /** @param kept how it was; otherwise beside the one used last, or where that stood. */
  create(kept?: KeptWindow): BrowserWindow {
    const { url, log, platform, onCreated, stateFile } = this.#options;
    const { current } = this;
    const beside = current === undefined ? readWindows(stateFile)?.last : stateBeside(current);
    const window = createMainWindow(this.#options, kept ?? beside);
    const id = String(window.webContents.id);
    if (kept !== undefined) this.#places.set(id, kept.places);
    this.#open = [...this.#open, window];
    window.on('focus', () => {
      this.#open = [...this.#open.filter((other) => other !== window), window];
      this.#saveSoon();
    });
    window.on('resize', () => this.#saveSoon());
    window.on('move', () => this.#saveSoon());
    window.on('close', () => this.#save());
    this.#loading.add(window);
    window.once('ready-to-show', () => this.#loading.delete(window));
    window.once('closed', () => {
      this.#loading.delete(window);
      this.#places.delete(id);
      this.#open = this.#open.filter((other) => other !== window);
      this.#save();
    });
    // On macOS the application stays without a window, and goes on.
    if (platform !== 'darwin') this.#askBeforeLast(window);
    recoverFromCrash(window, log);
    onCreated(window);
    window.loadURL(url).catch((exception: unknown) => {
      log(`the page did not load: ${String(exception)}`);
    });
    return window;
  }

  /**
   * Brings a window to the front, the one used last unless another is meant, or makes one.
   *
   * @param connection - Of the window that is meant.
   */
  show(connection?: string): BrowserWindow {
    const meant = this.#open.find(({ webContents }) => String(webContents.id) === connection);
    const current = meant ?? this.current;
    if (current === undefined) return this.create();
    if (!this.#loading.has(current)) focusWindow(current);
    return current;
  }

  /** @param id of the contents of a window. */
  notePlaces(id: string, places: readonly OpenRequest[]): void {
    if (this.#open.every(({ webContents }) => String(webContents.id) !== id)) return;
    this.#places.set(id, places);
    this.#saveSoon();
  }

  /** Keeps what is open now: the windows are about to be closed one after the other. */
  end(): void {
    this.#save();
    this.#isEnding = true;
  }

  #saveSoon(): void {
    this.#saveTimer ??= setTimeout(() => this.#save(), SAVE_DELAY_MS);
  }

  #save(): void {
    clearTimeout(this.#saveTimer);
    this.#saveTimer = undefined;
    if (this.#isEnding) return;
    const { log, platform, stateFile } = this.#options;
    const windows = this.#open.map((window) => ({
      ...stateOf(window),
      places: [...(this.#places.get(String(window.webContents.id)) ?? [])],
    }));
    const used = windows.at(-1);
    if (used !== undefined) {
      const { places: _places, ...last } = used;
      writeWindows(stateFile, { version: 2, last, windows }, log);
      return;
    }
    // Closing the last window ends the application, and it is the one to come back. Not so on macOS.
    const before = platform === 'darwin' ? readWindows(stateFile) : undefined;
    if (before !== undefined) writeWindows(stateFile, { ...before, windows: [] }, log);
  }

  #askBeforeLast(window: BrowserWindow): void {
    const ask = async (question: MessageBoxOptions) => {
      const answer = await dialog.showMessageBox(window, question);
      if (answer.response === STAYS) this.#isEnding = false;
      return answer;
    };
    const busyWith = (): readonly string[] =>
      this.#open.length > 1 ? [] : this.#options.busyWith();
    askBeforeClosing(window, busyWith, ask, this.#options.log);
  }
}
