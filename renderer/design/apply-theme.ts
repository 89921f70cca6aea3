import { THEMES, type Theme } from '../../shared/contract/settings.ts';
import dark from './theme-dark.css?inline';
import hcDark from './theme-hc-dark.css?inline';
import hcLight from './theme-hc-light.css?inline';
import light from './theme-light.css?inline';

/** Style sheets of a theme, each over the one before, as themes.css lays them. */
const SHEETS: Readonly<Record<Exclude<Theme, 'system'>, readonly string[]>> = {
  dark: [dark],
  light: [dark, light],
  'hc-dark': [dark, hcDark],
  'hc-light': [dark, light, hcDark, hcLight],
};

/** The theme that the host wrote into the page. */
export function themeOfPage(): Theme {
  const { theme } = document.documentElement.dataset;
  return THEMES.find((known) => known === theme) ?? 'system';
}

/**
 * Shows a theme whatever the system says. It is adopted as a sheet after those of the document: the
 * page's policy allows no style elements, and themes.css stays as it is for the system's own choice.
 */
export function applyTheme(theme: Theme): void {
  if (theme === 'system') {
    document.adoptedStyleSheets = [];
  } else {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SHEETS[theme].join('\n'));
    document.adoptedStyleSheets = [sheet];
  }
  // After the sheet: who draws on a canvas reads the colours anew when this changes.
  document.documentElement.dataset.theme = theme;
}
