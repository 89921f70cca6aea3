import { countsOfIteration } from '../../../shared/model/run-index-counts.ts';
import { iterationsOfElement, iterationTest } from '../../../shared/model/run-index-queries.ts';
import {
  countOf,
  type GroupStatus,
  groupStatus,
  mostUrgent,
  noRuns,
  type RunStatus,
  type StatusCounts,
  statusOfCode,
} from '../../../shared/model/status.ts';
import type { ElementLine, TableModel } from './table-model.ts';

/** What the glyph and the words of a line say. */
export interface ShownStatus {
  readonly status: GroupStatus;
  /** Most urgent status in the line. */
  readonly worst: RunStatus;
  /** Runs with that status. */
  readonly count: number;
}

type Source = Pick<TableModel, 'index' | 'loop'>;

function ofCounts(counts: StatusCounts): ShownStatus | undefined {
  const status = groupStatus(counts);
  const worst = mostUrgent(counts);
  if (status === undefined || worst === undefined) return undefined;
  return { status, worst, count: countOf(counts, worst) };
}

/** Status of a line; `undefined` for a group without runs. */
export function statusOfLine({ index, loop }: Source, line: ElementLine): ShownStatus | undefined {
  if (line.kind === 'run') {
    const status = statusOfCode(index.runs.status[line.run] ?? 0);
    return { status, worst: status, count: 1 };
  }
  if (line.kind === 'iteration') return ofCounts(countsOfIteration(index, line.iteration));
  const isWanted = iterationTest(index, loop);
  const { start, stop } = iterationsOfElement(index, line.row);
  const counts = noRuns();
  for (let iteration = start; iteration < stop; iteration += 1) {
    if (!isWanted(iteration)) continue;
    countsOfIteration(index, iteration).forEach((count, code) => {
      counts[code] = (counts[code] ?? 0) + count;
    });
  }
  return ofCounts(counts);
}
