import { AppException } from '../../shared/contract/errors.ts';
import type { ArrayWindow } from '../../shared/contract/values.ts';
import { dtypeInfo } from '../generations/dtype-names.ts';
import {
  type ArrayData,
  type ArrayHandle,
  type ArraySelection,
  isMaskedArrayHandle,
  MissingArray,
  type PyValue,
} from '../persistence/values.ts';
import { datetimeTexts } from './datetime-text.ts';
import { arrayInfo, arrayOf } from './value-summary.ts';

/** Items of one window: far more than a screen shows, little enough to cross at once. */
const MAX_ITEMS = 4_000_000;
/** Windows of texts cost about ten times as much. */
const MAX_TEXTS = 400_000;

/** Dimensions of a selection, as asked. */
export type WindowSelection = ArraySelection;

/**
 * Reads a window of an array; only the chunks it touches are read.
 *
 * @param value An array or masked array.
 * @throws {AppException} `invalid-request` when the value is no array or the selection does not fit;
 * `not-found` when its data is missing (T8); `too-large`.
 */
export async function readArrayWindow(
  value: PyValue,
  selection: WindowSelection,
): Promise<ArrayWindow> {
  const array = arrayToRead(value);
  const window = clippedSelection(array, selection);
  const shape = window.flatMap((part) =>
    typeof part === 'number' ? [] : Math.max(Math.ceil((part.stop - part.start) / part.step), 0),
  );
  checkSize(array, shape);
  const info = arrayInfo(array);
  if (shape.includes(0)) return { info, shape, numbers: new Float64Array(0) };
  const { data } = await array.read(window);
  const mask = isMaskedArrayHandle(value) ? maskOf(await value.mask.read(window)) : undefined;
  return { info, shape, ...itemsOf(data, array.dtype), ...(mask === undefined ? {} : { mask }) };
}

/**
 * The array of a value that is one.
 *
 * @throws {AppException} `invalid-request` when it is none, `not-found` when its data is missing (T8).
 */
export function arrayToRead(value: PyValue): ArrayHandle {
  if (value instanceof MissingArray) {
    throw new AppException({
      code: 'not-found',
      message: `The data of this array is not in the workflow (${value.path}).`,
      path: value.path,
    });
  }
  const array = arrayOf(value);
  if (array === undefined) throw invalid('path', 'The value at this place is no array.');
  return array;
}

/**
 * The selection with every stop inside the array.
 *
 * @throws {AppException} `invalid-request` when it does not fit the array.
 */
export function clippedSelection(array: ArrayHandle, selection: WindowSelection): ArraySelection {
  if (selection.length !== array.shape.length) {
    throw invalid(
      'selection',
      `The array has ${array.shape.length} dimensions, the selection ${selection.length}.`,
    );
  }
  return selection.map((part, dimension) => {
    const length = array.shape[dimension] ?? 0;
    if (typeof part === 'number') {
      if (part < length) return part;
      throw invalid(
        `selection.${dimension}`,
        `Index ${part} is outside of dimension ${dimension}, which has ${length} items.`,
      );
    }
    const stop = Math.min(part.stop, length);
    return { start: Math.min(part.start, stop), stop, step: part.step };
  });
}

function checkSize(array: ArrayHandle, shape: readonly number[]): void {
  const count = shape.reduce((product, length) => product * length, 1);
  const isText = /^[<>|=]?[USMm]/.test(array.dtype);
  const limit = isText ? MAX_TEXTS : MAX_ITEMS;
  if (count <= limit) return;
  throw new AppException({
    code: 'too-large',
    message: `The window has ${count.toLocaleString('en-GB')} items; at most ${limit.toLocaleString('en-GB')} are read at once.`,
    action: 'Choose a smaller range, a larger step, or one index along a dimension.',
    sizeBytes: count * dtypeInfo(array.dtype).itemBytes,
  });
}

function itemsOf(data: ArrayData['data'], dtype: string): Pick<ArrayWindow, 'numbers' | 'texts'> {
  if (!ArrayBuffer.isView(data)) return { texts: [...data] };
  const unit = /^[<>|=]?M8\[(\d*\w+)\]$/.exec(dtype)?.[1];
  if (data instanceof BigInt64Array || data instanceof BigUint64Array) {
    if (unit !== undefined) return { texts: datetimeTexts(data, unit) };
    return exactNumbers(data);
  }
  // A copy, whose buffer may be transferred: a view of a cached chunk must not be taken along.
  return { numbers: data.slice() };
}

/** 64-bit integers as numbers while every digit fits, else as texts. */
function exactNumbers(
  items: BigInt64Array | BigUint64Array,
): Pick<ArrayWindow, 'numbers' | 'texts'> {
  const numbers = new Float64Array(items.length);
  for (const [position, item] of items.entries()) {
    const number = Number(item);
    if (!Number.isSafeInteger(number)) return { texts: Array.from(items, String) };
    numbers[position] = number;
  }
  return { numbers };
}

function maskOf({ data }: ArrayData): Uint8Array<ArrayBuffer> {
  const mask = new Uint8Array(data.length);
  for (let at = 0; at < mask.length; at += 1) mask[at] = Number(data[at]) === 0 ? 0 : 1;
  return mask;
}

function invalid(field: string, message: string): AppException {
  return new AppException({ code: 'invalid-request', message, field });
}
