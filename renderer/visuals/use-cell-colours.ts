import type { RefObject } from 'react';
import { RUN_STATUSES, type RunStatus } from '../../shared/model/status.ts';
import { type StatusColourPart, statusColour } from '../design/status-colours.ts';
import type { CellColours } from './paint-status-cell.ts';
import { useOfTheme } from './use-of-theme.ts';

const PARTS: readonly StatusColourPart[] = ['mark', 'cell', 'tint'];

/** Colours of the theme in use, for a canvas; read anew when the theme changes. */
export function useCellColours(ref: RefObject<HTMLElement>): CellColours | undefined {
  return useOfTheme(ref, readColours);
}

function readColours(element: HTMLElement): CellColours {
  const style = getComputedStyle(element);
  const value = (css: string): string =>
    style.getPropertyValue(css.replace(/^var\(|\)$/g, '')).trim();
  const known = new Map<string, string>();
  for (const status of RUN_STATUSES) {
    for (const part of PARTS) known.set(`${status} ${part}`, value(statusColour(status, part)));
  }
  const panel = value('--surface-panel');
  return {
    of: (status: RunStatus, part: StatusColourPart) => known.get(`${status} ${part}`) ?? panel,
    cut: panel,
    line: value('--line-normal'),
  };
}
