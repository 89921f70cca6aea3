import type { NativeTheme, TitleBarOverlayOptions } from 'electron';
import type { Theme } from '../../shared/contract/settings.ts';

/** Height of the page's title bar less its bottom line, which stays visible below the controls. */
const TITLE_BAR_HEIGHT = 37;

interface WindowColours {
  readonly background: string;
  readonly symbols: string;
}

/** As `--surface-window` and `--text-tertiary` of the page's themes: the window is painted with them before the page is. */
const COLOURS = {
  dark: { background: '#07080b', symbols: '#91969d' },
  light: { background: '#ebedef', symbols: '#5b6067' },
  'hc-dark': { background: '#000000', symbols: '#c9cdd3' },
  'hc-light': { background: '#ffffff', symbols: '#3a3f46' },
} as const satisfies Record<Exclude<Theme, 'system'>, WindowColours>;

type SystemTheme = Pick<NativeTheme, 'shouldUseDarkColors' | 'shouldUseHighContrastColors'>;

export function windowColours(
  chosen: Theme,
  system: SystemTheme,
  platform: NodeJS.Platform,
): WindowColours {
  if (chosen !== 'system') return COLOURS[chosen];
  const tone = system.shouldUseDarkColors ? 'dark' : 'light';
  // Electron knows the contrast setting of Windows and macOS only.
  const isHighContrast = platform !== 'linux' && system.shouldUseHighContrastColors;
  return COLOURS[isHighContrast ? (`hc-${tone}` as const) : tone];
}

/** What menus, dialogs and `prefers-color-scheme` are to be. */
export function themeSourceOf(chosen: Theme): NativeTheme['themeSource'] {
  if (chosen === 'system') return 'system';
  return chosen === 'dark' || chosen === 'hc-dark' ? 'dark' : 'light';
}

export function titleBarOverlay(
  colours: WindowColours,
  zoomPercent: number,
): Required<Pick<TitleBarOverlayOptions, 'color' | 'symbolColor' | 'height'>> {
  const height = Math.round((TITLE_BAR_HEIGHT * zoomPercent) / 100);
  return { color: colours.background, symbolColor: colours.symbols, height };
}
