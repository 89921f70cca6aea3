import type { RunStatus } from '../../shared/model/status.ts';
import { statusColour } from '../design/status-colours.ts';

/** One cell: the status of a run, or nothing where the action does not run. */
export type StripCell = RunStatus | undefined;

export const STRIP_CELL_WIDTH = 9;
export const STRIP_HEIGHT = 11;
const MIDDLE = STRIP_HEIGHT / 2;

/** A part of the sign of a status: its path for a cell that begins at `x`, and its ink. */
export interface StripShape {
  readonly path: (x: number) => string;
  readonly fill: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
}

type PathOf = StripShape['path'];

/** A rectangle by its distance from the left of the cell, and from the top of the strip. */
const box =
  (left: number, top: number, width: number, height: number): PathOf =>
  (x) =>
    `M${x + left} ${top}h${width}v${height}h${-width}z`;
const inset = (by: number): PathOf => box(by, by, STRIP_CELL_WIDTH - 2 * by, STRIP_HEIGHT - 2 * by);
const dot = box(STRIP_CELL_WIDTH / 2 - 1, MIDDLE - 1, 2, 2);
/** A path from the middle of the cell. */
const fromMiddle =
  (right: number, down: number, path: string): PathOf =>
  (x) =>
    `M${x + STRIP_CELL_WIDTH / 2 + right} ${MIDDLE + down}${path}`;

/** Ink inside a filled shape: what is behind the cell. */
const CUT = 'var(--glyph-cut, var(--surface-panel))';
const filled = (path: PathOf, fill: string): StripShape => ({ path, fill });
const line = (path: PathOf, stroke: string, strokeWidth: number): StripShape => ({
  path,
  fill: 'none',
  stroke,
  strokeWidth,
});

/** The sign of a status, from below to above. */
export function stripShapes(status: StripCell): readonly StripShape[] {
  if (status === undefined) {
    return [filled(box(STRIP_CELL_WIDTH / 2 - 1, MIDDLE - 0.5, 2, 1), 'var(--line-normal)')];
  }
  const cell = statusColour(status, 'cell');
  const mark = statusColour(status, 'mark');
  switch (status) {
    case 'pending':
      return [line(inset(0.5), 'var(--line-normal)', 1)];
    case 'submitted':
      return [filled(inset(0), cell), filled(dot, mark)];
    case 'skipped':
      return [
        filled(inset(0), statusColour(status, 'tint')),
        filled(box(1, MIDDLE - 1.5, STRIP_CELL_WIDTH - 2, 3), mark),
      ];
    case 'ended-by-loop':
      return [filled(box(STRIP_CELL_WIDTH * 0.25, MIDDLE - 0.5, STRIP_CELL_WIDTH * 0.5, 1), mark)];
    case 'likely-failed':
      return [line(inset(0.75), cell, 1.5), filled(dot, cell)];
    case 'error':
      return [
        filled(inset(-1), cell),
        line(fromMiddle(-2.2, -2.2, 'l4.4 4.4m0 -4.4l-4.4 4.4'), CUT, 1.5),
      ];
    case 'aborted':
      return [filled(inset(0), cell), line(fromMiddle(-2.5, 0, 'h5'), CUT, 1.6)];
    case 'running':
      return [filled(inset(0), cell), filled(fromMiddle(-1.5, -2.6, 'v5.2l3.6-2.6z'), CUT)];
    default:
      return [filled(inset(0), cell)];
  }
}
