import { create } from 'zustand';
import type { Progress } from '../../shared/contract/client.ts';

interface ProgressState {
  /** By the hash of the query that is under way. */
  readonly byQuery: ReadonlyMap<string, Progress>;
}

const useProgressStore = create<ProgressState>(() => ({ byQuery: new Map() }));

/** Notes how far a query is; `undefined` when it has ended. */
export function setProgress(queryHash: string, progress: Progress | undefined): void {
  useProgressStore.setState(({ byQuery }) => {
    if (progress === undefined && !byQuery.has(queryHash)) return { byQuery };
    const next = new Map(byQuery);
    if (progress === undefined) next.delete(queryHash);
    else next.set(queryHash, progress);
    return { byQuery: next };
  });
}

/** How far the query with this hash is; `undefined` when nothing is known or it has ended. */
export function useProgressOf(queryHash: string): Progress | undefined {
  return useProgressStore((state) => state.byQuery.get(queryHash));
}
