type Column = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;

/** A column whose length is not known yet. It doubles when full and is cut to size at the end. */
export class GrowableColumn<T extends Column> {
  #items: T;
  #length = 0;
  readonly #type: new (
    length: number,
  ) => T;

  constructor(type: new (length: number) => T, capacity = 1024) {
    this.#type = type;
    this.#items = new type(Math.max(capacity, 1));
  }

  get length(): number {
    return this.#length;
  }

  push(item: number): void {
    if (this.#length === this.#items.length) this.#grow();
    this.#items[this.#length] = item;
    this.#length += 1;
  }

  /** Item at a position below `length`. */
  at(position: number): number {
    return this.#items[position] ?? 0;
  }

  /** The items in an array of their own, so its buffer can be transferred. */
  finish(): T {
    const items = new this.#type(this.#length);
    items.set(this.#items.subarray(0, this.#length));
    return items;
  }

  #grow(): void {
    const larger = new this.#type(this.#items.length * 2);
    larger.set(this.#items);
    this.#items = larger;
  }
}
