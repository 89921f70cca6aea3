import { expect, test } from 'vitest';
import { criticalPath } from '../../../../electron/workers/reasons/critical-path.ts';
import { LineageBuilder } from '../../../../electron/workers/reasons/lineage-index.ts';
import { buildRunIndex, type IndexSpec } from '../../../support/build-run-index.ts';

const S = 1e6;
const ran = (fromS: number, toS: number, jobscript?: number) => ({
  status: 'success' as const,
  startUs: fromS * S,
  endUs: toS * S,
  ...(jobscript === undefined ? {} : { submission: 0, jobscript }),
});

/** Runs by row: the parameter each writes has its number, and it reads those that are named. */
function pathOf(tasks: IndexSpec, reads: Readonly<Record<number, readonly number[]>>) {
  const index = buildRunIndex(tasks);
  const builder = new LineageBuilder(index.runs.count, index.runs.count, (row) => row);
  for (let row = 0; row < index.runs.count; row += 1) {
    const inputs = (reads[row] ?? []).map((parameter, at) => [`inputs.p${at}`, parameter]);
    builder.add(row, Object.fromEntries([...inputs, ['outputs.o', row]]), {});
  }
  return criticalPath(index, builder.finish());
}

test('goes from the last end back along what ended last of all it read', () => {
  const steps = pathOf(
    [[[{ runs: [ran(0, 10)] }], [{ runs: [ran(0, 30)] }]], [[{ runs: [ran(50, 60)] }]]],
    { 2: [0, 1] },
  );
  expect(steps).toEqual([
    { row: 1, durationUs: 30 * S, waitUs: 0 },
    { row: 2, durationUs: 10 * S, waitUs: 20 * S, after: 'input' },
  ]);
});

test('an action waits for the one before it, a run for the one before it in its job', () => {
  const steps = pathOf(
    [[[{ runs: [ran(0, 10, 0), ran(10, 20, 0)] }], [{ runs: [ran(21, 30, 0), ran(30, 44, 0)] }]]],
    {},
  );
  expect(steps.map(({ row, after }) => [row, after])).toEqual([
    [0, undefined],
    [1, 'action'],
    [2, 'job'],
    [3, 'action'],
  ]);
});

test('runs of one job that lie apart waited for something else', () => {
  const steps = pathOf([[[{ runs: [ran(0, 10, 0)] }], [{ runs: [ran(100, 110, 0)] }]]], {});
  expect(steps.map(({ row }) => row)).toEqual([1]);
});

test('nothing has ended, or a clock is wrong: it ends all the same', () => {
  expect(pathOf([[[{ runs: [{ status: 'running', startUs: 0 }] }]]], {})).toEqual([]);
  const skewed = pathOf([[[{ runs: [ran(5, 9)] }]], [[{ runs: [ran(8, 12)] }]]], { 1: [0] });
  expect(skewed.map(({ row }) => row)).toEqual([0, 1]);
});
