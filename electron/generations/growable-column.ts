const FIRST_CAPACITY = 1024;

/**
 * A column of integers of up to 32 bits whose length is not known yet. It doubles when full and is
 * cut to size, and given its type, at the end.
 *
 * While it grows it holds 32 bits per item whatever its type is to be: a `push` that meets several
 * kinds of arrays is seven times slower, and it runs twenty times per run.
 */
export class IntColumn {
  #items = new Int32Array(FIRST_CAPACITY);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: number): void {
    const length = this.#length;
    if (length === this.#items.length) this.#grow();
    this.#items[length] = item;
    this.#length = length + 1;
  }

  /** Item at a position below `length`, as an unsigned integer. */
  at(position: number): number {
    return (this.#items[position] ?? 0) >>> 0;
  }

  /** The items in an array of their own, so its buffer can be transferred. */
  finish<T extends Uint8Array | Uint16Array | Uint32Array | Int32Array>(
    type: new (items: Int32Array) => T,
  ): T {
    return new type(this.#items.subarray(0, this.#length));
  }

  #grow(): void {
    const larger = new Int32Array(this.#items.length * 2);
    larger.set(this.#items);
    this.#items = larger;
  }
}

/** As {@link IntColumn}, for times. */
export class TimeColumn {
  #items = new Float64Array(FIRST_CAPACITY);
  #length = 0;

  push(item: number): void {
    const length = this.#length;
    if (length === this.#items.length) this.#grow();
    this.#items[length] = item;
    this.#length = length + 1;
  }

  /** Item at a position below the length. */
  at(position: number): number {
    return this.#items[position] ?? Number.NaN;
  }

  finish(): Float64Array {
    return this.#items.slice(0, this.#length);
  }

  #grow(): void {
    const larger = new Float64Array(this.#items.length * 2);
    larger.set(this.#items);
    this.#items = larger;
  }
}
