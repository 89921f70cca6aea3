import { type PackedRows, packRows } from '../../../shared/model/packed-rows.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { stepsOf, type TimeSteps } from '../../../shared/model/time-steps.ts';
import { shownEndUs, type TimelineLane, type TimeRange } from '../../../shared/model/timeline.ts';

/** A lane as it is drawn: spans of its runs, and rows for them once it is open. */
export interface DrawnLane {
  readonly lane: TimelineLane;
  /** Start and end of each of its runs. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly steps: TimeSteps;
  /** Made when it is first asked for. */
  readonly packed: () => PackedRows;
}

export function drawnLane(index: RunIndex, range: TimeRange, lane: TimelineLane): DrawnLane {
  const starts = Float64Array.from(lane.runs, (row) => index.runs.startUs[row] ?? Number.NaN);
  const ends = Float64Array.from(lane.runs, (row, at) =>
    Math.max(starts[at] ?? 0, shownEndUs(index, row, range)),
  );
  let packed: PackedRows | undefined;
  return {
    lane,
    starts,
    ends,
    steps: stepsOf(starts, ends),
    packed: () => {
      packed ??= packRows(starts, ends);
      return packed;
    },
  };
}

/** Height of a folded lane, and of the head of an open one. */
export const HEAD_PX = 34;
/** Height of a row of bars, with the gap to the next. */
export const BAR_PX = 14;
/** Below the rows of an open lane. */
const FOOT_PX = 8;

export interface LaneBox {
  readonly drawn: DrawnLane;
  readonly isOpen: boolean;
  readonly topPx: number;
  readonly heightPx: number;
}

export interface LaneLayout {
  readonly boxes: readonly LaneBox[];
  readonly heightPx: number;
}

/** Lanes one below the other; those that are open have all their rows. */
export function layoutLanes(
  lanes: readonly DrawnLane[],
  isOpen: (key: string) => boolean,
): LaneLayout {
  let topPx = 0;
  const boxes = lanes.map((drawn): LaneBox => {
    const open = isOpen(drawn.lane.key);
    const heightPx = HEAD_PX + (open ? drawn.packed().rows.length * BAR_PX + FOOT_PX : 0);
    const box = { drawn, isOpen: open, topPx, heightPx };
    topPx += heightPx;
    return box;
  });
  return { boxes, heightPx: topPx };
}

/** Boxes that are at least in part within `fromPx … toPx`. */
export function boxesWithin(
  { boxes }: LaneLayout,
  fromPx: number,
  toPx: number,
): readonly LaneBox[] {
  return boxes.filter(({ topPx, heightPx }) => topPx < toPx && topPx + heightPx > fromPx);
}

/** Place of a run among the runs of a lane; `undefined` where it is of another. */
export function placeInLane({ lane }: DrawnLane, row: number): number | undefined {
  const at = lane.runs.indexOf(row);
  return at < 0 ? undefined : at;
}

/** Row of bars of an open lane that a span is in. */
export function barRowOf(drawn: DrawnLane, at: number): number {
  return Math.max(
    0,
    drawn.packed().rows.findIndex((spans) => spans.includes(at)),
  );
}

/** What is under the pointer. */
export interface TimelineHit {
  readonly box: LaneBox;
  /** Place among the runs of the lane; `undefined` where there is none, or several at once. */
  readonly at: number | undefined;
}

/** Bars are that much wider to hit than to see. */
const REACH_PX = 3;

/**
 * @param yPx From the top of the first lane.
 * @param usPerPx Of the shown time range.
 */
export function hitOf(
  layout: LaneLayout,
  yPx: number,
  timeUs: number,
  usPerPx: number,
): TimelineHit | undefined {
  const box = layout.boxes.find(({ topPx, heightPx }) => yPx >= topPx && yPx < topPx + heightPx);
  if (box === undefined) return undefined;
  const inRows = yPx - box.topPx - HEAD_PX;
  if (!box.isOpen || inRows < 0) return { box, at: undefined };
  const spans = box.drawn.packed().rows[Math.floor(inRows / BAR_PX)] ?? [];
  const { starts, ends } = box.drawn;
  const reachUs = REACH_PX * usPerPx;
  let nearest: { at: number; awayUs: number } | undefined;
  for (const at of spans) {
    const awayUs = Math.max(0, (starts[at] ?? 0) - timeUs, timeUs - (ends[at] ?? 0));
    if (awayUs <= reachUs && (nearest === undefined || awayUs < nearest.awayUs)) {
      nearest = { at, awayUs };
    }
  }
  return { box, at: nearest?.at };
}
