import type { Box, GraphPlaces } from './elk-graph.ts';
import type { TaskGraph } from './task-graph.ts';

export type Direction = 'up' | 'down' | 'left' | 'right';

const middleX = ({ x, width }: Box): number => x + width / 2;
const middleY = ({ y, height }: Box): number => y + height / 2;

/**
 * The box that an arrow key leads to. Down and up follow what flows, to the nearest of several; where
 * nothing does, and to the sides, it is the nearest box in that direction.
 */
export function walk(
  graph: TaskGraph,
  { boxes }: GraphPlaces,
  from: string,
  direction: Direction,
): string | undefined {
  const start = boxes.get(from);
  if (start === undefined) return undefined;
  const followed = graph.edges.flatMap((edge) => {
    if (edge.isBack) return [];
    if (direction === 'down' && edge.from === from) return [edge.to];
    return direction === 'up' && edge.to === from ? [edge.from] : [];
  });
  const nearestOf = (ids: readonly string[], isAcross: boolean): string | undefined => {
    let best: string | undefined;
    let least = Number.POSITIVE_INFINITY;
    for (const id of ids) {
      const box = boxes.get(id);
      if (box === undefined) continue;
      const dx = Math.abs(middleX(box) - middleX(start));
      const dy = Math.abs(middleY(box) - middleY(start));
      // Rather straight on than aside.
      const far = isAcross ? dx + 3 * dy : dy + 3 * dx;
      if (far < least) {
        least = far;
        best = id;
      }
    }
    return best;
  };
  if (followed.length > 0) return nearestOf(followed, false);
  const isThere = (box: Box): boolean => {
    if (direction === 'down') return box.y >= start.y + start.height;
    if (direction === 'up') return box.y + box.height <= start.y;
    if (direction === 'left') return box.x + box.width <= start.x;
    return box.x >= start.x + start.width;
  };
  const there = graph.nodes.flatMap(({ id }) => {
    const box = boxes.get(id);
    return box !== undefined && id !== from && isThere(box) ? [id] : [];
  });
  return nearestOf(there, direction === 'left' || direction === 'right');
}
