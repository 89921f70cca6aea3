import { useCallback } from 'react';
import { create } from 'zustand';
import { usePlace } from '../../queries/workflow-place.ts';

/** What is along which axis, as the person chose it; absent: what suits the task. */
export interface PlotView {
  readonly kind: 'scatter' | 'parallel';
  readonly x?: string | undefined;
  readonly y?: string | undefined;
  readonly axes?: readonly string[] | undefined;
  /** Id of a scalar; absent: the status. */
  readonly colour?: string | undefined;
}

const FIRST: PlotView = { kind: 'parallel' };

const useViews = create<{ readonly byTask: ReadonlyMap<string, PlotView> }>(() => ({
  byTask: new Map(),
}));

/** How the plots of a task are arranged, kept while the workflow is open. */
export function usePlotView(
  taskInsertId: number,
): readonly [PlotView, (part: Partial<PlotView>) => void] {
  const { workflowId } = usePlace();
  const key = `${workflowId} ${taskInsertId}`;
  const view = useViews(({ byTask }) => byTask.get(key) ?? FIRST);
  const change = useCallback(
    (part: Partial<PlotView>) =>
      useViews.setState(({ byTask }) => ({
        byTask: new Map(byTask).set(key, { ...(byTask.get(key) ?? FIRST), ...part }),
      })),
    [key],
  );
  return [view, change];
}
