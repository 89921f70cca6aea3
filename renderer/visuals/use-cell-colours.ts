import { type RefObject, useEffect, useState } from 'react';
import { RUN_STATUSES, type RunStatus } from '../../shared/model/status.ts';
import { type StatusColourPart, statusColour } from '../design/status-colours.ts';
import type { CellColours } from './paint-status-cell.ts';

const PARTS: readonly StatusColourPart[] = ['mark', 'cell', 'tint'];

/** Colours of the theme in use, for a canvas; read anew when the theme changes. */
export function useCellColours(ref: RefObject<HTMLElement>): CellColours | undefined {
  const [colours, setColours] = useState<CellColours>();
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const read = (): void => setColours(readColours(element));
    read();
    const observer = new MutationObserver(read);
    observer.observe(document.documentElement, { attributes: true });
    const media = matchMedia('(prefers-color-scheme: dark)');
    media.addEventListener('change', read);
    return () => {
      observer.disconnect();
      media.removeEventListener('change', read);
    };
  }, [ref]);
  return colours;
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
