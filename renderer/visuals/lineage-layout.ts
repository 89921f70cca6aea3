/** Places of the nodes of a layered graph. Sizes are CSS px. */

export const NODE_WIDTH = 196;
export const NODE_HEIGHT = 44;
const GAP_X = 72;
const GAP_Y = 12;
const MARGIN = 20;

export interface LayerNode {
  readonly id: number;
  /** Nodes of a level stand in a column, lower levels further left. */
  readonly level: number;
}

export interface LayerEdge {
  readonly from: number;
  readonly to: number;
}

export interface Placed {
  readonly x: number;
  readonly y: number;
}

export interface LayerLayout {
  readonly places: ReadonlyMap<number, Placed>;
  readonly width: number;
  readonly height: number;
}

const SWEEPS = 4;

/**
 * Columns by level; within a column the order that lets edges cross little: each node near the mean of
 * its neighbours, a few times over.
 */
export function layerLayout(nodes: readonly LayerNode[], edges: readonly LayerEdge[]): LayerLayout {
  const levels = [...new Set(nodes.map(({ level }) => level))].sort((a, b) => a - b);
  const columns = levels.map((level) =>
    nodes.filter((node) => node.level === level).map(({ id }) => id),
  );
  const neighbours = new Map<number, number[]>();
  const link = (a: number, b: number): void => {
    neighbours.set(a, [...(neighbours.get(a) ?? []), b]);
  };
  for (const { from, to } of edges) {
    link(from, to);
    link(to, from);
  }
  const rank = new Map<number, number>();
  const settle = (column: readonly number[]): void => {
    for (const [at, id] of column.entries()) rank.set(id, at - column.length / 2);
  };
  for (const column of columns) settle(column);
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    for (const column of sweep % 2 === 0 ? columns : columns.toReversed()) {
      const mean = (id: number): number => {
        const near = neighbours.get(id) ?? [];
        const sum = near.reduce((total, other) => total + (rank.get(other) ?? 0), 0);
        return near.length === 0 ? (rank.get(id) ?? 0) : sum / near.length;
      };
      const means = new Map(column.map((id) => [id, mean(id)]));
      column.sort((a, b) => (means.get(a) ?? 0) - (means.get(b) ?? 0) || a - b);
      settle(column);
    }
  }
  const tallest = Math.max(1, ...columns.map((column) => column.length));
  const height = 2 * MARGIN + tallest * (NODE_HEIGHT + GAP_Y) - GAP_Y;
  const places = new Map<number, Placed>();
  for (const [at, column] of columns.entries()) {
    const own = column.length * (NODE_HEIGHT + GAP_Y) - GAP_Y;
    for (const [row, id] of column.entries()) {
      places.set(id, {
        x: MARGIN + at * (NODE_WIDTH + GAP_X),
        y: (height - own) / 2 + row * (NODE_HEIGHT + GAP_Y),
      });
    }
  }
  const width = 2 * MARGIN + columns.length * (NODE_WIDTH + GAP_X) - GAP_X;
  return { places, width, height };
}

/** Curve from the right edge of a node to the left edge of another. */
export function edgePath(from: Placed, to: Placed): string {
  const [x1, y1] = [from.x + NODE_WIDTH, from.y + NODE_HEIGHT / 2];
  const [x2, y2] = [to.x, to.y + NODE_HEIGHT / 2];
  if (to.x <= from.x) {
    // Within a column, or back: around the right side.
    const x3 = to.x + NODE_WIDTH;
    return `M${x1} ${y1} C${x1 + 40} ${y1} ${x3 + 40} ${y2} ${x3} ${y2}`;
  }
  if (to.x - from.x > NODE_WIDTH + GAP_X) {
    // Past a column: below the nodes in between.
    const sag = 1.5 * NODE_HEIGHT;
    return `M${x1} ${y1} C${x1 + GAP_X} ${y1 + sag} ${x2 - GAP_X} ${y2 + sag} ${x2} ${y2}`;
  }
  const middle = (x1 + x2) / 2;
  return `M${x1} ${y1} C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}
