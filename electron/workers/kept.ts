/** The things that were used last, by a key. */
export class Kept<T> {
  readonly #things = new Map<string, T>();

  constructor(readonly maxCount: number) {}

  get(key: string, make: () => T): T {
    const thing = this.#things.get(key) ?? make();
    this.#things.delete(key);
    this.#things.set(key, thing);
    const [oldest] = this.#things.keys();
    if (this.#things.size > this.maxCount && oldest !== undefined) this.#things.delete(oldest);
    return thing;
  }
}
