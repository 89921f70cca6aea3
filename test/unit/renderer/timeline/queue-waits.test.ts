import { expect, test } from 'vitest';
import { queueWaits } from '../../../../renderer/features/timeline/queue-waits.ts';
import type { Jobscript, Submission } from '../../../../shared/contract/submissions.ts';
import { timelineLanes } from '../../../../shared/model/timeline.ts';
import { buildRunIndex } from '../../../support/build-run-index.ts';

const S = 1e6;
const ran = (fromS: number, toS: number, jobscript: number) => [
  {
    runs: [
      { status: 'success' as const, startUs: fromS * S, endUs: toS * S, submission: 0, jobscript },
    ],
  },
];
const jobscript = (index: number, submitS: number | undefined, on: readonly [number, boolean][]) =>
  ({
    index,
    submitUs: submitS === undefined ? undefined : submitS * S,
    dependencies: on.map(([of, isArray]) => ({ jobscript: of, isArray, elementCount: 1 })),
  }) as unknown as Jobscript;
const submission = (...jobscripts: readonly Jobscript[]): Submission => ({
  index: 0,
  status: 'submitted',
  attempts: [],
  jobscripts: [...jobscripts],
});

const index = buildRunIndex([
  [ran(10, 100, 0), ran(10, 40, 0)],
  [ran(45, 50, 1)],
  [ran(130, 140, 2)],
  [ran(1, 2, 3)],
]);
const lanes = timelineLanes(index, 'jobscript');

test('what a jobscript depends on is no wait in the queue', () => {
  const waits = queueWaits(index, lanes, [
    submission(
      jobscript(0, 4, []),
      // The first element of the array was through after 40 s, all of it after 100 s.
      jobscript(1, 4, [[0, true]]),
      jobscript(2, 4, [[0, false]]),
      jobscript(3, undefined, []),
    ),
  ]);
  expect(waits.map(({ jobscript: at, waitedUs }) => [at, waitedUs / S])).toEqual([
    [2, 30],
    [0, 6],
    [1, 5],
  ]);
});

test('a clock that is behind makes no negative wait', () => {
  expect(queueWaits(index, lanes, [submission(jobscript(0, 12, []))])).toEqual([
    { submission: 0, jobscript: 0, waitedUs: 0 },
  ]);
});
