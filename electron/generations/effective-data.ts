import type { DataIndex, DataReference } from './data-index.ts';
import type { IterationData } from './workflow-reader.ts';

/**
 * Effective data index of an iteration (FORMATS §12.3): for `inputs.*` the first action that has the
 * path, for everything else the last; of each action its last run.
 *
 * hpcflow gives an empty map for a GEN1 iteration whose runs are not initialised. Its own data index
 * says more, and later versions give that; so it is given here.
 */
export function effectiveData({
  dataIndex,
  actions,
}: Pick<IterationData, 'dataIndex' | 'actions'>): DataIndex {
  if (actions.size === 0) return dataIndex;
  if (actions.size === 1) {
    for (const runs of actions.values()) {
      const last = runs.at(-1);
      if (last !== undefined) return last;
    }
  }
  const data: Record<string, DataReference> = {};
  for (const runs of actions.values()) {
    const last = runs.at(-1);
    if (last !== undefined) addRun(data, last);
  }
  return data;
}

function addRun(data: Record<string, DataReference>, run: DataIndex): void {
  for (const [path, reference] of Object.entries(run)) {
    if (path.startsWith('inputs.') && Object.hasOwn(data, path)) continue;
    data[path] = reference;
  }
}
