import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { Box } from './elk-graph.ts';
import {
  type Extent,
  firstView,
  fitView,
  type GraphView,
  panBy,
  revealBox,
  zoomAt,
} from './graph-view.ts';

const WHEEL_ZOOM = 0.0022;
/** Px the pointer moves before a press is a drag. */
const LEAST_DRAG_PX = 4;

interface GraphViewOptions {
  readonly paneRef: RefObject<HTMLElement>;
  readonly pane: Extent;
  /** Another one is looked at from the beginning. */
  readonly graph: Extent;
  /** What is brought into sight when it becomes another one. */
  readonly shown: Box | undefined;
  /** What one sees first of a graph that is too large. */
  readonly first: Box | undefined;
}

/** Zooming and moving over the graph, by mouse and buttons; changes of one frame are drawn together. */
export function useGraphView({ paneRef, pane, graph, shown, first }: GraphViewOptions) {
  const [view, setView] = useState<GraphView>();
  const latest = useRef<GraphView>();
  const frame = useRef<number>();
  const extents = useRef({ pane, graph });
  extents.current = { pane, graph };

  const change = useCallback((next: (view: GraphView) => GraphView): void => {
    if (latest.current === undefined) return;
    latest.current = next(latest.current);
    frame.current ??= requestAnimationFrame(() => {
      frame.current = undefined;
      setView(latest.current);
    });
  }, []);
  useEffect(
    () => () => {
      if (frame.current !== undefined) cancelAnimationFrame(frame.current);
      frame.current = undefined;
    },
    [],
  );

  // What the view was made for: as long as one has not moved, it follows the size of the pane.
  const seen = useRef<Seen>();
  const firstBox = useRef(first);
  firstBox.current = first;
  useLayoutEffect(() => {
    if (pane.width === 0 || graph.width === 0) return;
    const before = seen.current;
    const old = latest.current;
    const begin = firstView(graph, pane, firstBox.current);
    const isMoved = old !== undefined && old !== before?.begin;
    let next = begin;
    if (isMoved && before !== undefined) next = carriedOver(old, before, { graph, pane, shown });
    if (shown !== undefined && (!isMoved || shown !== before?.shown || pane !== before.pane)) {
      next = revealBox(next, shown, pane);
    }
    seen.current = { graph, pane, shown, begin: isMoved ? undefined : next };
    latest.current = next;
    setView(next);
  }, [pane, graph, shown]);

  const zoom = useCallback(
    (factor: number, x?: number, y?: number) =>
      change((old) => {
        const { width, height } = extents.current.pane;
        return zoomAt(old, factor, x ?? width / 2, y ?? height / 2);
      }),
    [change],
  );
  const pan = useCallback(
    (dx: number, dy: number) =>
      change((old) => panBy(old, dx, dy, extents.current.graph, extents.current.pane)),
    [change],
  );
  const fit = useCallback(
    () => change(() => fitView(extents.current.graph, extents.current.pane)),
    [change],
  );
  const centre = useCallback(
    (x: number, y: number) =>
      change((old) => ({
        ...old,
        x: extents.current.pane.width / 2 - x * old.scale,
        y: extents.current.pane.height / 2 - y * old.scale,
      })),
    [change],
  );

  useEffect(() => {
    const element = paneRef.current;
    if (element === null) return undefined;
    // React's own wheel listeners cannot keep the page from scrolling.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const deltaPx = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
      if (event.shiftKey) pan(-event.deltaX, -deltaPx);
      else if (Math.abs(event.deltaX) > Math.abs(deltaPx)) pan(-event.deltaX, 0);
      else {
        const bounds = element.getBoundingClientRect();
        const factor = Math.exp(-deltaPx * WHEEL_ZOOM);
        zoom(factor, event.clientX - bounds.left, event.clientY - bounds.top);
      }
    };
    const stopDrag = listenForDrags(element, pan);
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => {
      element.removeEventListener('wheel', onWheel);
      stopDrag();
    };
  }, [paneRef, pan, zoom]);

  return { view, zoom, fit, centre };
}

interface Seen {
  readonly graph: Extent;
  readonly pane: Extent;
  readonly shown: Box | undefined;
  /** The view that was begun with; `undefined` once one has moved. */
  readonly begin?: GraphView | undefined;
}

/** The same view in another pane or of another graph: the selected box, or the middle, stays in place. */
function carriedOver(old: GraphView, before: Seen, now: Seen): GraphView {
  const { scale } = old;
  if (before.graph !== now.graph && before.shown !== undefined && now.shown !== undefined) {
    return {
      scale,
      x: old.x + (before.shown.x - now.shown.x) * scale,
      y: old.y + (before.shown.y - now.shown.y) * scale,
    };
  }
  // What is read anew looks the same; what changed did so in place.
  if (before.graph !== now.graph) return old;
  return { ...old, x: old.x + (now.pane.width - before.pane.width) / 2 };
}

/** Drags begin anywhere, also on a box; a press that does not move stays a click. */
function listenForDrags(element: HTMLElement, pan: (dx: number, dy: number) => void): () => void {
  let from: { x: number; y: number } | undefined;
  let isDragging = false;
  const onDown = (event: PointerEvent): void => {
    if (event.button > 1) return;
    isDragging = false;
    from = { x: event.clientX, y: event.clientY };
  };
  const onMove = (event: PointerEvent): void => {
    if (from === undefined) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    if (!isDragging && Math.abs(dx) + Math.abs(dy) < LEAST_DRAG_PX) return;
    if (!isDragging) {
      isDragging = true;
      // The click that ends it belongs to the pane, not to the box below the pointer.
      element.setPointerCapture(event.pointerId);
    }
    pan(dx, dy);
    from = { x: event.clientX, y: event.clientY };
  };
  const onEnd = (): void => {
    from = undefined;
  };
  element.addEventListener('pointerdown', onDown);
  element.addEventListener('pointermove', onMove);
  element.addEventListener('pointerup', onEnd);
  element.addEventListener('pointercancel', onEnd);
  return () => {
    element.removeEventListener('pointerdown', onDown);
    element.removeEventListener('pointermove', onMove);
    element.removeEventListener('pointerup', onEnd);
    element.removeEventListener('pointercancel', onEnd);
  };
}
