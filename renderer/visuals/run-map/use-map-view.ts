import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import {
  boundView,
  type ColumnPlaces,
  type MapSize,
  type MapView,
  zoomedAt,
} from './map-geometry.ts';

const WHOLE: MapView = { rowPx: 0, topPx: 0, leftPx: 0 };

/** How one zooms and moves over the map; changes of one frame are drawn together. */
export function useMapView(rowCount: number, places: ColumnPlaces, size: MapSize) {
  const [asked, setAsked] = useState(WHOLE);
  const view = useMemo(
    () => boundView(asked, rowCount, places, size),
    [asked, rowCount, places, size],
  );
  // What events of this frame have come to, which React has not drawn yet.
  const latest = useRef(view);
  const frame = useRef<number | undefined>(undefined);
  if (frame.current === undefined) latest.current = view;

  const change = useCallback(
    (next: (view: MapView) => MapView): void => {
      latest.current = boundView(next(latest.current), rowCount, places, size);
      frame.current ??= requestAnimationFrame(() => {
        frame.current = undefined;
        setAsked(latest.current);
      });
    },
    [rowCount, places, size],
  );
  useEffect(
    () => () => {
      if (frame.current !== undefined) cancelAnimationFrame(frame.current);
      frame.current = undefined;
    },
    [],
  );
  const zoom = useCallback(
    (factor: number, y: number) =>
      change((old) =>
        factor === 0
          ? { ...old, rowPx: 0, topPx: 0 }
          : zoomedAt(old, factor, y, rowCount, size.heightPx),
      ),
    [change, rowCount, size.heightPx],
  );
  const pan = useCallback(
    (xPx: number, yPx: number) =>
      change((old) => ({ ...old, leftPx: old.leftPx + xPx, topPx: old.topPx + yPx })),
    [change],
  );
  return { view, change, zoom, pan } as const;
}
