import { formatJson } from '../persistence/json-write.ts';
import {
  isArrayHandle,
  isDict,
  isList,
  isMaskedArrayHandle,
  MissingArray,
  PyComplex,
  PySet,
  PyTuple,
  type PyValue,
} from '../persistence/values.ts';
import { encodeArray, encodeFloat } from './encode-array.ts';

function sorted(items: readonly PyValue[]): PyValue[] {
  const keyed = items.map((item) => [formatJson(item), item] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

async function encodeAll(items: readonly PyValue[]): Promise<PyValue[]> {
  const encoded: PyValue[] = [];
  for (const item of items) encoded.push(await encodeValue(item));
  return encoded;
}

/** A parameter value in the encoding of the truth files; arrays are read. */
export async function encodeValue(value: PyValue): Promise<PyValue> {
  if (typeof value === 'number' && !Number.isInteger(value)) return encodeFloat(value);
  if (value instanceof PyTuple) return new Map([['__tuple__', await encodeAll(value.items)]]);
  if (value instanceof PySet) return new Map([['__set__', sorted(await encodeAll(value.items))]]);
  if (value instanceof PyComplex) {
    return new Map([['__complex__', [encodeFloat(value.re), encodeFloat(value.im)]]]);
  }
  if (value instanceof MissingArray) return new Map([['__missing__', value.path]]);
  if (isArrayHandle(value)) return encodeArray(value);
  if (isMaskedArrayHandle(value)) {
    return new Map<string, PyValue>([
      ['__masked_array__', true],
      ['data', await encodeArray(value.data)],
      ['mask', await encodeArray(value.mask)],
    ]);
  }
  if (isList(value)) return encodeAll(value);
  if (isDict(value)) {
    const members = new Map<string, PyValue>();
    for (const [key, item] of value) members.set(key, await encodeValue(item));
    return members;
  }
  return value;
}

/** The same order for the sets of a truth file, whose writer sorted them by another JSON text. */
export function withSortedSets(value: PyValue): PyValue {
  if (isList(value)) return value.map(withSortedSets);
  if (!isDict(value)) return value;
  const set = value.size === 1 ? value.get('__set__') : undefined;
  if (isList(set)) return new Map([['__set__', sorted(set.map(withSortedSets))]]);
  return new Map([...value].map(([key, item]) => [key, withSortedSets(item)]));
}

/** A time in both encodings of the truth: `kind` is `datetime` or `datetime64`. */
export function encodeTime(timeUs: number | null, kind: string): PyValue {
  return timeUs === null ? null : `${kind} ${timeUs}`;
}

/** The truth with its times as {@link encodeTime} writes them, however many digits they have. */
export function withPlainTimes(value: PyValue): PyValue {
  if (isList(value)) return value.map(withPlainTimes);
  if (!isDict(value)) return value;
  for (const kind of ['datetime', 'datetime64']) {
    const text = value.size === 1 ? value.get(`__${kind}__`) : undefined;
    if (typeof text === 'string') return `${kind} ${isoToUs(text)}`;
  }
  return new Map([...value].map(([key, item]) => [key, withPlainTimes(item)]));
}

function isoToUs(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?(?:\+00:00)?$/.exec(text);
  if (match === null) return text;
  const [, date, time, fraction = ''] = match;
  return String(Date.parse(`${date}T${time}Z`) * 1000 + Number(fraction.padEnd(6, '0')));
}
