import { setImmediate as yieldToEvents } from 'node:timers/promises';

/** One change of the disk, which can be made again when it failed. */
export type CommitStep = () => Promise<void>;

/** Steps between two yields to other work. */
const STEPS_PER_YIELD = 200;

/**
 * Carries out commits, and completes one that failed in between: what is written in part is never
 * added to the disk a second time.
 */
export class CommitSteps {
  #steps: readonly CommitStep[] = [];
  /** Steps that are done. */
  #done = 0;

  /** True after a commit failed when a part of it was written. */
  get isUnfinished(): boolean {
    return this.#done < this.#steps.length;
  }

  /**
   * Carries steps out in their order, up to the first that fails.
   *
   * @param onBegun - Called when the first is done: from then on the rest is kept here.
   * @throws what the step threw
   */
  async carryOut(steps: readonly CommitStep[], onBegun: () => void): Promise<void> {
    const [first, ...rest] = steps;
    if (first !== undefined) await first();
    onBegun();
    this.#steps = rest;
    this.#done = 0;
    await this.finish();
  }

  /** Completes what is unfinished. */
  async finish(): Promise<void> {
    for (; this.#done < this.#steps.length; this.#done += 1) {
      await this.#steps[this.#done]?.();
      if ((this.#done + 1) % STEPS_PER_YIELD === 0) await yieldToEvents();
    }
    this.drop();
  }

  /** Gives up what is unfinished: nothing refers to what was written of it. */
  drop(): void {
    this.#steps = [];
    this.#done = 0;
  }
}
