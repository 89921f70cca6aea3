import { create } from 'zustand';
import type { FilesCheck } from '../../shared/contract/documents.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import type { StatusCounts } from '../../shared/model/status.ts';
import { NO_CHANGES, type StatusChanges } from '../../shared/model/status-changes.ts';

/** From one reading to the next. */
export interface ReadingStep {
  readonly changes: StatusChanges;
  /** All runs have ended, and had not before. */
  readonly hasEnded: boolean;
  /** Runs by status, now. */
  readonly counts: StatusCounts;
}

/** What is known of whether an open workflow is as its files are now. */
export interface LiveState {
  /** The person does not want it checked. */
  readonly isPaused: boolean;
  /** The person wants it checked though all of its runs have ended. */
  readonly isWatched: boolean;
  readonly isChecking: boolean;
  /** Of the last check; absent before the first. */
  readonly checkedMs?: number | undefined;
  readonly state: FilesCheck['state'];
  /** Why it could not be checked or read. */
  readonly error?: AppError | undefined;
  /** The reading that is shown. */
  readonly revision: number;
  /** What has become of runs since {@link LiveState.seen}. */
  readonly changes: StatusChanges;
  /** What the last reading brought; absent before the second. */
  readonly step?: ReadingStep | undefined;
  /** Runs as the person knows them. */
  readonly seen?: RunIndex | undefined;
}

const START: LiveState = {
  isPaused: false,
  isWatched: false,
  isChecking: false,
  state: 'as-read',
  revision: 0,
  changes: NO_CHANGES,
};

/** By workflow ID. */
export const useLiveStates = create<{ readonly byWorkflow: ReadonlyMap<string, LiveState> }>(
  () => ({ byWorkflow: new Map() }),
);

export function liveStateOf(workflowId: string): LiveState {
  return useLiveStates.getState().byWorkflow.get(workflowId) ?? START;
}

export function useLiveState(workflowId: string): LiveState {
  return useLiveStates(({ byWorkflow }) => byWorkflow.get(workflowId) ?? START);
}

export function changeLive(workflowId: string, change: Partial<LiveState>): void {
  useLiveStates.setState(({ byWorkflow }) => ({
    byWorkflow: new Map(byWorkflow).set(workflowId, { ...liveStateOf(workflowId), ...change }),
  }));
}

/** Its runs are known as they are now: what changes is told from here on. */
export function markSeen(workflowId: string, index: RunIndex | undefined): void {
  changeLive(workflowId, { seen: index, changes: NO_CHANGES });
}

/** Of a workflow that was closed. */
export function forgetLive(workflowId: string): void {
  useLiveStates.setState(({ byWorkflow }) => {
    const rest = new Map(byWorkflow);
    rest.delete(workflowId);
    return { byWorkflow: rest };
  });
}
