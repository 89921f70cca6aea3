import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { HostClient } from '../../shared/contract/client.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import { countsOfWorkflow } from '../../shared/model/run-index-counts.ts';
import { countOf, type StatusCounts } from '../../shared/model/status.ts';
import { statusChanges } from '../../shared/model/status-changes.ts';
import { useHost } from '../host/HostContext.tsx';
import { adoptReading, retryUnread } from './adopt-reading.ts';
import { useHostDescription } from './host.ts';
import {
  changeLive,
  type LiveState,
  liveStateOf,
  type ReadingStep,
  useLiveState,
} from './live-state.ts';
import { useSettings } from './settings.ts';
import { useHostQuery } from './use-host-query.ts';

/** A check that took long is followed by a pause so many times as long: most of the time is others'. */
const REST_PER_CHECK = 5;
const MOST_REST_MS = 5 * 60_000;

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
  const { before, after } = adopted;
  const seen = known.seen ?? before ?? after;
  const changes = statusChanges(seen, after);
  return { checkedMs, revision, state, error, seen, changes, step: stepOf(before ?? seen, after) };
}

function stepOf(before: RunIndex, after: RunIndex): ReadingStep {
  const counts = countsOfWorkflow(after);
  const hasEnded = isUnfinished(countsOfWorkflow(before)) && !isUnfinished(counts);
  return { changes: statusChanges(before, after), hasEnded, counts };
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

/** So often where nobody looks, for those who want to be notified. */
const BEHIND_MS = 60_000;

/**
 * Checks a workflow again and again while it is shown; rarely where nobody looks, and only for
 * notifications.
 *
 * @param isInFront - Its tab is the one that is shown.
 */
export function useLivePoll(workflowId: string, isInFront: boolean): void {
  const check = useCheckWorkflow();
  const pace = usePace(workflowId);
  const isVisible = useIsPageVisible();
  const isNotifying = useIsNotifying();
  const isShown = isInFront && isVisible;
  const everyMs = pace.everyMs && (isShown ? pace.everyMs : Math.max(BEHIND_MS, pace.everyMs));
  // Of the last check: when it was over, and for how long it is to be left alone at least.
  const last = useRef<{ readonly atMs: number; readonly restMs: number }>();
  const isOn = everyMs !== undefined && (isShown || isNotifying);
  useEffect(() => {
    if (!isOn) return;
    let timer: ReturnType<typeof setTimeout>;
    let isOver = false;
    // What is shown was read just now.
    last.current ??= { atMs: performance.now(), restMs: 0 };
    const wait = ({ atMs, restMs }: { readonly atMs: number; readonly restMs: number }): void => {
      const dueMs = atMs + Math.max(everyMs, restMs);
      timer = setTimeout(() => void turn(), Math.max(0, dueMs - performance.now()));
    };
    const turn = async (): Promise<void> => {
      const startMs = performance.now();
      await check(workflowId, false);
      const atMs = performance.now();
      const restMs = Math.min(MOST_REST_MS, (atMs - startMs) * REST_PER_CHECK);
      last.current = { atMs, restMs };
      if (!isOver) wait(last.current);
    };
    wait(last.current);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [workflowId, isOn, everyMs, check]);
}

/** The person wants to be notified, and the host can. */
export function useIsNotifying(): boolean {
  const { hasNotifications } = useSettings().settings;
  return useHostDescription().data?.capabilities.notifications === true && hasNotifications;
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
