import type { FileSource } from '../../files/file-source.ts';
import { corrupt } from '../store-errors.ts';
import { ZarrArray } from '../zarr-array.ts';

/** "None" in the unsigned arrays of before a235 (GEN4 T9). */
const NO_UNSIGNED = 0xffffffff;

/** A small array of integers of one to three dimensions, read whole. */
export interface IntegerGrid {
  readonly path: string;
  readonly shape: readonly number[];
  /** Item at a place; -1 where there is none. */
  at(...place: readonly number[]): number;
}

/**
 * @returns `undefined` when there is no array at the path.
 * @throws AppException `corrupt-data`, `unsupported-format`
 */
export async function readIntegerGrid(
  source: FileSource,
  path: string,
): Promise<IntegerGrid | undefined> {
  const array = ZarrArray.open(source, path);
  if (array === undefined) return undefined;
  const isEmpty = array.shape.includes(0);
  // These arrays are written in full: without a chunk they are damaged, not zero (GEN4 §8.4).
  if (!isEmpty && !(source.tryListNames(path) ?? []).some((name) => /^\d/.test(name))) {
    throw corrupt(path, undefined, 'has lost its data');
  }
  const { shape, data } = await array.read();
  return integerGrid(path, shape, Array.from(data, Number));
}

/** @param items - In C order. */
export function integerGrid(
  path: string,
  shape: readonly number[],
  items: readonly number[],
): IntegerGrid {
  return {
    path,
    shape,
    at(...place) {
      let position = 0;
      // Asked for every run of a submission: an iterator would take most of the time.
      for (let axis = 0; axis < place.length; axis += 1) {
        const index = place[axis] ?? 0;
        const length = shape[axis] ?? 0;
        if (index < 0 || index >= length) {
          throw corrupt(path, `item ${place.join(', ')}`, 'is beyond the end of the array');
        }
        position = position * length + index;
      }
      const item = items[position] ?? -1;
      return item === NO_UNSIGNED ? -1 : item;
    },
  };
}
