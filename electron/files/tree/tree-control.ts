import { AppException } from '../../../shared/contract/errors.ts';
import type { OperationPhase } from '../../../shared/contract/operations.ts';

export type TreePhase = OperationPhase;

/** A file that is waited for, because another program holds it. */
export interface HeldFile {
  /** As it is shown: relative to the folder, or absolute where that is not known. */
  readonly path: string;
  /** The coming attempt, and how many there are. */
  readonly attempt: number;
  readonly attempts: number;
  readonly waitMs: number;
  /** The operation can go on without it. */
  readonly canSkip: boolean;
}

/** How an operation is told to stop, waits, and says how far it is. One for each thread. */
export interface TreeControl {
  /** True when a person asked to stop, or another thread of the operation failed. */
  isStopped(): boolean;
  /** Waits; returns at once when it is stopped, or when a person says so. */
  sleep(ms: number): void;
  /** Says which file is waited for; undefined once it is not. */
  held(file: HeldFile | undefined): void;
  /** True once for each time that a person asked to go on without the file that was waited for. */
  takeSkip(): boolean;
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
  held: () => undefined,
  takeSkip: () => false,
  count: () => undefined,
  current: () => undefined,
  phase: () => undefined,
};
