import { AppException } from '../../../shared/contract/errors.ts';

export type TreePhase =
  | 'starting'
  | 'measuring'
  | 'copying'
  | 'flushing'
  | 'verifying'
  | 'opening'
  | 'finishing'
  | 'removing'
  | 'cleaning';

/** How an operation is told to stop, waits, and says how far it is. One for each thread. */
export interface TreeControl {
  /** True when a person asked to stop, or another thread of the operation failed. */
  isStopped(): boolean;
  /** Waits; returns at once when it is stopped. */
  sleep(ms: number): void;
  /** Adds to what is done. */
  count(files: number, sizeBytes: number): void;
  /** Says what is worked on. */
  current(key: string): void;
  phase(phase: TreePhase): void;
}

export const CANCELLED = {
  code: 'cancelled',
  message: 'The operation was cancelled.',
} as const;

/** @throws AppException `cancelled` */
export function throwIfStopped(control: TreeControl): void {
  if (control.isStopped()) throw new AppException(CANCELLED);
}

const neverNotified = new Int32Array(new SharedArrayBuffer(4));

/** Holds the thread; only for threads that may be held. */
export function sleepHere(ms: number): void {
  Atomics.wait(neverNotified, 0, 0, ms);
}

/** For work that must come to its end, such as cleaning up after a cancelled copy. */
export const unstoppable: TreeControl = {
  isStopped: () => false,
  sleep: sleepHere,
  count: () => undefined,
  current: () => undefined,
  phase: () => undefined,
};
