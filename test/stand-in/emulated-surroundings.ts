import { EventEmitter } from 'node:events';
import type { NativeTheme, Rectangle, Screen } from 'electron';
import type { Core } from './core.ts';

/** The `nativeTheme` module. Electron docs: api/native-theme. */
export class EmulatedNativeTheme extends EventEmitter {
  readonly facade: NativeTheme;
  shouldUseDarkColors = true;
  shouldUseHighContrastColors = false;

  constructor(core: Core) {
    super();
    this.facade = core.strict('NativeTheme', this);
  }

  /** The person changes the theme of the system. Docs: event `updated`. */
  $change(isDark: boolean, isHighContrast: boolean): void {
    this.shouldUseDarkColors = isDark;
    this.shouldUseHighContrastColors = isHighContrast;
    this.emit('updated', {});
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
