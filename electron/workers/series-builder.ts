import {
  ACROSS_STATES,
  type AcrossSeries,
  type AcrossState,
} from '../../shared/contract/across.ts';

/** What became of one value. */
export interface SeriesItem {
  readonly state: AcrossState;
  readonly numbers?: ArrayLike<number> | undefined;
}

/** Numbers of a series, gathered row by row. */
export class SeriesBuilder {
  readonly #states: Uint8Array<ArrayBuffer>;
  readonly #starts: Uint32Array<ArrayBuffer>;
  #numbers = new Float64Array(1024);
  #count = 0;

  constructor(rows: number) {
    this.#states = new Uint8Array(rows);
    this.#starts = new Uint32Array(rows + 1);
  }

  add(row: number, { state, numbers }: SeriesItem): void {
    this.#states[row] = ACROSS_STATES.indexOf(state);
    if (numbers !== undefined) {
      const count = this.#count + numbers.length;
      if (count > this.#numbers.length) {
        const larger = new Float64Array(Math.max(count, this.#numbers.length * 2));
        larger.set(this.#numbers.subarray(0, this.#count));
        this.#numbers = larger;
      }
      this.#numbers.set(numbers, this.#count);
      this.#count = count;
    }
    this.#starts[row + 1] = this.#count;
  }

  finish(): AcrossSeries {
    const numbers = this.#numbers.slice(0, this.#count);
    return { states: this.#states, starts: this.#starts, numbers };
  }
}
