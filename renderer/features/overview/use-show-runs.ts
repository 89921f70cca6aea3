import { useCallback } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import { maskOfFilter, type StatusFilter } from '../../../shared/model/element-summaries.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { useRunFilter } from '../../queries/run-filter.ts';
import { usePlace } from '../../queries/workflow-place.ts';

/** Position of the first task with a run the filter lets through. */
function firstTaskWith(index: RunIndex, filter: StatusFilter): number | undefined {
  const mask = maskOfFilter(filter);
  const row = index.runs.status.findIndex((code) => ((1 << code) & mask) !== 0);
  if (row < 0) return undefined;
  const iteration = index.runs.iteration[row] ?? 0;
  return index.elements.task[index.iterations.element[iteration] ?? 0];
}

/** Goes to the elements of the first task that has such runs, with the filter set. */
export function useShowRuns(
  structure: Structure | undefined,
  index: RunIndex | undefined,
): (filter: StatusFilter) => void {
  const { go } = usePlace();
  const [, setFilter] = useRunFilter();
  return useCallback(
    (filter) => {
      const position = index === undefined ? undefined : firstTaskWith(index, filter);
      const task = structure?.tasks.find(({ index: at }) => at === position) ?? structure?.tasks[0];
      setFilter({ statuses: [filter], loop: undefined });
      go({ view: 'runs', ...(task === undefined ? {} : { task: task.insertId }) });
    },
    [structure, index, go, setFilter],
  );
}
