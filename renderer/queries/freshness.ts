import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Progress } from '../../shared/contract/client.ts';
import type { Freshness } from '../../shared/contract/documents.ts';
import { type HostQuery, queryPredicate, useHostQuery, useProgress } from './use-host-query.ts';
import { useCounts } from './workflow.ts';
import { usePlace } from './workflow-place.ts';

/** What is known of whether the shown workflow is as its files are. */
export interface KnownFreshness {
  /** When what is shown was read, while it is compared with the files; absent otherwise. */
  readonly uncheckedAsOfMs: number | undefined;
  readonly progress: Progress | undefined;
  /** What came of comparing. */
  readonly check: HostQuery<Freshness>;
}

/** Answers that come from an earlier opening until they are checked. */
const SHOWN_FIRST: readonly string[] = [
  'workflow.readStructure',
  'workflow.readCounts',
  'workflow.readRunIndex',
];

/**
 * Has what an earlier opening left compared with the files, and asks anew for what was shown when that
 * is done: for all of it where something has changed.
 */
export function useFreshness(): KnownFreshness {
  const { workflowId } = usePlace();
  const queryClient = useQueryClient();
  const { data: counts } = useCounts();
  const isUnchecked = counts?.isFromCache === true;
  const check = useHostQuery('workflow.readFreshness', { workflowId }, { isEnabled: isUnchecked });
  const progress = useProgress('workflow.readFreshness', { workflowId });
  const { data: checked } = check;
  useEffect(() => {
    // Once: what is asked anew comes from the files.
    if (checked === undefined || !isUnchecked) return;
    const isOwn = queryPredicate(workflowId);
    void queryClient.invalidateQueries({
      predicate: ({ queryKey }) => {
        const [name] = queryKey;
        if (!isOwn({ queryKey }) || name === 'workflow.readFreshness') return false;
        return checked.wasChanged || SHOWN_FIRST.includes(String(name));
      },
    });
  }, [checked, isUnchecked, workflowId, queryClient]);
  return { uncheckedAsOfMs: isUnchecked ? counts.asOfMs : undefined, progress, check };
}
