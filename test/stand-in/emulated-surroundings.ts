import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { basename, isAbsolute, join } from 'node:path';
import type { NativeTheme, Rectangle, Screen, Shell } from 'electron';
import type { Core } from './core.ts';
import { StandInError } from './strict.ts';

/** The `nativeTheme` module. Electron docs: api/native-theme. */
export class EmulatedNativeTheme extends EventEmitter {
  readonly facade: NativeTheme;
  shouldUseHighContrastColors = false;
  $isSystemDark = true;
  #source: NativeTheme['themeSource'] = 'system';

  constructor(core: Core) {
    super();
    this.facade = core.strict('NativeTheme', this);
  }

  /** Docs: `themeSource`: what it says "will be true when accessed" takes the place of the system's. */
  get shouldUseDarkColors(): boolean {
    return this.#source === 'system' ? this.$isSystemDark : this.#source === 'dark';
  }

  get themeSource(): NativeTheme['themeSource'] {
    return this.#source;
  }

  /** Docs: `themeSource`: "The `updated` event will be emitted". */
  set themeSource(source: NativeTheme['themeSource']) {
    if (!['system', 'light', 'dark'].includes(source)) {
      throw new StandInError(`${source} is no source of a theme`);
    }
    this.#source = source;
    this.emit('updated', {});
  }

  /** The person changes the theme of the system. Docs: event `updated`. */
  $change(isDark: boolean, isHighContrast: boolean): void {
    this.$isSystemDark = isDark;
    this.shouldUseHighContrastColors = isHighContrast;
    this.emit('updated', {});
  }
}

/** The `shell` module; its trash is a folder. Electron docs: api/shell. */
export class EmulatedShell {
  readonly facade: Shell;
  readonly $trash: string;

  constructor(core: Core, home: string) {
    this.facade = core.strict('Shell', this);
    this.$trash = join(home, 'system-trash');
  }

  /** Docs: "Resolves when the operation has been completed. Rejects if there was an error". */
  async trashItem(path: string): Promise<void> {
    if (!isAbsolute(path)) throw new StandInError(`shell.trashItem needs a whole path: ${path}`);
    if (!existsSync(path)) throw new Error('Failed to move item to trash');
    mkdirSync(this.$trash, { recursive: true });
    renameSync(path, join(this.$trash, basename(path)));
  }
}

/** The `screen` module. Electron docs: api/screen: "cannot be used until the `ready` event". */
export class EmulatedScreen {
  readonly facade: Screen;
  $workAreas: readonly Rectangle[];
  readonly #core: Core;

  constructor(core: Core, workAreas: readonly Rectangle[]) {
    this.#core = core;
    this.$workAreas = workAreas;
    this.facade = core.strict('Screen', this);
  }

  getAllDisplays(): object[] {
    this.#core.requireReady('screen');
    return this.$workAreas.map((workArea) => this.#core.strict('Display', { workArea }));
  }
}
