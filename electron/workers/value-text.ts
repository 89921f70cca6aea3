import { AppException } from '../../shared/contract/errors.ts';
import { pythonRepr } from '../generations/python-repr.ts';
import { formatJson } from '../persistence/json-write.ts';
import {
  type ArrayData,
  type ArrayHandle,
  isArrayHandle,
  isDict,
  isList,
  isMaskedArrayHandle,
  MissingArray,
  PyComplex,
  PyFloat,
  PySet,
  PyTuple,
  type PyValue,
} from '../persistence/values.ts';

/** Items of arrays that are written out; more are saved as a file. */
const MAX_ITEMS = 200_000;
/** A clipboard beyond this stalls what it is pasted into. */
const MAX_CHARACTERS = 16_000_000;

/**
 * A value whole, as text to be pasted. Arrays are nested lists, masked items `None` or `null`. JSON has
 * neither tuples nor sets nor complex numbers nor bytes: they are lists, `[re, im]`, and numbers. NaN
 * and infinities are spelled as Python's json spells them.
 *
 * @throws {AppException} `too-large`; `not-found` when the data of an array in it is missing (T8).
 */
export async function valueText(value: PyValue, as: 'json' | 'python'): Promise<string> {
  const room = { items: MAX_ITEMS };
  const plain = await withoutArrays(value, room);
  const text = as === 'json' ? formatJson(jsonValue(plain), { indent: 2 }) : pythonText(plain);
  if (text.length <= MAX_CHARACTERS) return text;
  throw tooLarge(`The value has ${text.length.toLocaleString('en-GB')} characters as text.`);
}

function pythonText(value: PyValue): string {
  const { text, isCut } = pythonRepr(value, MAX_CHARACTERS);
  if (!isCut) return text;
  throw tooLarge('The value is too long to be copied as text, or too deep.');
}

function tooLarge(message: string): AppException {
  return new AppException({
    code: 'too-large',
    message,
    action: 'Choose a part of it, or save the array as a file.',
  });
}

async function withoutArrays(value: PyValue, room: { items: number }): Promise<PyValue> {
  if (isArrayHandle(value)) return nested(value, undefined, room);
  if (isMaskedArrayHandle(value)) return nested(value.data, value.mask, room);
  if (value instanceof MissingArray) {
    throw new AppException({
      code: 'not-found',
      message: `The data of an array in it is not in the workflow (${value.path}).`,
      path: value.path,
    });
  }
  const all = (items: readonly PyValue[]): Promise<PyValue[]> => inOrder(items, room);
  if (value instanceof PyTuple) return new PyTuple(await all(value.items));
  if (value instanceof PySet) return new PySet(await all(value.items));
  if (isList(value)) return all(value);
  if (!isDict(value)) return value;
  const entries: [string, PyValue][] = [];
  for (const [key, item] of value) entries.push([key, await withoutArrays(item, room)]);
  return new Map(entries);
}

async function inOrder(items: readonly PyValue[], room: { items: number }): Promise<PyValue[]> {
  const made: PyValue[] = [];
  for (const item of items) made.push(await withoutArrays(item, room));
  return made;
}

async function nested(
  array: ArrayHandle,
  mask: ArrayHandle | undefined,
  room: { items: number },
): Promise<PyValue> {
  const count = array.shape.reduce((product, length) => product * length, 1);
  room.items -= count;
  if (room.items < 0) {
    throw tooLarge(
      `There are more than ${MAX_ITEMS.toLocaleString('en-GB')} numbers in arrays of the value.`,
    );
  }
  const { data } = await array.read();
  const hidden = mask === undefined ? undefined : (await mask.read()).data;
  const itemOf = itemReader(data, array.dtype);
  const item = (at: number): PyValue =>
    hidden !== undefined && Number(hidden[at]) !== 0 ? null : itemOf(at);
  const build = (dim: number, offset: number, size: number): PyValue => {
    const length = array.shape[dim];
    if (length === undefined) return item(offset);
    const inner = length === 0 ? 0 : size / length;
    return Array.from({ length }, (_, at) => build(dim + 1, offset + at * inner, inner));
  };
  return build(0, 0, count);
}

function itemReader(data: ArrayData['data'], dtype: string): (at: number) => PyValue {
  if (!ArrayBuffer.isView(data)) return (at) => data[at] ?? '';
  if (/c\d+$/.test(dtype)) {
    return (at) => new PyComplex(Number(data[at * 2]), Number(data[at * 2 + 1]));
  }
  if (/b1$/.test(dtype)) return (at) => Number(data[at]) !== 0;
  const isFloat = /f\d+$/.test(dtype);
  return (at) => {
    const number = data[at] ?? 0;
    if (typeof number === 'bigint') return number;
    return isFloat && Number.isInteger(number) ? new PyFloat(number) : number;
  };
}

/** What JSON can hold of it. */
function jsonValue(value: PyValue): PyValue {
  if (isList(value)) return value.map(jsonValue);
  if (value instanceof PyTuple || value instanceof PySet) return value.items.map(jsonValue);
  if (value instanceof PyComplex) return [numberOf(value.re), numberOf(value.im)];
  if (value instanceof Uint8Array) return [...value];
  if (isDict(value)) return new Map([...value].map(([key, item]) => [key, jsonValue(item)]));
  return value;
}

function numberOf(value: number): PyValue {
  return Number.isInteger(value) ? new PyFloat(value) : value;
}
