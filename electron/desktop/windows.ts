import { type BrowserWindow, dialog, type MessageBoxOptions } from 'electron';
import { askBeforeClosing } from './ask-before-closing.ts';
import { createMainWindow, focusWindow, type MainWindowOptions } from './main-window.ts';
import { recoverFromCrash } from './renderer-crash.ts';

export interface WindowsOptions extends Omit<MainWindowOptions, 'beside'> {
  readonly url: string;
  /** What is being done with workflows, for people. */
  readonly busyWith: () => readonly string[];
  /** Told of a new window before its page loads. */
  readonly onCreated: (window: BrowserWindow) => void;
}

/** The windows that are open, the one used last at the end. */
export class Windows {
  readonly #options: WindowsOptions;
  #open: readonly BrowserWindow[] = [];
  /** Those whose page has nothing to show yet: they show themselves when it has. */
  readonly #loading = new Set<BrowserWindow>();

  constructor(options: WindowsOptions) {
    this.#options = options;
  }

  /** The window that a command of the menu is for; `undefined` on macOS when there is none. */
  get current(): BrowserWindow | undefined {
    return this.#open.at(-1);
  }

  create(): BrowserWindow {
    const { url, log, platform, onCreated } = this.#options;
    const window = createMainWindow({ ...this.#options, beside: this.current });
    this.#open = [...this.#open, window];
    window.on('focus', () => {
      this.#open = [...this.#open.filter((other) => other !== window), window];
    });
    this.#loading.add(window);
    window.once('ready-to-show', () => this.#loading.delete(window));
    window.once('closed', () => {
      this.#loading.delete(window);
      this.#open = this.#open.filter((other) => other !== window);
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

  /** Brings the window used last to the front, or makes one. */
  show(): BrowserWindow {
    const { current } = this;
    if (current === undefined) return this.create();
    if (!this.#loading.has(current)) focusWindow(current);
    return current;
  }

  #askBeforeLast(window: BrowserWindow): void {
    const ask = (question: MessageBoxOptions) => dialog.showMessageBox(window, question);
    const busyWith = (): readonly string[] =>
      this.#open.length > 1 ? [] : this.#options.busyWith();
    askBeforeClosing(window, busyWith, ask, this.#options.log);
  }
}
