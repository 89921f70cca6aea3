import type { RefObject } from 'react';
import type { ChartTheme } from './painter.ts';
import { useOfTheme } from './use-of-theme.ts';

/** Colours of the theme in use, for charts; read anew when the theme changes. */
export function useChartTheme(ref: RefObject<HTMLElement>): ChartTheme | undefined {
  return useOfTheme(ref, readTheme);
}

function readTheme(element: HTMLElement): ChartTheme {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  return {
    font: of('font-ui'),
    surface: of('surface-panel'),
    text: of('text-primary'),
    textSecondary: of('text-secondary'),
    axis: of('chart-axis'),
    grid: of('chart-grid'),
    line: of('line-normal'),
    lineStrong: of('line-strong'),
    nan: of('nan'),
    accent: of('accent-text'),
    band: of('chart-band'),
    series: [1, 2, 3, 4, 5].map((at) => of(`chart-${at}`)),
  };
}
