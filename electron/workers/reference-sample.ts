import type { DataReference } from '../generations/data-index.ts';

/** References kept from the beginning: neighbours differ in what varies fastest. */
const FIRST = 32;
/** References kept from all over the task: they differ in what varies slowest. */
const SPREAD = 32;

/**
 * A bounded choice of what the elements of a task refer to: the first, and as many from all over by
 * reservoir sampling with fixed numbers, so that the same workflow always gives the same columns.
 */
export class ReferenceSample {
  readonly #first = new Map<string, DataReference>();
  readonly #spread: DataReference[] = [];
  #seen = 0;
  #random = 0x2545f491;
  #last: DataReference | undefined;
  #isConstant = true;

  add(reference: DataReference): void {
    if (reference === this.#last) return;
    if (this.#last !== undefined && String(reference) !== String(this.#last)) {
      this.#isConstant = false;
    }
    this.#last = reference;
    if (this.#first.size < FIRST) {
      this.#first.set(String(reference), reference);
      return;
    }
    this.#seen += 1;
    if (this.#spread.length < SPREAD) {
      this.#spread.push(reference);
      return;
    }
    const at = this.#next() % this.#seen;
    if (at < SPREAD) this.#spread[at] = reference;
  }

  /** True when all elements refer to the same. */
  get isConstant(): boolean {
    return this.#isConstant;
  }

  get references(): readonly DataReference[] {
    const all = new Map(this.#first);
    for (const reference of this.#spread) all.set(String(reference), reference);
    return [...all.values()];
  }

  /** True when {@link references} are all there are. */
  get isWhole(): boolean {
    return this.#seen === 0;
  }

  /** xorshift32 (Marsaglia 2003). */
  #next(): number {
    let x = this.#random;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#random = x;
    return x >>> 0;
  }
}
