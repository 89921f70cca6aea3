import { errnoOf } from '../file-errors.ts';
import type { TreeControl } from './tree-control.ts';

/** When to try again what another program may hold for moments. */
export interface RetryPolicy {
  /** Waits before each further try. */
  readonly waitsMs: readonly number[];
  /**
   * All waits of one operation together: a folder of 10,000 files nobody may touch is not waited for
   * 10,000 times.
   */
  readonly budgetMs: number;
}

/** Virus scanners and syncing programs let go within a second or two (hpcflow retries as well). */
export const PATIENT: RetryPolicy = { waitsMs: [20, 50, 100, 250, 500, 1000], budgetMs: 10_000 };

/** For operations that a person watches, who can end the wait: ten attempts in all. */
export const WATCHED: RetryPolicy = {
  waitsMs: [20, 100, 500, 1000, 2000, 4000, 4000, 4000, 4000],
  budgetMs: 60_000,
};

/** Shorter waits are not worth a word. */
const TOLD_FROM_MS = 500;

const HELD = new Set(['EPERM', 'EBUSY', 'EACCES', 'ETXTBSY']);
/** Elsewhere than on Windows these mean permissions, which do not come by waiting long. */
const PERMISSIONS = new Set(['EPERM', 'EACCES']);

/** Thrown when a person asked to go on without a file. */
export class SkippedFile extends Error {}

/** What is tried, for people. */
export interface Tried {
  readonly path: string;
  readonly canSkip: boolean;
}

/** Tries again what fails because something is held; one for each thread of an operation. */
export class Retrier {
  #leftMs: number;

  constructor(
    private readonly policy: RetryPolicy,
    private readonly control: TreeControl,
  ) {
    this.#leftMs = policy.budgetMs;
  }

  /**
   * @throws The last error of the system, once there is nothing left to wait for;
   * {@link SkippedFile} for what can be skipped
   */
  run<T>(work: () => T, tried?: Tried): T {
    const { waitsMs } = this.policy;
    for (const [at, waitMs] of waitsMs.entries()) {
      try {
        return work();
      } catch (error) {
        if (!this.#isWorthWaiting(error, waitMs)) throw error;
        this.#leftMs -= waitMs;
        const path = tried?.path ?? pathOf(error);
        const canSkip = tried?.canSkip === true;
        const isTold = waitMs >= TOLD_FROM_MS;
        const attempts = waitsMs.length + 1;
        if (isTold) this.control.held({ path, attempt: at + 2, attempts, waitMs, canSkip });
        this.control.sleep(waitMs);
        if (isTold) this.control.held(undefined);
        if (canSkip && this.control.takeSkip()) throw new SkippedFile(path);
      }
    }
    return work();
  }

  #isWorthWaiting(error: unknown, waitMs: number): boolean {
    const code = errnoOf(error) ?? '';
    if (!HELD.has(code) || waitMs > this.#leftMs || this.control.isStopped()) return false;
    const isAboutPermissions = process.platform !== 'win32' && PERMISSIONS.has(code);
    return !isAboutPermissions || waitMs < TOLD_FROM_MS;
  }
}

function pathOf(error: unknown): string {
  if (typeof error !== 'object' || error === null || !('path' in error)) return '';
  return typeof error.path === 'string' ? error.path : '';
}
