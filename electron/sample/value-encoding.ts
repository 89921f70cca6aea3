import {
  isDict,
  isList,
  type PyDict,
  PySet,
  PyTuple,
  type PyValue,
} from '../persistence/values.ts';
import { MemoryArray } from './memory-array.ts';
import { toDict } from './plain.ts';

export interface EncodedValue {
  /** What stands in the store: `data` and `type_lookup` (FORMATS §6.1). */
  readonly value: PyDict;
  /** To be written as `arr_0`, `arr_1`, … */
  readonly arrays: readonly MemoryArray[];
}

type Path = readonly (string | number)[];

/**
 * Encodes a parameter value as hpcflow does (FORMATS §6.2).
 * @throws {TypeError} for an array in a JSON store, and for values hpcflow cannot store
 */
export function encodeValue(value: PyValue, store: 'json' | 'zarr'): EncodedValue {
  const tuples: Path[] = [];
  const sets: Path[] = [];
  const places: [Path, number][] = [];
  const arrays: MemoryArray[] = [];

  const encode = (item: PyValue, path: Path): PyValue => {
    if (isList(item)) return item.map((inner, position) => encode(inner, [...path, position]));
    if (isDict(item)) {
      return new Map([...item].map(([key, inner]) => [key, encode(inner, [...path, key])]));
    }
    if (item instanceof PyTuple || item instanceof PySet) {
      const list = item.items.map((inner, position) => encode(inner, [...path, position]));
      // After the items: inner containers are registered first.
      (item instanceof PyTuple ? tuples : sets).push(path);
      return list;
    }
    if (item instanceof MemoryArray) {
      if (store === 'json') throw new TypeError('a JSON store cannot hold arrays');
      places.push([path, arrays.length]);
      arrays.push(item);
      return places.length - 1;
    }
    if (typeof item === 'object' && item !== null && 'kind' in item) {
      throw new TypeError('only arrays in memory can be written');
    }
    return item;
  };

  const data = encode(value, []);
  const lookup =
    store === 'json' ? { tuples, sets } : { tuples, sets, arrays: places, masked_arrays: [] };
  return { value: toDict({ data, type_lookup: lookup }), arrays };
}
