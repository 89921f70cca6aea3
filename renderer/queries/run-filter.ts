import { useCallback } from 'react';
import { create } from 'zustand';
import type { StatusFilter, TimeScope } from '../../shared/model/element-summaries.ts';
import type { LoopFilter } from '../../shared/model/run-index-queries.ts';
import { usePlace } from './workflow-place.ts';

/** Which runs all views of a workflow look at. View state: no part of an address. */
export interface RunFilter {
  /** Runs with any of these statuses; absent or empty: every run. */
  readonly statuses?: readonly StatusFilter[] | undefined;
  /** One iteration of one loop, or of loops in one another; absent: every iteration. */
  readonly loop?: readonly LoopFilter[] | undefined;
  /** Without a loop: whether times are of all iterations, or (unless told) of the final one. */
  readonly scope?: TimeScope | undefined;
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
