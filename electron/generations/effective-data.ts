import type { DataIdx, IterationRecord, RunRecord } from '../persistence/records.ts';

/**
 * Effective data index of an iteration (FORMATS §12.3): for `inputs.*` the first action that has the
 * path, for everything else the last; of each action its last run.
 *
 * hpcflow gives an empty map for a GEN1 iteration whose runs are not initialised. Its own data index
 * says more, and later versions give that; so it is given here.
 */
export function effectiveData(iteration: IterationRecord): DataIdx {
  if (iteration.actions.size === 0) return iteration.data_idx;
  if (iteration.actions.size === 1) {
    for (const runs of iteration.actions.values()) {
      const last = runs.at(-1);
      if (last !== undefined) return last.data_idx;
    }
  }
  const data: Record<string, number> = {};
  for (const runs of iteration.actions.values()) {
    const last = runs.at(-1);
    if (last !== undefined) addRun(data, last);
  }
  return data;
}

function addRun(data: Record<string, number>, run: RunRecord): void {
  for (const [path, parameter] of Object.entries(run.data_idx)) {
    if (path.startsWith('inputs.') && Object.hasOwn(data, path)) continue;
    data[path] = parameter;
  }
}
