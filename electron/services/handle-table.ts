import { randomBytes } from 'node:crypto';

/**
 * Things that a page may name without knowing where they are, by handles that nobody can guess. The
 * oldest go when there are too many.
 */
export class HandleTable<T> {
  readonly #most: number;
  readonly #things = new Map<string, T>();

  constructor(most: number) {
    this.#most = most;
  }

  issue(thing: T): string {
    const handle = randomBytes(18).toString('base64url');
    this.#things.set(handle, thing);
    const [oldest] = this.#things.keys();
    if (this.#things.size > this.#most && oldest !== undefined) this.#things.delete(oldest);
    return handle;
  }

  find(handle: string): T | undefined {
    return this.#things.get(handle);
  }

  forget(handle: string): void {
    this.#things.delete(handle);
  }
}
