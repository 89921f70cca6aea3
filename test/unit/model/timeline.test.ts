import { expect, test } from 'vitest';
import { packRows } from '../../../shared/model/packed-rows.ts';
import { stepsOf } from '../../../shared/model/time-steps.ts';
import {
  firstShown,
  recordedRange,
  shownEndUs,
  slowRuns,
  submissionRanges,
  timelineLanes,
} from '../../../shared/model/timeline.ts';
import { buildRunIndex, type RunSpec } from '../../support/build-run-index.ts';

const S = 1e6;
const ran = (fromS: number, toS: number, more: Partial<RunSpec> = {}): RunSpec => ({
  status: 'success',
  startUs: fromS * S,
  endUs: toS * S,
  ...more,
});
const one = (run: RunSpec) => [{ runs: [run] }];

test('lanes hold what has started, in the order of its start, with its figures', () => {
  const index = buildRunIndex([
    [one(ran(5, 9)), one(ran(0, 2)), one({ status: 'pending' })],
    [one(ran(9, 10, { status: 'error' })), one(ran(2, 3))],
  ]);
  const lanes = timelineLanes(index, 'action');
  expect(lanes.map(({ of, runs }) => [of, [...runs]])).toEqual([
    [{ kind: 'action', task: 0, action: 0 }, [1, 0]],
    [{ kind: 'action', task: 1, action: 0 }, [4, 3]],
  ]);
  expect(lanes[0]).toMatchObject({ fromUs: 0, toUs: 9 * S, medianUs: 3 * S, totalUs: 6 * S });
  expect(lanes[0]).toMatchObject({ failedCount: 0, ninetyFifthUs: 4 * S });
  expect(lanes[1]).toMatchObject({ failedCount: 1 });
});

test('a run that goes on reaches until now, one that was lost long ago makes no room for itself', () => {
  const tasks = [[one(ran(0, 100)), one({ status: 'running', startUs: 50 * S })]] as const;
  const index = buildRunIndex(tasks);
  const soon = { ...index, asOfMs: 120_000 };
  expect(recordedRange(soon)).toEqual({ fromUs: 0, toUs: 120 * S });
  const late = { ...index, asOfMs: 30 * 86_400_000 };
  const range = { fromUs: 0, toUs: 100 * S };
  expect(recordedRange(late)).toEqual(range);
  expect(shownEndUs(late, 1, range)).toBe(100 * S);
  expect(recordedRange(buildRunIndex([[one({ status: 'pending' })]]))).toBeUndefined();
});

test('a run whose end was never told ends where it started', () => {
  const index = buildRunIndex([[one(ran(0, 9)), one({ status: 'error', startUs: 4 * S })]]);
  expect(shownEndUs(index, 1, { fromUs: 0, toUs: 9 * S })).toBe(4 * S);
});

test('the slow are told by their like, the most time lost first', () => {
  const usual = [10, 11, 12, 10, 11].map((s) => one(ran(0, s)));
  const index = buildRunIndex([[...usual, one(ran(0, 66)), one(ran(0, 40))], [one(ran(0, 500))]]);
  const slow = slowRuns(index, timelineLanes(index, 'action'));
  expect(slow.map(({ row, durationUs }) => [row, durationUs / S])).toEqual([
    [5, 66],
    [6, 40],
  ]);
  expect(slow[0]?.times).toBe(6);
});

test('what lies days apart is not shown at once, the submission with the most runs is', () => {
  const index = buildRunIndex([
    [
      one(ran(0, 10, { submission: 0, jobscript: 0 })),
      one(ran(90_000, 90_020, { submission: 1, jobscript: 0 })),
      one(ran(90_000, 90_010, { submission: 1, jobscript: 1 })),
    ],
  ]);
  const range = { fromUs: 0, toUs: 90_020 * S };
  const ranges = submissionRanges(index, range);
  expect(ranges.map(({ submission, runCount }) => [submission, runCount])).toEqual([
    [0, 1],
    [1, 2],
  ]);
  expect(firstShown(ranges, range)).toMatchObject({ submission: 1, fromUs: 90_000 * S });
  expect(firstShown(ranges.slice(0, 1), range)).toBeUndefined();
  expect(timelineLanes(index, 'jobscript').map(({ key }) => key)).toEqual([
    'js 0 0',
    'js 1 0',
    'js 1 1',
  ]);
});

test('steps count what is there at each time', () => {
  const steps = stepsOf(Float64Array.of(0, 1, 5, Number.NaN), Float64Array.of(3, 5, 6, 9));
  expect([...steps.timesUs]).toEqual([0, 1, 3, 5, 6]);
  expect([...steps.counts]).toEqual([1, 2, 1, 1, 0]);
  expect(steps.most).toBe(2);
});

test('bars lie beside each other only where they are at the same time', () => {
  const starts = Float64Array.of(0, 1, 2, 3, 3);
  const ends = Float64Array.of(2, 3, 2, 4, 9);
  const { rows } = packRows(starts, ends);
  expect(rows.length).toBe(2);
  for (const spans of rows) {
    for (const [at, span] of spans.entries()) {
      const before = spans[at - 1];
      if (before !== undefined) expect(ends[before]).toBeLessThanOrEqual(starts[span] ?? 0);
    }
  }
  expect(rows.flat().sort()).toEqual([0, 1, 2, 3, 4]);
});

test('a hundred thousand runs keep the order of their starts', () => {
  const elements = Array.from({ length: 100_000 }, (_, at) =>
    one(ran((at * 7919) % 86_400, 86_500)),
  );
  const index = buildRunIndex([elements]);
  const [lane] = timelineLanes(index, 'action');
  expect(lane?.runs).toHaveLength(100_000);
  const starts = Array.from(lane?.runs ?? [], (row) => index.runs.startUs[row] ?? Number.NaN);
  expect(starts.every((start, at) => start >= (starts[at - 1] ?? start))).toBe(true);
});
