/**
 * Something read once and kept until the outermost of several scopes ends (hpcflow's
 * `cached_load`: nested scopes use what the outermost one read).
 */
export class CachedScope<T> {
  #depth = 0;
  #held: Promise<T> | undefined;

  constructor(readonly load: () => Promise<T>) {}

  /** What is held, or `undefined` outside of all scopes. */
  get held(): Promise<T> | undefined {
    return this.#held;
  }

  /** Holds something newer instead, where something is held. */
  replace(value: T): void {
    if (this.#held !== undefined) this.#held = Promise.resolve(value);
  }

  async run<R>(scope: () => Promise<R>): Promise<R> {
    this.#held ??= this.load();
    this.#depth += 1;
    try {
      await this.#held;
      return await scope();
    } finally {
      this.#depth -= 1;
      if (this.#depth === 0) this.#held = undefined;
    }
  }
}
