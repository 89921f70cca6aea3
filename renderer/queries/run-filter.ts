import { useCallback } from 'react';
import { create } from 'zustand';
import type { StatusFilter } from '../../shared/model/element-summaries.ts';
import type { LoopFilter } from '../../shared/model/run-index-queries.ts';
import { usePlace } from './workflow-place.ts';

/** Which runs all views of a workflow look at. View state: no part of an address. */
export interface RunFilter {
  readonly status?: StatusFilter | undefined;
  /** One iteration of one loop; absent: every iteration. */
  readonly loop?: LoopFilter | undefined;
}

const NO_FILTER: RunFilter = {};

const useFilters = create<{ readonly byWorkflow: ReadonlyMap<string, RunFilter> }>(() => ({
  byWorkflow: new Map(),
}));

/** The filter of the shown workflow, and a function that changes parts of it. */
export function useRunFilter(): readonly [RunFilter, (change: RunFilter) => void] {
  const { workflowId } = usePlace();
  const filter = useFilters((state) => state.byWorkflow.get(workflowId) ?? NO_FILTER);
  const change = useCallback(
    (part: RunFilter) => {
      useFilters.setState(({ byWorkflow }) => ({
        byWorkflow: new Map(byWorkflow).set(workflowId, {
          ...(byWorkflow.get(workflowId) ?? NO_FILTER),
          ...part,
        }),
      }));
    },
    [workflowId],
  );
  return [filter, change];
}
