import { type Dtype, parseDtype } from '../persistence/dtype.ts';
import { HeldArray } from '../persistence/held-array.ts';
import {
  type ArrayData,
  isDict,
  isList,
  type PyDict,
  PyFloat,
  type PyValue,
} from '../persistence/values.ts';
import { datetimeValue } from './dtype-text.ts';

/** A float of the truth's encoding; integers and truth values too. */
export function plainNumber(value: PyValue | undefined): number {
  if (value instanceof PyFloat) return value.value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  const text = isDict(value) ? value.get('__float__') : undefined;
  if (text === 'inf') return Number.POSITIVE_INFINITY;
  if (text === '-inf') return Number.NEGATIVE_INFINITY;
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : Number.NaN;
}

function whole(value: PyValue): bigint {
  if (typeof value === 'bigint') return value;
  return BigInt(Math.trunc(plainNumber(value)));
}

function integers(items: readonly PyValue[], dtype: Dtype): ArrayData['data'] {
  const isSigned = dtype.kind !== 'u';
  const numbers = (): number[] => items.map(plainNumber);
  switch (dtype.itemBytes) {
    case 1:
      return isSigned ? Int8Array.from(numbers()) : Uint8Array.from(numbers());
    case 2:
      return isSigned ? Int16Array.from(numbers()) : Uint16Array.from(numbers());
    case 4:
      return isSigned ? Int32Array.from(numbers()) : Uint32Array.from(numbers());
    default:
      return isSigned ? BigInt64Array.from(items, whole) : BigUint64Array.from(items, whole);
  }
}

function itemsOf(items: readonly PyValue[], dtype: Dtype, code: string): ArrayData['data'] {
  switch (dtype.kind) {
    case 'b':
      return Uint8Array.from(items, plainNumber);
    case 'U':
    case 'S':
      return items.map(String);
    case 'M':
    case 'm':
      return BigInt64Array.from(items, (item) =>
        typeof item === 'string' ? datetimeValue(code, item) : whole(item),
      );
    case 'c': {
      const parts = items.flatMap((item) => (isList(item) ? item : [item, 0])).map(plainNumber);
      return dtype.itemBytes === 8 ? Float32Array.from(parts) : Float64Array.from(parts);
    }
    case 'f':
      return dtype.itemBytes === 8
        ? Float64Array.from(items, plainNumber)
        : Float32Array.from(items, plainNumber);
    default:
      return integers(items, dtype);
  }
}

/** The array that an `__array__` entry describes; all its items must be there. */
export function decodeArray(entry: PyDict): HeldArray {
  const code = String(entry.get('dtype'));
  const shape = entry.get('shape');
  const data = entry.get('data');
  if (!isList(shape) || !isList(data)) throw new TypeError('an array lacks its shape or its items');
  const dtype = parseDtype(code);
  return new HeldArray(code, shape.map(Number), itemsOf(data, dtype, code));
}
