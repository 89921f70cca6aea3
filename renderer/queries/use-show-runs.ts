import { useCallback } from 'react';
import type { Structure } from '../../shared/contract/documents.ts';
import { maskOfFilter, type StatusFilter } from '../../shared/model/element-summaries.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import { useRunFilter } from './run-filter.ts';
import { usePlace } from './workflow-place.ts';

/** Position of the first task with a run the filter lets through. */
function firstTaskWith(index: RunIndex, filter: StatusFilter): number | undefined {
  const mask = maskOfFilter(filter);
  const row = index.runs.status.findIndex((code) => ((1 << code) & mask) !== 0);
  if (row < 0) return undefined;
  const iteration = index.runs.iteration[row] ?? 0;
  return index.elements.task[index.iterations.element[iteration] ?? 0];
}

/** Goes to the elements of the first task that has such runs, or of the shown one, with the filter set. */
export function useShowRuns(
  structure: Structure | undefined,
  index: RunIndex | undefined,
): (filter: StatusFilter) => void {
  const { address, go } = usePlace();
  const [, setFilter] = useRunFilter();
  return useCallback(
    (filter) => {
      const position = index === undefined ? undefined : firstTaskWith(index, filter);
      const first = structure?.tasks.find(({ index: at }) => at === position);
      const task = first?.insertId ?? address.task ?? structure?.tasks[0]?.insertId;
      setFilter({ statuses: [filter], loop: undefined });
      go({ view: 'runs', ...(task === undefined ? {} : { task }) });
    },
    [structure, index, address.task, go, setFilter],
  );
}
