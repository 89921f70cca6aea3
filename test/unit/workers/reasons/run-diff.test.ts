import { expect, test } from 'vitest';
import type { ArrayHandle } from '../../../../electron/persistence/values.ts';
import { leavesOf } from '../../../../electron/workers/reasons/leaf-values.ts';
import { countNaN } from '../../../../electron/workers/reasons/not-a-number.ts';
import { arrayDifference, pairLeaves } from '../../../../electron/workers/reasons/run-diff.ts';
import { py } from '../../generations/records.ts';

function array(shape: readonly number[], items: readonly number[]): ArrayHandle {
  return {
    kind: 'array',
    dtype: '<f8',
    shape,
    chunks: shape,
    read: async () => ({ shape, data: Float64Array.from(items) }),
  };
}

test('arrays differ by their largest difference, which has a place', async () => {
  const left = array([2, 3], [1, 2, 3, 4, 5, 6]);
  expect(await arrayDifference(left, array([2, 3], [1, 2, 3, 4, 5.5, 6.1]))).toEqual({
    left: 'float64 2 × 3',
    right: 'float64 2 × 3',
    maxAbsolute: 0.5,
    at: [1, 1],
    differing: 2,
  });
  expect(await arrayDifference(left, array([2, 3], [1, 2, 3, 4, 5, 6]))).toBeUndefined();
  expect(await arrayDifference(left, array([6], [1, 2, 3, 4, 5, 6]))).toMatchObject({
    note: 'their shapes differ',
  });
});

test('NaN beside NaN is the same, NaN beside a number is the largest difference', async () => {
  const { NaN: nan } = Number;
  expect(await arrayDifference(array([2], [nan, 1]), array([2], [nan, 1]))).toBeUndefined();
  const found = await arrayDifference(array([3], [nan, 1, 2]), array([3], [0, 900, 2]));
  expect(found).toMatchObject({ at: [0], differing: 2 });
  expect(found?.maxAbsolute).toBeNaN();
});

test('leaves are paired by their paths, with what only one has', () => {
  const left = leavesOf(py({ grid: 128, load: { label: 'a', matrix: [[1, 2], [3]] } }));
  const right = leavesOf(py({ grid: 64, load: { label: 'a' }, seed: 1 }));
  expect(
    pairLeaves(left, right).map(({ path, left: a, right: b }) => [path, a?.text, b?.text]),
  ).toEqual([
    ['grid', '128', '64'],
    ['load.label', "'a'", "'a'"],
    ['load.matrix', '[[1, 2], [3]]', undefined],
    ['seed', undefined, '1'],
  ]);
});

test('NaN is counted wherever it hides', async () => {
  const { NaN: nan } = Number;
  expect(await countNaN(py({ a: nan, b: [1, nan, [nan]], c: 'nan' }))).toMatchObject({ count: 3 });
  expect(await countNaN(array([3], [nan, 1, nan]))).toEqual({ count: 2, isPartial: false });
});
