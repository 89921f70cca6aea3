import type { RunIndex } from './run-index.ts';
import { elementsOfTask, runsOfElements } from './run-index-queries.ts';

/** How long the runs of a task took: that of its longest action (by median). Microseconds. */
export interface TaskDurations {
  readonly action: number;
  readonly medianUs: number;
  readonly slowestUs: number;
  /** Row of the slowest run. */
  readonly slowestRun: number;
  /** Number of runs that have both a start and an end. */
  readonly runCount: number;
}

/** Microseconds between start and end of a run row; NaN when it has not both. */
export function durationOfRun(index: RunIndex, row: number): number {
  return (index.runs.endUs[row] ?? Number.NaN) - (index.runs.startUs[row] ?? Number.NaN);
}

/** Median of sorted numbers; NaN without one. */
export function medianOfSorted(sorted: Float64Array): number {
  const half = sorted.length >>> 1;
  const upper = sorted[half] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

/** `undefined` when no run of the task has ended. */
export function durationsOfTask(index: RunIndex, task: number): TaskDurations | undefined {
  const { start, stop } = runsOfElements(index, elementsOfTask(index, task));
  const byAction = new Map<
    number,
    { durations: number[]; slowestUs: number; slowestRun: number }
  >();
  for (let row = start; row < stop; row += 1) {
    const duration = durationOfRun(index, row);
    if (Number.isNaN(duration)) continue;
    const action = index.runs.action[row] ?? 0;
    const group = byAction.get(action) ?? { durations: [], slowestUs: -1, slowestRun: row };
    byAction.set(action, group);
    group.durations.push(duration);
    if (duration > group.slowestUs) {
      group.slowestUs = duration;
      group.slowestRun = row;
    }
  }
  let longest: TaskDurations | undefined;
  for (const [action, { durations, slowestUs, slowestRun }] of byAction) {
    const medianUs = medianOfSorted(Float64Array.from(durations).sort());
    if (longest === undefined || medianUs > longest.medianUs) {
      longest = { action, medianUs, slowestUs, slowestRun, runCount: durations.length };
    }
  }
  return longest;
}
