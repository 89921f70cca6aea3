import { NumberKeyDict } from './number-key-dict.ts';
import { StoreException } from './store-errors.ts';
import {
  type ArrayHandle,
  isArrayHandle,
  isDict,
  isList,
  isMaskedArrayHandle,
  type PyDict,
  PyFloat,
  PySet,
  PyTuple,
  type PyValue,
} from './values.ts';

/** What a Zarr store can hold beside what JSON can: arrays. */
export interface ArraySupport {
  /** hpcflow before a35: no masked arrays, and no placeholder where an array is. */
  readonly isEarly: boolean;
}

export interface EncodedParameter {
  /** The stored map with `data` and `type_lookup` (FORMATS §6.1). */
  readonly encoded: PyDict;
  /** To be stored as `arr_<number>`, numbered from 0 on. */
  readonly arrays: readonly ArrayHandle[];
}

type Path = readonly (string | number)[];

/** Deeper values are refused, as by hpcflow. */
const MAX_DEPTH = 50;

function refused(pythonName: 'ValueError' | 'RuntimeError' | 'OverflowError', message: string) {
  return new StoreException(pythonName, { code: 'unsupported-operation', message });
}

function kindOf(value: PyValue): string {
  if (isArrayHandle(value)) return 'an array';
  if (isMaskedArrayHandle(value)) return 'a masked array';
  if (value instanceof Uint8Array) return 'bytes';
  return 'a value of this kind';
}

/** Signed and unsigned 64-bit integers; MessagePack has no larger ones. */
function fits64Bits(value: bigint): boolean {
  return value === BigInt.asIntN(64, value) || value === BigInt.asUintN(64, value);
}

/** An integer key stays one in paths, though documents have it as text (FORMATS T10). */
function stepOf(value: PyDict, key: string): string | number {
  return value instanceof NumberKeyDict && value.numbers.has(key) ? Number(key) : key;
}

class Encoder {
  readonly tuples: Path[] = [];
  readonly sets: Path[] = [];
  readonly places: [Path, number][] = [];
  readonly maskedPlaces: [Path, [number, number]][] = [];
  readonly arrays: ArrayHandle[] = [];

  constructor(readonly support: ArraySupport | undefined) {}

  #items(items: readonly PyValue[], path: Path): PyValue[] {
    return items.map((item, position) => this.encode(item, [...path, position]));
  }

  encode(value: PyValue, path: Path): PyValue {
    if (path.length > MAX_DEPTH) {
      throw refused('RuntimeError', `A value is nested more than ${MAX_DEPTH} levels deep.`);
    }
    if (value instanceof PyTuple) {
      const items = this.#items(value.items, path);
      // After the items: what is inside is listed first (FORMATS §6.2).
      this.tuples.push(path);
      return items;
    }
    if (value instanceof PySet) {
      const items = this.#items(value.items, path);
      this.sets.push(path);
      return items;
    }
    if (isList(value)) return this.#items(value, path);
    if (isDict(value)) {
      return new Map(
        [...value].map(([key, item]) => [key, this.encode(item, [...path, stepOf(value, key)])]),
      );
    }
    return this.#leaf(value, path);
  }

  #leaf(value: PyValue, path: Path): PyValue {
    if (typeof value === 'bigint' && this.support !== undefined && !fits64Bits(value)) {
      throw refused('OverflowError', `The integer ${value} does not fit 64 bits.`);
    }
    if (value === null || typeof value !== 'object' || value instanceof PyFloat) return value;
    if (this.support !== undefined && isArrayHandle(value)) {
      const position = this.#array(value, path);
      return this.support.isEarly ? null : position;
    }
    if (this.support?.isEarly === false && isMaskedArrayHandle(value)) {
      const positions: [number, number] = [
        this.#array(value.data, path),
        this.#array(value.mask, path),
      ];
      this.maskedPlaces.push([path, positions]);
      return null;
    }
    const where = path.length === 0 ? 'The value' : `The value at ${path.join('.')}`;
    const what = this.support === undefined ? 'A JSON store' : 'This store';
    throw refused('ValueError', `${where} is ${kindOf(value)}. ${what} cannot hold it.`);
  }

  /** @returns Position of the array in `type_lookup.arrays`. */
  #array(array: ArrayHandle, path: Path): number {
    this.places.push([path, this.arrays.length]);
    this.arrays.push(array);
    return this.places.length - 1;
  }
}

/**
 * Encodes a value as hpcflow does (FORMATS §6.2).
 *
 * @param support - Absent for JSON stores, which hold no arrays.
 * @throws StoreException ValueError for values that the store cannot hold, RuntimeError for those
 *   nested too deeply, OverflowError for integers beyond 64 bits where they matter
 */
export function encodeParameter(
  value: PyValue,
  support: ArraySupport | undefined,
): EncodedParameter {
  const encoder = new Encoder(support);
  const data = encoder.encode(value, []);
  const lookup = new Map<string, PyValue>([
    ['tuples', encoder.tuples],
    ['sets', encoder.sets],
  ]);
  if (support !== undefined) lookup.set('arrays', encoder.places);
  if (support?.isEarly === false) lookup.set('masked_arrays', encoder.maskedPlaces);
  const encoded = new Map<string, PyValue>([
    ['data', data],
    ['type_lookup', lookup],
  ]);
  return { encoded, arrays: encoder.arrays };
}
