import type { Scanned, Spans } from './json-scan.ts';

/** Byte ranges of an object's members by their number (parameters by index). */
export class NumberedRows {
  readonly #spans: Spans;
  /** Row by number; `undefined` while every number is its own row, as usual. */
  readonly #rows: ReadonlyMap<number, number> | undefined;

  constructor(spans: Spans) {
    this.#spans = spans;
    const numbers = spans.numbers ?? new Uint32Array();
    let row = 0;
    while (row < numbers.length && numbers[row] === row) row += 1;
    const isDense = row === numbers.length;
    // A key that is there twice counts as it was written last, as in Python.
    this.#rows = isDense ? undefined : new Map(Array.from(numbers, (number, at) => [number, at]));
  }

  #row(number: number): number | undefined {
    if (this.#rows !== undefined) return this.#rows.get(number);
    const isRow = Number.isInteger(number) && number >= 0 && number < this.#spans.starts.length;
    return isRow ? number : undefined;
  }

  has(number: number): boolean {
    return this.#row(number) !== undefined;
  }

  span(number: number): Scanned | undefined {
    const row = this.#row(number);
    if (row === undefined) return undefined;
    const start = this.#spans.starts[row];
    const end = this.#spans.ends[row];
    return start === undefined || end === undefined ? undefined : { start, end };
  }

  get count(): number {
    return this.#rows?.size ?? this.#spans.starts.length;
  }

  /** −1 when there are none. */
  get highest(): number {
    let highest = this.#rows === undefined ? this.#spans.starts.length - 1 : -1;
    for (const number of this.#rows?.keys() ?? []) highest = Math.max(highest, number);
    return highest;
  }

  /** Ascending. */
  numbers(): Uint32Array {
    if (this.#rows === undefined) {
      return Uint32Array.from({ length: this.#spans.starts.length }, (_, i) => i);
    }
    return Uint32Array.from(this.#rows.keys()).sort();
  }
}
