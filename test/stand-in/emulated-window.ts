import { EventEmitter } from 'node:events';
import type { BrowserWindow, BrowserWindowConstructorOptions, Rectangle } from 'electron';
import { eventWith } from './core.ts';
import { type ContentsParts, EmulatedWebContents } from './emulated-web-contents.ts';
import { checkOptions, StandInError } from './strict.ts';

export interface WindowParts extends ContentsParts {
  readonly windows: Set<EmulatedWindow>;
}

const COLOUR = /^#[0-9a-f]{6}$/i;

/** A window. Electron docs: api/browser-window and api/base-window. */
export class EmulatedWindow extends EventEmitter {
  readonly facade: BrowserWindow;
  readonly id: number;
  readonly webContents: EmulatedWebContents['facade'];
  readonly $contents: EmulatedWebContents;
  readonly $options: BrowserWindowConstructorOptions;
  /** What happened, in order: `show`, `focus`, `maximize`… */
  readonly $actions: string[] = [];
  $backgroundColour: string;
  $overlay: object | undefined;
  readonly #parts: WindowParts;
  #bounds: Rectangle;
  #isVisible: boolean;
  #isMinimised = false;
  #isMaximised = false;
  #isFullScreen: boolean;
  #isDestroyed = false;
  #wasReady = false;

  constructor(parts: WindowParts, options: BrowserWindowConstructorOptions) {
    super();
    // Docs: api/browser-window: "can only be used after the `ready` event".
    parts.core.requireReady('BrowserWindow');
    const { webPreferences = {}, titleBarOverlay } = options;
    checkOptions('BrowserWindowConstructorOptions', options);
    checkOptions('WebPreferences', webPreferences);
    if (typeof titleBarOverlay === 'object') checkOptions('TitleBarOverlay', titleBarOverlay);
    this.#parts = parts;
    this.$options = options;
    this.$backgroundColour = options.backgroundColor ?? '#FFFFFF';
    this.$overlay = typeof titleBarOverlay === 'object' ? titleBarOverlay : undefined;
    this.#isVisible = options.show ?? true;
    this.#isFullScreen = options.fullscreen ?? false;
    const { x = 100, y = 100, width = 800, height = 600 } = options;
    this.#bounds = { x, y, width, height };
    this.id = parts.core.nextId();
    this.facade = parts.core.strict('BrowserWindow', this, (member) => {
      if (this.#isDestroyed && member !== 'isDestroyed') {
        throw new TypeError('Object has been destroyed');
      }
    });
    this.$contents = new EmulatedWebContents(parts, webPreferences, () => this.#painted());
    this.webContents = this.$contents.facade;
    parts.windows.add(this);
  }

  loadURL(url: string): Promise<void> {
    return this.$contents.$load(url);
  }

  show(): void {
    this.#isVisible = true;
    this.$actions.push('show');
    this.emit('show');
  }

  isVisible(): boolean {
    return this.#isVisible;
  }

  focus(): void {
    this.$actions.push('focus');
    this.emit('focus');
  }

  isMinimized(): boolean {
    return this.#isMinimised;
  }

  restore(): void {
    this.#isMinimised = false;
    this.$actions.push('restore');
  }

  /** Docs: `win.maximize()`: "also shows (but not focuses) the window if it isn't being displayed". */
  maximize(): void {
    this.#isMaximised = true;
    this.#isVisible = true;
    this.$actions.push('maximize');
  }

  isMaximized(): boolean {
    return this.#isMaximised;
  }

  setFullScreen(isFullScreen: boolean): void {
    this.#isFullScreen = isFullScreen;
    this.$actions.push('setFullScreen');
  }

  isFullScreen(): boolean {
    return this.#isFullScreen;
  }

  /** Docs: `getNormalBounds`: of the window in its normal state, whatever its state is now. */
  getNormalBounds(): Rectangle {
    return { ...this.#bounds };
  }

  setBackgroundColor(colour: string): void {
    if (!COLOUR.test(colour)) throw new StandInError(`${colour} is no colour`);
    this.$backgroundColour = colour;
  }

  /** Docs: `setTitleBarOverlay`: on a window that has an overlay. */
  setTitleBarOverlay(options: object): void {
    checkOptions('TitleBarOverlayOptions', options);
    if (this.$options.titleBarStyle !== 'hidden' || this.$overlay === undefined) {
      throw new TypeError('Titlebar overlay is not enabled');
    }
    this.$overlay = { ...this.$overlay, ...options };
  }

  isDestroyed(): boolean {
    return this.#isDestroyed;
  }

  /** Docs: `close`: event `close`, which can be prevented, then as `destroy`. */
  close(): void {
    if (this.#isDestroyed) return;
    const event = eventWith({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  /** Docs: `destroy`: event `closed` is guaranteed, `close` is not emitted. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.$contents.$destroy();
    this.#isDestroyed = true;
    this.#parts.windows.delete(this);
    this.emit('closed');
    this.#parts.app.$windowClosed();
  }

  /** The person moves or resizes the window. */
  $place(bounds: Rectangle): void {
    const isResized = bounds.width !== this.#bounds.width || bounds.height !== this.#bounds.height;
    this.#bounds = { ...bounds };
    this.emit(isResized ? 'resize' : 'move');
  }

  $minimise(): void {
    this.#isMinimised = true;
  }

  /** Docs: event `ready-to-show`: when the page has been rendered for the first time. */
  #painted(): void {
    if (this.#wasReady || this.#isDestroyed) return;
    this.#wasReady = true;
    this.#parts.core.later(() => this.emit('ready-to-show'));
  }
}
