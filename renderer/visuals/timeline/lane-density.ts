import { isFailure, statusCode, statusOfCode } from '../../../shared/model/status.ts';
import type { TimeRange } from '../../../shared/model/timeline.ts';
import type { DrawnLane } from './timeline-lanes.ts';

/** Runs at a time in each column of pixels, by what matters at a glance. */
export interface LaneDensity {
  readonly failed: Float32Array;
  readonly running: Float32Array;
  readonly other: Float32Array;
}

const RUNNING = statusCode('running');

/** How many runs of a lane touch each of `widthPx` columns of a time range. */
export function laneDensity(
  { lane, starts, ends }: DrawnLane,
  statuses: Uint8Array,
  { fromUs, toUs }: TimeRange,
  widthPx: number,
): LaneDensity {
  const width = Math.max(1, Math.round(widthPx));
  const changes = {
    failed: new Float32Array(width + 1),
    running: new Float32Array(width + 1),
    other: new Float32Array(width + 1),
  };
  const columnOf = (timeUs: number): number =>
    Math.floor(((timeUs - fromUs) / (toUs - fromUs)) * width);
  for (const [at, row] of lane.runs.entries()) {
    const first = Math.max(0, columnOf(starts[at] ?? 0));
    const last = Math.min(width - 1, columnOf(ends[at] ?? 0));
    if (first > last) continue;
    const code = statuses[row] ?? 0;
    const into = isFailure(statusOfCode(code))
      ? changes.failed
      : code === RUNNING
        ? changes.running
        : changes.other;
    into[first] = (into[first] ?? 0) + 1;
    into[last + 1] = (into[last + 1] ?? 0) - 1;
  }
  return {
    failed: summed(changes.failed),
    running: summed(changes.running),
    other: summed(changes.other),
  };
}

function summed(changes: Float32Array): Float32Array {
  const counts = new Float32Array(changes.length - 1);
  let count = 0;
  for (let at = 0; at < counts.length; at += 1) {
    count += changes[at] ?? 0;
    counts[at] = count;
  }
  return counts;
}
