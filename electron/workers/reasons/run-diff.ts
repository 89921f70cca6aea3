import { dtypeInfo, itemCount } from '../../generations/dtype-names.ts';
import { type ArrayData, type ArrayHandle, isArrayHandle } from '../../persistence/values.ts';
import type { Leaf } from './leaf-values.ts';

/** Two arrays beside each other. */
export interface ArrayDifference {
  /** `float64 64 × 64 × 64`. */
  readonly left: string;
  readonly right: string;
  /** Largest absolute difference of two items; absent when it could not be told. */
  readonly maxAbsolute?: number | undefined;
  /** Index of the item with the largest difference. */
  readonly at?: readonly number[] | undefined;
  /** Items that differ. */
  readonly differing?: number | undefined;
  /** Why there is no difference to show. */
  readonly note?: string | undefined;
}

/** Larger arrays are not read for a comparison. */
const MOST_BYTES = 64 * 1024 * 1024;

const words = (array: ArrayHandle): string =>
  `${dtypeInfo(array.dtype).name} ${array.shape.join(' × ') || 'scalar'}`;

/**
 * Compares two arrays item by item; NaN in both is the same. `undefined` when they are equal.
 *
 * @throws what reading an array throws
 */
export async function arrayDifference(
  left: ArrayHandle,
  right: ArrayHandle,
): Promise<ArrayDifference | undefined> {
  const base = { left: words(left), right: words(right) };
  if (left.shape.join() !== right.shape.join()) return { ...base, note: 'their shapes differ' };
  const sizeBytes = itemCount(left.shape) * dtypeInfo(left.dtype).itemBytes;
  if (sizeBytes > MOST_BYTES) return { ...base, note: 'too large to compare' };
  const [a, b] = [(await left.read()).data, (await right.read()).data];
  const found = largestDifference(a, b);
  if (found === undefined) return { ...base, note: 'they hold no numbers' };
  if (found.differing === 0) {
    return left.dtype === right.dtype ? undefined : { ...base, note: 'only their types differ' };
  }
  const perItem = a.length / Math.max(1, itemCount(left.shape));
  return {
    ...base,
    maxAbsolute: found.largest,
    at: indexOf(Math.floor(found.at / perItem), left.shape),
    differing: found.differing,
  };
}

type Items = ArrayData['data'];

function largestDifference(
  a: Items,
  b: Items,
): { readonly largest: number; readonly at: number; readonly differing: number } | undefined {
  let largest = 0;
  let at = 0;
  let differing = 0;
  for (let item = 0; item < a.length; item += 1) {
    const [x, y] = [a[item], b[item]];
    if (x === y) continue;
    if (typeof x === 'string' || typeof y === 'string') return undefined;
    const [one, other] = [Number(x), Number(y)];
    if (Number.isNaN(one) && Number.isNaN(other)) continue;
    differing += 1;
    const difference = Math.abs(one - other);
    // A number beside NaN is the largest difference there is.
    if (Number.isNaN(difference) ? !Number.isNaN(largest) : difference > largest) {
      largest = difference;
      at = item;
    }
  }
  return { largest, at, differing };
}

function indexOf(position: number, shape: readonly number[]): readonly number[] {
  const index: number[] = [];
  let rest = position;
  for (const length of shape.toReversed()) {
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return index;
}

/** One leaf of two runs. */
export interface LeafPair {
  readonly path: string;
  readonly left: Leaf | undefined;
  readonly right: Leaf | undefined;
}

/** Leaves of two values by their paths, in the order of the left one. */
export function pairLeaves(left: readonly Leaf[], right: readonly Leaf[]): readonly LeafPair[] {
  const others = new Map(right.map((leaf) => [leaf.path, leaf]));
  const pairs: LeafPair[] = left.map((leaf) => {
    const other = others.get(leaf.path);
    others.delete(leaf.path);
    return { path: leaf.path, left: leaf, right: other };
  });
  for (const leaf of others.values()) {
    pairs.push({ path: leaf.path, left: undefined, right: leaf });
  }
  return pairs;
}

export function hasArrays(pair: LeafPair): pair is LeafPair & {
  readonly left: Leaf & { readonly array: ArrayHandle };
  readonly right: Leaf & { readonly array: ArrayHandle };
} {
  const [a, b] = [pair.left?.array, pair.right?.array];
  return a !== undefined && b !== undefined && isArrayHandle(a) && isArrayHandle(b);
}
