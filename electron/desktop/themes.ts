import type { NativeTheme, TitleBarOverlayOptions } from 'electron';

/** Height of the page's title bar less its bottom line, which stays visible below the controls. */
export const TITLE_BAR_HEIGHT = 37;

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
} as const satisfies Record<string, WindowColours>;

type ThemeSource = Pick<NativeTheme, 'shouldUseDarkColors' | 'shouldUseHighContrastColors'>;

export function windowColours(theme: ThemeSource, platform: NodeJS.Platform): WindowColours {
  const tone = theme.shouldUseDarkColors ? 'dark' : 'light';
  // Electron knows the contrast setting of Windows and macOS only.
  const isHighContrast = platform !== 'linux' && theme.shouldUseHighContrastColors;
  return COLOURS[isHighContrast ? (`hc-${tone}` as const) : tone];
}

export function titleBarOverlay(colours: WindowColours): TitleBarOverlayOptions {
  return { color: colours.background, symbolColor: colours.symbols, height: TITLE_BAR_HEIGHT };
}
