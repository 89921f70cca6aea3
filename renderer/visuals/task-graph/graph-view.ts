import type { Box } from './elk-graph.ts';

/** Where the graph lies in its pane: a place of the graph is at `x + place.x * scale` px. */
export interface GraphView {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
}

export interface Extent {
  readonly width: number;
  readonly height: number;
}

export const LEAST_SCALE = 0.05;
export const MOST_SCALE = 2;
/** Everything can be read from here on. */
const READABLE_SCALE = 0.5;
/** Large names can. */
const NAMES_SCALE = 0.25;

/** What is drawn of a box: all of it, its name in large letters, or its shape and status. */
export type Detail = 'whole' | 'names' | 'shapes';

export function detailAt({ scale }: GraphView): Detail {
  if (scale >= READABLE_SCALE) return 'whole';
  return scale >= NAMES_SCALE ? 'names' : 'shapes';
}

const MARGIN_PX = 40;
/** The controls at the bottom stand below what is shown as a whole, together with its own margin. */
const FOOT_PX = 28;

const clampScale = (scale: number): number => Math.min(MOST_SCALE, Math.max(LEAST_SCALE, scale));

/** All of the graph, in the middle, never larger than life. */
export function fitView(graph: Extent, pane: Extent): GraphView {
  if (graph.width <= 0 || graph.height <= 0) return { x: 0, y: 0, scale: 1 };
  const height = pane.height - FOOT_PX;
  const scale = clampScale(Math.min(1, pane.width / graph.width, height / graph.height));
  return {
    scale,
    x: (pane.width - graph.width * scale) / 2,
    // What is low begins at the top.
    y: Math.min((height - graph.height * scale) / 2, MARGIN_PX),
  };
}

/** What one sees first: all of it while it can be read, else the part around a box. */
export function firstView(graph: Extent, pane: Extent, box: Box | undefined): GraphView {
  const whole = fitView(graph, pane);
  if (whole.scale >= READABLE_SCALE || box === undefined) return whole;
  const scale = 0.75;
  return {
    scale,
    x: pane.width / 2 - (box.x + box.width / 2) * scale,
    y: pane.height / 3 - (box.y + box.height / 2) * scale,
  };
}

/** Larger or smaller, with what is at a place of the pane kept there. */
export function zoomAt(view: GraphView, factor: number, x: number, y: number): GraphView {
  const scale = clampScale(view.scale * factor);
  const grown = scale / view.scale;
  return { scale, x: x - (x - view.x) * grown, y: y - (y - view.y) * grown };
}

/** Moved as little as brings a box into sight; the same view where it is. */
export function revealBox(view: GraphView, box: Box, pane: Extent): GraphView {
  const shift = (start: number, size: number, room: number): number => {
    const margin = Math.min(MARGIN_PX, Math.max(0, (room - size) / 2));
    if (start < margin) return margin - start;
    const over = start + size + margin - room;
    return over > 0 ? -Math.min(over, start - margin) : 0;
  };
  const dx = shift(view.x + box.x * view.scale, box.width * view.scale, pane.width);
  const dy = shift(view.y + box.y * view.scale, box.height * view.scale, pane.height);
  return dx === 0 && dy === 0 ? view : { ...view, x: view.x + dx, y: view.y + dy };
}

/** Moved, but never so far that nothing of the graph is left in the pane. */
export function panBy(view: GraphView, dx: number, dy: number, graph: Extent, pane: Extent) {
  const keep = (place: number, size: number, room: number): number =>
    Math.min(room - MARGIN_PX, Math.max(MARGIN_PX - size, place));
  return {
    ...view,
    x: keep(view.x + dx, graph.width * view.scale, pane.width),
    y: keep(view.y + dy, graph.height * view.scale, pane.height),
  };
}

/** The part of the graph that is in the pane. */
export function visibleBox({ x, y, scale }: GraphView, pane: Extent): Box {
  return { x: -x / scale, y: -y / scale, width: pane.width / scale, height: pane.height / scale };
}

/**
 * The part that is in the pane and as much again around it, in large steps: so that it stays the same
 * while one moves a little.
 */
export function drawnBox(view: GraphView, pane: Extent): Box {
  const { x, y, width, height } = visibleBox(view, pane);
  return {
    x: (Math.floor((2 * x) / width) / 2) * width - width / 2,
    y: (Math.floor((2 * y) / height) / 2) * height - height / 2,
    width: 2.5 * width,
    height: 2.5 * height,
  };
}

export function isWholeInSight(view: GraphView, graph: Extent, pane: Extent): boolean {
  const { x, y, width, height } = visibleBox(view, pane);
  return x <= 1 && y <= 1 && x + width >= graph.width - 1 && y + height >= graph.height - 1;
}
