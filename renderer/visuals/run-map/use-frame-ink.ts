import { type RefObject, useMemo } from 'react';
import type { CellColours } from '../paint-status-cell.ts';
import type { FrameInk } from './map-frame.ts';

/** Colours and font of the words on the canvas; read anew with the colours of the cells. */
export function useFrameInk(
  ref: RefObject<HTMLElement>,
  colours: CellColours | undefined,
): FrameInk | undefined {
  return useMemo(() => {
    if (ref.current === null || colours === undefined) return undefined;
    const style = getComputedStyle(ref.current);
    const value = (name: string): string => style.getPropertyValue(name).trim();
    return {
      primary: value('--text-primary'),
      secondary: value('--text-secondary'),
      tertiary: value('--text-tertiary'),
      line: value('--line-strong'),
      font: value('--font-ui'),
    };
  }, [ref, colours]);
}
