import type { ObjectArray } from './object-array.ts';
import { outOfBounds } from './store-errors.ts';

/** Row of an index as zarr-python takes it: negative ones count from the end (FORMATS §9.10). */
export function rowOf(array: ObjectArray, index: number): number {
  const row = index < 0 ? array.length + index : index;
  if (Number.isInteger(row) && row >= 0 && row < array.length) return row;
  throw outOfBounds(array.path, index, array.length);
}
