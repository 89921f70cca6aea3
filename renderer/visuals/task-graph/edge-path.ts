import type { Point } from './elk-graph.ts';

const RADIUS = 8;
const HEAD_LENGTH = 6;
const HEAD_HALF = 3.2;

const distance = (a: Point, b: Point): number => Math.hypot(b.x - a.x, b.y - a.y);

/** The point so far from `from` towards `to`. */
function towards(from: Point, to: Point, by: number): Point {
  const length = distance(from, to);
  if (length === 0) return from;
  const share = by / length;
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
}

const n = (value: number): number => Math.round(value * 100) / 100;
const at = ({ x, y }: Point): string => `${n(x)} ${n(y)}`;

/** SVG path through the points, its corners rounded. It ends where the arrow head begins. */
export function edgePath(points: readonly Point[]): string {
  const [first] = points;
  if (first === undefined) return '';
  const parts = [`M${at(first)}`];
  for (let bend = 1; bend < points.length; bend += 1) {
    const [before, here, after] = [points[bend - 1], points[bend], points[bend + 1]];
    if (before === undefined || here === undefined) break;
    if (after === undefined) {
      parts.push(`L${at(towards(here, before, HEAD_LENGTH - 1))}`);
      break;
    }
    const radius = Math.min(RADIUS, distance(before, here) / 2, distance(here, after) / 2);
    parts.push(`L${at(towards(here, before, radius))}`);
    parts.push(`Q${at(here)} ${at(towards(here, after, radius))}`);
  }
  return parts.join('');
}

/** SVG path of the arrow head at the end. */
export function headPath(points: readonly Point[]): string {
  const [before, end] = points.slice(-2);
  if (before === undefined || end === undefined) return '';
  const length = distance(before, end);
  if (length === 0) return '';
  const [dx, dy] = [(end.x - before.x) / length, (end.y - before.y) / length];
  const base = { x: end.x - dx * HEAD_LENGTH, y: end.y - dy * HEAD_LENGTH };
  const left = { x: base.x - dy * HEAD_HALF, y: base.y + dx * HEAD_HALF };
  const right = { x: base.x + dy * HEAD_HALF, y: base.y - dx * HEAD_HALF };
  return `M${at(left)}L${at(end)}L${at(right)}z`;
}
