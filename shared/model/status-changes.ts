import type { RunIndex } from './run-index.ts';
import { placeOfRun } from './run-index-queries.ts';
import { noRuns, RUN_STATUSES, type StatusCounts } from './status.ts';

/** Runs that have another status than before, or were not there. */
export interface StatusChanges {
  /** Rows of the newer index, ascending. */
  readonly rows: readonly number[];
  /** How many have come to each status; indexed like {@link RUN_STATUSES}. */
  readonly counts: StatusCounts;
}

export const NO_CHANGES: StatusChanges = { rows: [], counts: noRuns() };

/** True when a row means the same element, iteration or run in both. */
export function hasSameRows(before: RunIndex, after: RunIndex): boolean {
  return (['elements', 'iterations', 'runs'] as const).every(
    (group) => before[group].count === after[group].count,
  );
}

/** What has become of runs between two readings of one workflow. */
export function statusChanges(before: RunIndex, after: RunIndex): StatusChanges {
  const statusBefore = statusIn(before, after);
  const rows: number[] = [];
  const counts = noRuns();
  for (let row = 0; row < after.runs.count; row += 1) {
    const code = after.runs.status[row] ?? 0;
    if (statusBefore(row) === code) continue;
    rows.push(row);
    if (code < RUN_STATUSES.length) counts[code] = (counts[code] ?? 0) + 1;
  }
  return { rows, counts };
}

/** Status, before, of the run in a row of the newer index; `undefined` for one that was not there. */
function statusIn(before: RunIndex, after: RunIndex): (row: number) => number | undefined {
  if (hasSameRows(before, after)) return (row) => before.runs.status[row];
  const known = new Map<string, number>();
  for (let row = 0; row < before.runs.count; row += 1) {
    known.set(keyOf(before, row), before.runs.status[row] ?? 0);
  }
  return (row) => known.get(keyOf(after, row));
}

function keyOf(index: RunIndex, row: number): string {
  const { task, element, iteration, action, attempt } = placeOfRun(index, row);
  return `${task} ${element} ${iteration} ${action} ${attempt}`;
}
