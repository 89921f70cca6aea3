import { type PointerEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { MapGutters } from './map-frame.ts';
import type { ColumnPlaces, MapSize, MapView } from './map-geometry.ts';
import { elementsInBox, hitAt, type MapHit } from './map-hit.ts';
import { overviewLeft, type PxBox } from './map-overlay.ts';
import type { RunMapProps } from './RunMap.tsx';
import type { useHoverCell } from './use-hover-cell.ts';

/** Px the pointer moves before a press is a box. */
const LEAST_BOX_PX = 4;
const WHEEL_ZOOM = 0.0022;

interface MapPointerOptions
  extends Pick<RunMapProps, 'map' | 'colouring' | 'rowTask' | 'onBox' | 'onEnter'> {
  readonly frameRef: RefObject<HTMLElement>;
  readonly places: ColumnPlaces;
  readonly view: MapView;
  readonly size: MapSize;
  readonly gutters: MapGutters;
  readonly widthPx: number;
  readonly zoom: (factor: number, y: number) => void;
  readonly pan: (xPx: number, yPx: number) => void;
  readonly change: (next: (view: MapView) => MapView) => void;
  readonly hover: ReturnType<typeof useHoverCell>;
  readonly onChoose: (hit: MapHit) => void;
}

type Drag =
  | { readonly kind: 'box'; readonly x: number; readonly y: number }
  | { readonly kind: 'pan'; readonly x: number; readonly y: number }
  | { readonly kind: 'overview' };

/**
 * The mouse over the map: a click selects, a drag draws a box, the wheel zooms (with Shift it
 * moves), the middle button and the strip at the right move.
 */
export function useMapPointer(options: MapPointerOptions) {
  const [box, setBox] = useState<PxBox>();
  const drag = useRef<Drag>();
  const latest = useRef(options);
  latest.current = options;
  const { frameRef } = options;

  useEffect(() => {
    const frame = frameRef.current;
    if (frame === null) return;
    // React's own wheel listeners cannot keep the page from scrolling.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const { zoom, pan, gutters, hover } = latest.current;
      hover.hide();
      const deltaPx = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
      if (event.shiftKey) pan(event.deltaX, deltaPx);
      else if (event.deltaX !== 0 && Math.abs(event.deltaX) > Math.abs(deltaPx)) {
        pan(event.deltaX, 0);
      } else {
        const y = event.clientY - frame.getBoundingClientRect().top - gutters.top;
        zoom(Math.exp(-deltaPx * WHEEL_ZOOM), Math.max(0, y));
      }
    };
    frame.addEventListener('wheel', onWheel, { passive: false });
    return () => frame.removeEventListener('wheel', onWheel);
  }, [frameRef]);

  const placeOf = (event: PointerEvent<HTMLElement>): { x: number; y: number } => {
    const bounds = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - bounds.left, y: event.clientY - bounds.top };
  };
  const hitUnder = (x: number, y: number): MapHit | undefined => {
    const { map, places, colouring, view, size, gutters } = options;
    const inX = x - gutters.left;
    const inY = y - gutters.top;
    if (inX < 0 || inY < 0 || inX > size.widthPx || inY > size.heightPx) return undefined;
    return hitAt(map, places, colouring, view, inX, inY);
  };
  const seekOverview = (y: number): void => {
    const { map, size, gutters, change } = options;
    change((old) => ({
      ...old,
      topPx:
        ((y - gutters.top) / Math.max(1, size.heightPx)) * map.rowCount * old.rowPx -
        size.heightPx / 2,
    }));
  };

  const handlers = {
    onPointerDown: (event: PointerEvent<HTMLElement>): void => {
      const { x, y } = placeOf(event);
      options.hover.hide();
      if (event.button === 1) drag.current = { kind: 'pan', x, y };
      else if (event.button !== 0) return;
      else if (x >= overviewLeft(options.widthPx) - 4) {
        drag.current = { kind: 'overview' };
        seekOverview(y);
      } else drag.current = { kind: 'box', x, y };
      event.currentTarget.setPointerCapture(event.pointerId);
      if (event.button === 1) event.preventDefault();
    },
    onPointerMove: (event: PointerEvent<HTMLElement>): void => {
      const { x, y } = placeOf(event);
      const current = drag.current;
      if (current === undefined) {
        const hit = hitUnder(x, y);
        options.hover.point(
          hit === undefined ? undefined : { hit, clientX: event.clientX, clientY: event.clientY },
        );
      } else if (current.kind === 'pan') {
        options.pan(current.x - x, current.y - y);
        drag.current = { kind: 'pan', x, y };
      } else if (current.kind === 'overview') seekOverview(y);
      else if (Math.abs(x - current.x) + Math.abs(y - current.y) >= LEAST_BOX_PX || box) {
        setBox({
          left: Math.min(x, current.x),
          right: Math.max(x, current.x),
          top: Math.min(y, current.y),
          bottom: Math.max(y, current.y),
        });
      }
    },
    onPointerUp: (event: PointerEvent<HTMLElement>): void => {
      const current = drag.current;
      drag.current = undefined;
      if (current?.kind !== 'box') return;
      focusCell(event.currentTarget);
      if (box === undefined) {
        const hit = hitUnder(current.x, current.y);
        if (hit !== undefined) options.onChoose(hit);
        return;
      }
      setBox(undefined);
      const { map, places, view, gutters, rowTask } = options;
      const inPlot = {
        left: box.left - gutters.left,
        right: box.right - gutters.left,
        top: box.top - gutters.top,
        bottom: box.bottom - gutters.top,
      };
      const found = elementsInBox(map, places, view, inPlot, rowTask);
      if (found !== undefined) options.onBox(found);
    },
    onPointerCancel: (): void => {
      drag.current = undefined;
      setBox(undefined);
    },
    onPointerLeave: (): void => {
      if (drag.current === undefined) options.hover.point(undefined);
    },
    onDoubleClick: (event: {
      readonly clientX: number;
      readonly clientY: number;
      readonly currentTarget: HTMLElement;
    }): void => {
      const bounds = event.currentTarget.getBoundingClientRect();
      const hit = hitUnder(event.clientX - bounds.left, event.clientY - bounds.top);
      if (hit !== undefined) options.onEnter(hit);
    },
  };
  return { box, handlers } as const;
}

/** The keyboard goes on where the mouse was. */
function focusCell(frame: HTMLElement): void {
  frame.querySelector<HTMLElement>('[role="gridcell"]')?.focus({ preventScroll: true });
}
