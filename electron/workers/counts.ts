import { noRuns } from '../../shared/model/status.ts';
import type { IndexLookup } from '../generations/index-lookup.ts';

/** Runs by status (indexed by status code), in all and per task in template order. */
export function countsOfRuns(
  lookup: IndexLookup,
  taskCount: number,
): { readonly all: number[]; readonly byTask: number[][] } {
  const { runs } = lookup.index;
  const all = noRuns();
  const byTask = Array.from({ length: taskCount }, noRuns);
  for (let row = 0; row < runs.count; row += 1) {
    const status = runs.status[row] ?? 0;
    const task = byTask[lookup.taskOfRun(row)];
    all[status] = (all[status] ?? 0) + 1;
    if (task !== undefined) task[status] = (task[status] ?? 0) + 1;
  }
  return { all, byTask };
}
