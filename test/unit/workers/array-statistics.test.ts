import { expect, test } from 'vitest';
import type {
  ArrayData,
  ArrayHandle,
  ArraySelection,
  MaskedArrayHandle,
} from '../../../electron/persistence/values.ts';
import { blocksOf } from '../../../electron/workers/array-blocks.ts';
import { readArrayStatistics } from '../../../electron/workers/array-statistics.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';
import { ArrayStatisticsSchema } from '../../../shared/contract/values.ts';

/** An array of two dimensions whose item is a function of its place; it counts what is read. */
class Plane implements ArrayHandle {
  readonly kind = 'array';
  readItems = 0;
  constructor(
    readonly dtype: string,
    readonly shape: readonly [number, number],
    readonly chunks: readonly number[],
    readonly item: (row: number, column: number) => number,
  ) {}
  async read(selection: ArraySelection = []): Promise<ArrayData> {
    const [rows = 0, columns = 0] = selection;
    if (typeof rows === 'number' || typeof columns === 'number') throw new TypeError('ranges only');
    const items: number[] = [];
    for (let row = rows.start; row < rows.stop; row += rows.step) {
      for (let column = columns.start; column < columns.stop; column += columns.step) {
        items.push(this.item(row, column));
      }
    }
    this.readItems += items.length;
    const data = this.dtype === '|b1' ? Uint8Array.from(items) : Float64Array.from(items);
    return { shape: this.shape, data };
  }
}

const quiet: CallContext = {
  signal: new AbortController().signal,
  reportProgress: () => undefined,
};
const whole = (plane: Plane) => plane.shape.map((stop) => ({ start: 0, stop, step: 1 }));

test('counts, moments and quantiles as NumPy gives them', async () => {
  const values = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3];
  const plane = new Plane('<f8', [2, 5], [1, 2], (row, column) => values[row * 5 + column] ?? 0);
  const found = ArrayStatisticsSchema.parse(await readArrayStatistics(plane, whole(plane), quiet));
  expect(plane.readItems).toBe(10);
  // numpy.mean, numpy.std, numpy.quantile(values, [.05, .25, .5, .75, .95])
  expect(found.moments?.mean).toBeCloseTo(3.9, 12);
  expect(found.moments?.std).toBeCloseTo(2.3430749027719964, 12);
  expect(found.quantiles?.slice(0, 4)).toEqual([1, 2.25, 3.5, 5]);
  expect(found.quantiles?.[4]).toBeCloseTo(7.65, 12);
  expect(found).toMatchObject({ count: 10, finiteCount: 10, areQuantilesExact: true });
  expect(found.histogram.reduce((sum, bar) => sum + bar)).toBe(10);
});

test('NaN, infinite and masked values are counted apart', async () => {
  const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 7, 1e9, 8];
  const data = new Plane('<f8', [1, 6], [1, 6], (_, column) => values[column] ?? 0);
  const mask = new Plane('|b1', [1, 6], [1, 6], (_, column) => (column === 4 ? 1 : 0));
  const masked: MaskedArrayHandle = { kind: 'masked-array', data, mask };
  expect(await readArrayStatistics(masked, whole(data), quiet)).toMatchObject({
    count: 6,
    finiteCount: 2,
    nanCount: 1,
    positiveInfinityCount: 1,
    negativeInfinityCount: 1,
    maskedCount: 1,
    moments: { min: 7, max: 8, mean: 7.5, std: 0.5 },
  });
});

test('many values are read block by block, with progress, and quantiles are near', async () => {
  const plane = new Plane('<f8', [1500, 1000], [100, 1000], (row, column) => row * 1000 + column);
  const steps: number[] = [];
  const found = await readArrayStatistics(plane, whole(plane), {
    ...quiet,
    reportProgress: ({ done, total }) => steps.push(done / (total ?? 0)),
  });
  expect(found.areQuantilesExact).toBe(false);
  expect(found.moments).toMatchObject({ min: 0, max: 1_499_999, mean: 749_999.5 });
  expect(found.moments?.std).toBeCloseTo(Math.sqrt((1_500_000 ** 2 - 1) / 12), 3);
  const resolution = 1_500_000 / 65_536;
  expect(Math.abs((found.quantiles?.[2] ?? 0) - 749_999.5)).toBeLessThan(resolution);
  expect(steps.length).toBeGreaterThan(2);
  expect(steps.at(-1)).toBe(1);
});

test('a cancelled reading stops at the next block', async () => {
  const plane = new Plane('<f8', [3000, 1000], [1000, 1000], () => 1);
  const controller = new AbortController();
  const reading = readArrayStatistics(plane, whole(plane), {
    signal: controller.signal,
    reportProgress: () => controller.abort(),
  });
  await expect(reading).rejects.toThrow(AppException);
  expect(plane.readItems).toBe(1_000_000);
});

test('texts have no statistics', async () => {
  const texts = new Plane('<U3', [1, 1], [1, 1], () => 0);
  await expect(readArrayStatistics(texts, whole(texts), quiet)).rejects.toMatchObject({
    error: { code: 'unsupported-operation' },
  });
});

test('blocks follow the borders of the chunks and cover every item once', () => {
  const ranges = [
    { start: 3, stop: 10, step: 1 },
    { start: 1, stop: 12, step: 4 },
  ];
  const blocks = blocksOf(ranges, [4, 5], 1);
  expect(blocks).toEqual([
    [
      { start: 3, stop: 4, step: 1 },
      { start: 1, stop: 5, step: 4 },
    ],
    [
      { start: 3, stop: 4, step: 1 },
      { start: 5, stop: 10, step: 4 },
    ],
    [
      { start: 4, stop: 8, step: 1 },
      { start: 1, stop: 5, step: 4 },
    ],
    [
      { start: 4, stop: 8, step: 1 },
      { start: 5, stop: 10, step: 4 },
    ],
    [
      { start: 8, stop: 10, step: 1 },
      { start: 1, stop: 5, step: 4 },
    ],
    [
      { start: 8, stop: 10, step: 1 },
      { start: 5, stop: 10, step: 4 },
    ],
  ]);
});

test('blocks of small chunks are taken together', () => {
  const ranges = [{ start: 0, stop: 64, step: 1 }];
  expect(blocksOf(ranges, [1], 32)).toHaveLength(2);
});
