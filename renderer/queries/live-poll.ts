import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { HostClient } from '../../shared/contract/client.ts';
import { countOf, type StatusCounts } from '../../shared/model/status.ts';
import { statusChanges } from '../../shared/model/status-changes.ts';
import { useHost } from '../host/HostContext.tsx';
import { adoptReading, retryUnread } from './adopt-reading.ts';
import { changeLive, type LiveState, liveStateOf, useLiveState } from './live-state.ts';
import { useSettings } from './settings.ts';
import { useHostQuery } from './use-host-query.ts';

/** A check that took long is followed by a pause so many times as long: most of the time is others'. */
const PAUSE_PER_CHECK = 5;
const MOST_PAUSE_MS = 5 * 60_000;

/** True while a workflow has runs that will go on by themselves. */
export function isUnfinished(counts: StatusCounts): boolean {
  return (['pending', 'prepared', 'submitted', 'running'] as const).some(
    (status) => countOf(counts, status) > 0,
  );
}

/** Looks once whether a workflow was written to, and takes over what is new. */
export function useCheckWorkflow(): (workflowId: string, isForced: boolean) => Promise<void> {
  const host = useHost();
  const queryClient = useQueryClient();
  return useCallback(
    async (workflowId, isForced) => {
      changeLive(workflowId, { isChecking: true });
      try {
        changeLive(workflowId, await checkOnce(host, queryClient, workflowId, isForced));
      } finally {
        changeLive(workflowId, { isChecking: false });
      }
    },
    [host, queryClient],
  );
}

async function checkOnce(
  host: HostClient,
  queryClient: QueryClient,
  workflowId: string,
  isForced: boolean,
): Promise<Partial<LiveState>> {
  const result = await host.call('workflow.checkFiles', { workflowId, isForced });
  if (!result.ok) return { state: 'unreachable', error: result.error };
  const { checkedMs, revision, state, error } = result.value;
  const known = liveStateOf(workflowId);
  if (revision === known.revision) {
    if (state === 'as-read') await retryUnread(queryClient, workflowId);
    return { checkedMs, state, error };
  }
  const adopted = await adoptReading(host, queryClient, workflowId);
  if ('error' in adopted) return { state: 'unreachable', error: adopted.error };
  const seen = known.seen ?? adopted.before ?? adopted.after;
  return { checkedMs, revision, state, error, seen, changes: statusChanges(seen, adopted.after) };
}

/** Whether a workflow is checked by itself, and how often. */
export interface Pace {
  /** What it is while the window is shown; absent: it is not checked by itself. */
  readonly everyMs: number | undefined;
  readonly isUnfinished: boolean;
}

/** How often the setting, the workflow and the person want it checked. */
export function usePace(workflowId: string): Pace {
  const { checkEverySeconds } = useSettings().settings;
  const { isPaused, isWatched } = useLiveState(workflowId);
  // Asked for by what shows it: a tab behind is not read for this.
  const { data: counts } = useHostQuery(
    'workflow.readCounts',
    { workflowId },
    { isEnabled: false },
  );
  const goesOn = counts !== undefined && isUnfinished(counts.all);
  // What an earlier opening left is compared with the files first.
  const isReady = counts !== undefined && counts.isFromCache !== true;
  const isWanted = isReady && checkEverySeconds > 0 && !isPaused && (goesOn || isWatched);
  return { everyMs: isWanted ? checkEverySeconds * 1000 : undefined, isUnfinished: goesOn };
}

/**
 * Checks a workflow again and again while it is shown.
 *
 * @param isShown - Its tab is the one in front.
 */
export function useLivePoll(workflowId: string, isShown: boolean): void {
  const check = useCheckWorkflow();
  const { everyMs } = usePace(workflowId);
  const isVisible = useIsPageVisible();
  const dueAt = useRef(Number.NEGATIVE_INFINITY);
  const isOn = everyMs !== undefined && isShown && isVisible;
  useEffect(() => {
    if (!isOn) return;
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    const wait = (): void => {
      timer = setTimeout(() => void turn(), Math.max(0, dueAt.current - performance.now()));
    };
    const turn = async (): Promise<void> => {
      const startedAt = performance.now();
      await check(workflowId, false);
      const tookMs = performance.now() - startedAt;
      const pauseMs = Math.min(MOST_PAUSE_MS, Math.max(everyMs, tookMs * PAUSE_PER_CHECK));
      dueAt.current = performance.now() + pauseMs;
      if (!isOver) wait();
    };
    // Read just now, or a pause that has changed: never sooner than that after the last check.
    if (dueAt.current === Number.NEGATIVE_INFINITY) dueAt.current = performance.now() + everyMs;
    dueAt.current = Math.min(dueAt.current, performance.now() + everyMs);
    wait();
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [workflowId, isOn, everyMs, check]);
}

function useIsPageVisible(): boolean {
  return useSyncExternalStore(
    (listener) => {
      document.addEventListener('visibilitychange', listener);
      return () => document.removeEventListener('visibilitychange', listener);
    },
    () => document.visibilityState === 'visible',
  );
}
