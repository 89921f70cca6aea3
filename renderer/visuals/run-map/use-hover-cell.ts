import { useCallback, useEffect, useRef, useState } from 'react';
import type { MapHit } from './map-hit.ts';

/** As for tooltips: the first card waits, the next ones come at once. */
const DELAY_MS = 300;

export interface HoveredCell {
  readonly hit: MapHit;
  readonly clientX: number;
  readonly clientY: number;
}

/** The cell the pointer rests on, once it has rested. */
export function useHoverCell() {
  const [shown, setShown] = useState<HoveredCell>();
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const isOpen = shown !== undefined;
  const hide = useCallback(() => {
    clearTimeout(timer.current);
    setShown(undefined);
  }, []);
  const point = useCallback(
    (cell: HoveredCell | undefined) => {
      clearTimeout(timer.current);
      if (cell === undefined) {
        timer.current = setTimeout(() => setShown(undefined), DELAY_MS / 3);
        return;
      }
      if (isOpen) setShown(cell);
      else timer.current = setTimeout(() => setShown(cell), DELAY_MS);
    },
    [isOpen],
  );
  useEffect(() => () => clearTimeout(timer.current), []);
  return { shown, point, hide } as const;
}
