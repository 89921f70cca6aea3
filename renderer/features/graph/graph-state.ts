import { create } from 'zustand';

/** Which way through the graph is brought out. */
export type LitWay = 'none' | 'path' | 'critical';

interface GraphState {
  /** Tasks (insert IDs) that are shown as their actions, by workflow. */
  readonly opened: ReadonlyMap<string, ReadonlySet<number>>;
  readonly way: LitWay;
}

/** How graphs are shown; kept while the window is open. */
export const useGraphState = create<GraphState>(() => ({ opened: new Map(), way: 'none' }));

const NONE: ReadonlySet<number> = new Set();

export function useOpenedTasks(workflowId: string): ReadonlySet<number> {
  return useGraphState(({ opened }) => opened.get(workflowId) ?? NONE);
}

export function setOpenedTasks(workflowId: string, tasks: Iterable<number>): void {
  useGraphState.setState(({ opened }) => ({
    opened: new Map(opened).set(workflowId, new Set(tasks)),
  }));
}

export function toggleTask(workflowId: string, insertId: number): void {
  const before = useGraphState.getState().opened.get(workflowId) ?? NONE;
  setOpenedTasks(
    workflowId,
    before.has(insertId) ? [...before].filter((one) => one !== insertId) : [...before, insertId],
  );
}

/** Brings a way out, or puts it back where it is out already. */
export function toggleWay(way: Exclude<LitWay, 'none'>): void {
  useGraphState.setState((state) => ({ way: state.way === way ? 'none' : way }));
}
