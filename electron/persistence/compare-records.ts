import {
  type ArrayData,
  type ArrayHandle,
  isArrayHandle,
  isMaskedArrayHandle,
  PyFloat,
  type PyValue,
} from './values.ts';
import type { Gen1Workflow } from './workflow-records.ts';

/**
 * Compares everything that two workflows hold, arrays item by item. The order of keys does not count:
 * documents of Zarr stores are sorted by them.
 *
 * @returns Where they differ first, such as `parameters.12.value`; `undefined` when they are equal.
 */
export async function firstDifference(
  one: Gen1Workflow,
  other: Gen1Workflow,
): Promise<string | undefined> {
  return differenceIn(one, other, '');
}

type Comparable = PyValue | object | undefined;

async function differenceIn(
  one: Comparable,
  other: Comparable,
  place: string,
): Promise<string | undefined> {
  if (one instanceof PyFloat || other instanceof PyFloat) {
    return isSameFloat(one, other) ? undefined : place;
  }
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) {
    return Object.is(one, other) ? undefined : place;
  }
  if (isArrayHandle(one as PyValue) || isMaskedArrayHandle(one as PyValue)) {
    return differenceOfArrays(one as PyValue, other as PyValue, place);
  }
  // Tuples and sets are more than their items.
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return place;
  const left = membersOf(one);
  const right = membersOf(other);
  if (left.size !== right.size) return place;
  for (const [key, item] of left) {
    const inner = place === '' ? key : `${place}.${key}`;
    if (!right.has(key)) return inner;
    const counterpart = right.get(key);
    // Nearly all values are the same at once; to await each would take minutes for a million runs.
    if (Object.is(item, counterpart)) continue;
    const difference = await differenceIn(item, counterpart, inner);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

function isSameFloat(one: Comparable, other: Comparable): boolean {
  return one instanceof PyFloat && other instanceof PyFloat && Object.is(one.value, other.value);
}

function membersOf(value: object): ReadonlyMap<string, Comparable> {
  if (value instanceof Map) {
    return new Map([...value].map(([key, item]) => [String(key), item as Comparable]));
  }
  return new Map(Object.entries(value));
}

async function differenceOfArrays(
  one: PyValue,
  other: PyValue,
  place: string,
): Promise<string | undefined> {
  if (isMaskedArrayHandle(one)) {
    if (!isMaskedArrayHandle(other)) return place;
    return (
      (await differenceOfArrays(one.data, other.data, place)) ??
      (await differenceOfArrays(one.mask, other.mask, place))
    );
  }
  if (!isArrayHandle(one) || !isArrayHandle(other)) return place;
  return (await areEqual(one, other)) ? undefined : place;
}

async function areEqual(one: ArrayHandle, other: ArrayHandle): Promise<boolean> {
  if (one.dtype !== other.dtype || one.shape.join() !== other.shape.join()) return false;
  const [left, right] = [bytesOf(await one.read()), bytesOf(await other.read())];
  return Buffer.compare(left, right) === 0;
}

/** As bits, so that every NaN is itself. */
function bytesOf({ data }: ArrayData): Buffer {
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(JSON.stringify(data));
}
