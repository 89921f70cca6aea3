import { itemCount } from '../generations/dtype-names.ts';
import {
  isList,
  isMaskedArrayHandle,
  PyFloat,
  PyTuple,
  type PyValue,
} from '../persistence/values.ts';
import { arrayOf } from './value-summary.ts';

/** Points of one curve; a longer one is looked at by itself. */
const MAX_POINTS = 100_000;

/**
 * A value as the numbers of a curve: a number, a list of numbers, or an array that is long in one
 * dimension only. Truth values are 0 and 1, masked items NaN.
 *
 * @returns `undefined` for everything else.
 */
export async function curveNumbers(value: PyValue): Promise<ArrayLike<number> | undefined> {
  const scalar = numberOf(value);
  if (scalar !== undefined) return [scalar];
  const items = isList(value) ? value : value instanceof PyTuple ? value.items : undefined;
  if (items !== undefined) return items.length > MAX_POINTS ? undefined : numbersOfItems(items);
  const array = arrayOf(value);
  if (array === undefined || !/^[<>|=]?[biuf]\d+$/.test(array.dtype)) return undefined;
  if (array.shape.filter((length) => length > 1).length > 1) return undefined;
  if (itemCount(array.shape) > MAX_POINTS) return undefined;
  const { data } = await array.read();
  if (!ArrayBuffer.isView(data)) return undefined;
  const numbers = Float64Array.from(data as ArrayLike<number | bigint>, Number);
  if (isMaskedArrayHandle(value)) {
    const mask = (await value.mask.read()).data;
    for (let at = 0; at < numbers.length; at += 1)
      if (Number(mask[at]) !== 0) numbers[at] = Number.NaN;
  }
  return numbers;
}

function numbersOfItems(items: readonly PyValue[]): Float64Array | undefined {
  const numbers = new Float64Array(items.length);
  for (const [at, item] of items.entries()) {
    const number = item === null ? Number.NaN : numberOf(item);
    if (number === undefined) return undefined;
    numbers[at] = number;
  }
  return numbers;
}

function numberOf(value: PyValue): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'bigint') return Number(value);
  return value instanceof PyFloat ? value.value : undefined;
}
