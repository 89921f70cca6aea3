import { formatJson } from '../persistence/json-write.ts';
import { NumberKeyDict } from '../persistence/number-key-dict.ts';
import { StoreException } from '../persistence/store-errors.ts';
import {
  isDict,
  isList,
  PyComplex,
  type PyDict,
  PyFloat,
  PySet,
  PyTuple,
  type PyValue,
} from '../persistence/values.ts';
import { decodeArray, plainNumber } from './decode-array.ts';

/** Key of a `__dict__` entry as it is stored: JSON and hpcflow's documents have texts only. */
function keyText(key: PyValue): string {
  return typeof key === 'string' ? key : formatJson(key);
}

/** Kinds of Python objects that no store takes (FORMATS §6.2). */
const NOT_STORED = ['__datetime__', '__datetime64__', '__npscalar__', '__repr__'] as const;

/** A NumPy scalar is stored only when it is a `float64`, which is a Python float too. */
function npScalar(value: PyDict): PyValue | undefined {
  const kind = value.get('__npscalar__');
  if (kind !== '<f8' && kind !== 'float64') return undefined;
  const number = value.get('value') ?? null;
  return typeof number === 'number' || number instanceof PyFloat
    ? asFloat(number)
    : decodeValue(number);
}

function asFloat(number: number | PyFloat): PyValue {
  return typeof number === 'number' && Number.isInteger(number) ? new PyFloat(number) : number;
}

/** Pairs of a `{"__dict__": […]}` entry; `undefined` for everything else. */
export function dictPairs(value: PyValue): readonly (readonly [PyValue, PyValue])[] | undefined {
  const pairs = isDict(value) && value.size === 1 ? value.get('__dict__') : undefined;
  if (!isList(pairs)) return undefined;
  return pairs.map((pair) => (isList(pair) ? [pair[0] ?? null, pair[1] ?? null] : [pair, null]));
}

function special(value: PyDict): PyValue | undefined {
  const pairs = dictPairs(value);
  if (pairs !== undefined) {
    const numbers = pairs.flatMap(([key]) => (typeof key === 'number' ? [String(key)] : []));
    return new NumberKeyDict(
      pairs.map(([key, item]) => [keyText(key), decodeValue(item)]),
      numbers,
    );
  }
  if (value.get('__array__') === true) return decodeArray(value);
  if (value.get('__masked_array__') === true) {
    const [data, mask] = [value.get('data'), value.get('mask')];
    if (!isDict(data) || !isDict(mask)) throw new TypeError('a masked array lacks data or mask');
    return { kind: 'masked-array', data: decodeArray(data), mask: decodeArray(mask) };
  }
  // An object with parameters of its own is stored as these.
  if (value.has('__object__')) return decodeValue(value.get('value') ?? null);
  const float = npScalar(value);
  if (float !== undefined) return float;
  const kind = NOT_STORED.find((name) => value.has(name));
  if (kind !== undefined) {
    const message = `A value of the kind ${kind} cannot be held by a store.`;
    throw new StoreException('ValueError', { code: 'unsupported-operation', message });
  }
  if (value.size !== 1) return undefined;
  const tuple = value.get('__tuple__');
  if (isList(tuple)) return new PyTuple(tuple.map(decodeValue));
  const set = value.get('__set__');
  if (isList(set)) return new PySet(set.map(decodeValue));
  const complex = value.get('__complex__');
  if (isList(complex)) return new PyComplex(plainNumber(complex[0]), plainNumber(complex[1]));
  return typeof value.get('__float__') === 'string' ? plainNumber(value) : undefined;
}

/**
 * A value from the encoding of the truth files and of recorded calls.
 *
 * @throws StoreException ValueError for kinds of objects that no store holds
 */
export function decodeValue(value: PyValue): PyValue {
  if (isList(value)) return value.map(decodeValue);
  if (!isDict(value)) return value;
  return special(value) ?? new Map([...value].map(([key, item]) => [key, decodeValue(item)]));
}
