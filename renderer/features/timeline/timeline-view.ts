import { useCallback } from 'react';
import { create } from 'zustand';
import type { LaneKind } from '../../../shared/model/timeline.ts';
import { usePlace } from '../../queries/workflow-place.ts';

/** How the timeline of a workflow is arranged, kept while it is open. */
export interface TimelineView {
  readonly kind: LaneKind;
  /** Lanes that are not as all begin: open where there are few bars, folded where there are many. */
  readonly turned: ReadonlySet<string>;
  readonly isPathShown: boolean;
}

const FIRST: TimelineView = { kind: 'action', turned: new Set(), isPathShown: false };

const useViews = create<{ readonly byWorkflow: ReadonlyMap<string, TimelineView> }>(() => ({
  byWorkflow: new Map(),
}));

export function useTimelineView(): readonly [TimelineView, (part: Partial<TimelineView>) => void] {
  const { workflowId } = usePlace();
  const view = useViews(({ byWorkflow }) => byWorkflow.get(workflowId) ?? FIRST);
  const change = useCallback(
    (part: Partial<TimelineView>) =>
      useViews.setState(({ byWorkflow }) => ({
        byWorkflow: new Map(byWorkflow).set(workflowId, {
          ...(byWorkflow.get(workflowId) ?? FIRST),
          ...part,
        }),
      })),
    [workflowId],
  );
  return [view, change];
}
