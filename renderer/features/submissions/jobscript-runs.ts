import type { JobscriptGrid } from '../../../shared/contract/submissions.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { type RunStatus, statusOfCode, URGENCY } from '../../../shared/model/status.ts';

/** A run of a jobscript: its cell, its row in the run index. */
export interface JobscriptRun {
  readonly row: number;
  readonly column: number;
  readonly run: number;
}

/** Run row of a cell; `undefined` where nothing is to be run, or nothing is known of it. */
export function runAt(grid: JobscriptGrid, row: number, column: number): number | undefined {
  const run = grid.cells[row * grid.columnCount + column];
  return run === undefined || run < 0 ? undefined : run;
}

export function statusAt(
  grid: JobscriptGrid,
  index: RunIndex,
  row: number,
  column: number,
): RunStatus | undefined {
  const run = runAt(grid, row, column);
  const code = run === undefined ? undefined : index.runs.status[run];
  return code === undefined ? undefined : statusOfCode(code);
}

/** All runs of a jobscript, most urgent first, then by element and action. */
export function runsByUrgency(grid: JobscriptGrid, index: RunIndex): JobscriptRun[] {
  const groups = new Map<RunStatus, JobscriptRun[]>(URGENCY.map((status) => [status, []]));
  for (let column = 0; column < grid.columnCount; column += 1) {
    for (let row = 0; row < grid.rows.length; row += 1) {
      const run = runAt(grid, row, column);
      const code = run === undefined ? undefined : index.runs.status[run];
      if (run === undefined || code === undefined) continue;
      groups.get(statusOfCode(code))?.push({ row, column, run });
    }
  }
  return [...groups.values()].flat();
}

/** Earliest start of the runs of a jobscript, microseconds since 1970 UTC. */
export function firstStartUs(
  index: RunIndex,
  submission: number,
  jobscript: number,
): number | undefined {
  const { runs } = index;
  let first: number | undefined;
  for (let run = 0; run < runs.count; run += 1) {
    if (runs.submission[run] !== submission || runs.jobscript[run] !== jobscript) continue;
    const start = runs.startUs[run];
    if (start === undefined || Number.isNaN(start)) continue;
    if (first === undefined || start < first) first = start;
  }
  return first;
}
