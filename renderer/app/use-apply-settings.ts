import { useLayoutEffect } from 'react';
import { applyTheme } from '../design/apply-theme.ts';
import { useSettings } from '../queries/settings.ts';
import { usePreferences } from '../ui/preferences.ts';

/**
 * Makes the window follow the settings.
 *
 * @returns A key that changes when what is shown must be written anew: times in another zone, other digits.
 */
export function useApplySettings(): string {
  const { theme, density, timeZone, hasSingleKeys, digitGroups } = useSettings().settings;
  useLayoutEffect(() => applyTheme(theme), [theme]);
  useLayoutEffect(() => {
    document.documentElement.dataset.density = density;
  }, [density]);
  useLayoutEffect(() => usePreferences.setState({ hasSingleKeys }), [hasSingleKeys]);
  const isUtc = timeZone === 'utc';
  useLayoutEffect(() => usePreferences.setState({ isUtc }), [isUtc]);
  useLayoutEffect(() => usePreferences.setState({ digitGroups }), [digitGroups]);
  const shown = usePreferences((state) => `${state.isUtc} ${state.digitGroups}`);
  return `${shown} ${density}`;
}
