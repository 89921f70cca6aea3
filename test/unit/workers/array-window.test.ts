import { expect, test } from 'vitest';
import { dtypeInfo } from '../../../electron/generations/dtype-names.ts';
import {
  type ArrayData,
  type ArrayHandle,
  type ArraySelection,
  MissingArray,
} from '../../../electron/persistence/values.ts';
import { readArrayWindow } from '../../../electron/workers/array-window.ts';
import { datetimeTexts } from '../../../electron/workers/datetime-text.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import { ArrayWindowSchema } from '../../../shared/contract/values.ts';

/** A one- or more-dimensional array that remembers what was asked of it. */
class Recorder implements ArrayHandle {
  readonly kind = 'array';
  asked: ArraySelection | undefined;
  readonly chunks: readonly number[];
  constructor(
    readonly dtype: string,
    readonly shape: readonly number[],
    readonly data: ArrayData['data'],
  ) {
    this.chunks = shape;
  }
  async read(selection?: ArraySelection): Promise<ArrayData> {
    this.asked = selection;
    return { shape: this.shape, data: this.data };
  }
}

const all = (stop: number) => ({ start: 0, stop, step: 1 });

test('numbers come as they are, in a buffer of their own', async () => {
  const cached = new Float64Array([9, 1, 2, 9]);
  const handle = new Recorder('<f8', [2], cached.subarray(1, 3));
  const window = ArrayWindowSchema.parse(await readArrayWindow(handle, [all(2)]));
  expect(window.numbers).toEqual(Float64Array.of(1, 2));
  expect(window.numbers?.buffer).not.toBe(cached.buffer);
  expect(window).toMatchObject({ shape: [2], info: { dtypeName: 'float64', sizeBytes: 16 } });
});

test('a stop beyond the end is cut off; one index drops its dimension', async () => {
  const handle = new Recorder('<i4', [4, 6], Int32Array.of(1, 2, 3));
  const window = await readArrayWindow(handle, [3, { start: 0, stop: 99, step: 2 }]);
  expect(handle.asked).toEqual([3, { start: 0, stop: 6, step: 2 }]);
  expect(window.shape).toEqual([3]);
});

test('64-bit integers are numbers while every digit fits, else texts', async () => {
  const small = new Recorder('<i8', [2], BigInt64Array.of(-1n, 2n ** 53n - 1n));
  expect((await readArrayWindow(small, [all(2)])).numbers).toEqual(
    Float64Array.of(-1, 2 ** 53 - 1),
  );
  const large = new Recorder('<u8', [2], BigUint64Array.of(1n, 2n ** 63n + 1n));
  const window = await readArrayWindow(large, [all(2)]);
  expect(window.texts).toEqual(['1', '9223372036854775809']);
  expect(window).not.toHaveProperty('numbers');
});

test('dates are ISO texts, complex pairs stay interleaved, texts are texts', async () => {
  const dates = new Recorder(
    '<M8[us]',
    [2],
    BigInt64Array.of(1_682_935_200_123_456n, -(2n ** 63n)),
  );
  expect((await readArrayWindow(dates, [all(2)])).texts).toEqual([
    '2023-05-01T10:00:00.123456',
    'NaT',
  ]);
  const complex = new Recorder('<c16', [1], Float64Array.of(1, -2));
  expect((await readArrayWindow(complex, [all(1)])).numbers).toEqual(Float64Array.of(1, -2));
  const words = new Recorder('<U3', [2], ['abc', '']);
  expect((await readArrayWindow(words, [all(2)])).texts).toEqual(['abc', '']);
});

test('dates of every unit, before 1970 and beyond the calendar', () => {
  expect(datetimeTexts([-1n], 'us')).toEqual(['1969-12-31T23:59:59.999999']);
  expect(datetimeTexts([-1n], 'D')).toEqual(['1969-12-31']);
  expect(datetimeTexts([1n], 'h')).toEqual(['1970-01-01T01']);
  expect(datetimeTexts([1n], 'm')).toEqual(['1970-01-01T00:01']);
  expect(datetimeTexts([1n], 's')).toEqual(['1970-01-01T00:00:01']);
  expect(datetimeTexts([1n], 'ns')).toEqual(['1970-01-01T00:00:00.000000001']);
  expect(datetimeTexts([7n], 'M')).toEqual(['7']);
  expect(datetimeTexts([2n ** 62n], 's')).toEqual([`${2n ** 62n}`]);
});

test('a mask comes beside the raw data', async () => {
  const data = new Recorder('<f8', [2], Float64Array.of(1, 2));
  const mask = new Recorder('|b1', [2], Uint8Array.of(0, 1));
  const window = await readArrayWindow({ kind: 'masked-array', data, mask }, [all(2)]);
  expect(window.mask).toEqual(Uint8Array.of(0, 1));
  expect(mask.asked).toEqual([all(2)]);
});

test('an empty window and a 0-d array', async () => {
  const handle = new Recorder('<f8', [0, 3], new Float64Array(0));
  const empty = await readArrayWindow(handle, [all(0), all(3)]);
  expect(empty).toMatchObject({ shape: [0, 3] });
  const scalar = new Recorder('<f8', [], Float64Array.of(4));
  expect(await readArrayWindow(scalar, [])).toMatchObject({ shape: [] });
});

test('what cannot be read is said with a code', async () => {
  const handle = new Recorder('<f8', [3_000_000, 2], new Float64Array(0));
  const refused = async (promise: Promise<unknown>): Promise<string> =>
    promise.then(
      () => 'read',
      (error: unknown) => (error instanceof AppException ? error.error.code : 'bug'),
    );
  expect(await refused(readArrayWindow(handle, [all(3e6), all(2)]))).toBe('too-large');
  expect(handle.asked).toBeUndefined();
  expect(await refused(readArrayWindow(handle, [all(1)]))).toBe('invalid-request');
  expect(await refused(readArrayWindow(handle, [0, 2]))).toBe('invalid-request');
  expect(await refused(readArrayWindow(5, []))).toBe('invalid-request');
  expect(await refused(readArrayWindow(new MissingArray('arr_0'), []))).toBe('not-found');
});

test('NumPy names of dtypes', () => {
  const names = ['|b1', '|i1', '>u2', '<f2', '<c8', '<U5', '|S3', '<m8[ns]', 'odd'].map(
    (dtype) => dtypeInfo(dtype).name,
  );
  expect(names).toEqual([
    'bool',
    'int8',
    'uint16',
    'float16',
    'complex64',
    'str160',
    'bytes24',
    'timedelta64[ns]',
    'odd',
  ]);
});
