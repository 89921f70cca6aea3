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

const HELD = new Set(['EPERM', 'EBUSY', 'EACCES', 'ETXTBSY']);

export function errnoOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
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

  /** @throws The last error of the system, once there is nothing left to wait for */
  run<T>(work: () => T): T {
    for (const waitMs of this.policy.waitsMs) {
      try {
        return work();
      } catch (error) {
        const isHeld = HELD.has(errnoOf(error) ?? '');
        if (!isHeld || waitMs > this.#leftMs || this.control.isStopped()) throw error;
        this.#leftMs -= waitMs;
        this.control.sleep(waitMs);
      }
    }
    return work();
  }
}
