import { describe, expect, it } from 'vitest';
import { durationOfRun, durationsOfTask } from '../../../shared/model/run-durations.ts';
import {
  countsByLoopIteration,
  countsOfElement,
  countsOfTask,
  countsOfWorkflow,
  failedRuns,
  iterationsOfTask,
} from '../../../shared/model/run-index-counts.ts';
import { countOf, noRuns, type RunStatus, totalOf } from '../../../shared/model/status.ts';
import { buildRunIndex } from '../../support/build-run-index.ts';

const timed = (status: RunStatus, startUs: number, endUs: number) => ({ status, startUs, endUs });

const index = buildRunIndex(
  [
    [
      [
        { loopIdx: { L: 0 }, runs: [timed('complete', 0, 10), timed('complete', 10, 40)] },
        { loopIdx: { L: 1 }, runs: [timed('complete', 50, 54), timed('likely-failed', 60, 160)] },
      ],
      [{ loopIdx: { L: 0 }, runs: [timed('complete', 0, 20), timed('complete', 20, 60)] }],
    ],
    [[{ runs: [{ status: 'running', startUs: 3 }] }]],
    [],
    [[{ loopIdx: { L: 1 }, runs: [{ status: 'error' }] }]],
  ],
  ['L'],
);

describe('counts from the run index', () => {
  it('counts a task, an element and the whole workflow', () => {
    expect(countOf(countsOfTask(index, 0), 'complete')).toBe(5);
    expect(countOf(countsOfTask(index, 0), 'likely-failed')).toBe(1);
    expect(countOf(countsOfElement(index, 0), 'complete')).toBe(3);
    expect(totalOf(countsOfWorkflow(index))).toBe(8);
    expect(countsOfTask(index, 2)).toEqual(noRuns());
  });

  it('counts by loop iteration, over all tasks and for each', () => {
    const [first, second, ...rest] = countsByLoopIteration(index, 'L');
    expect(rest).toEqual([]);
    expect(first?.iteration).toBe(0);
    expect(countOf(first?.all ?? [], 'complete')).toBe(4);
    expect([...(first?.byTask.keys() ?? [])]).toEqual([0]);
    expect(countOf(second?.all ?? [], 'error')).toBe(1);
    expect(countOf(second?.byTask.get(0) ?? [], 'likely-failed')).toBe(1);
    expect(countOf(second?.byTask.get(3) ?? [], 'error')).toBe(1);
    expect(countsByLoopIteration(index, 'other')).toEqual([]);
  });

  it('gives the most iterations any element of a task has', () => {
    expect(iterationsOfTask(index, 0)).toBe(2);
    expect(iterationsOfTask(index, 2)).toBe(0);
  });

  it('lists recorded and inferred failures in order', () => {
    expect([...failedRuns(index)]).toEqual([3, 7]);
  });

  it('takes the durations of the longest action', () => {
    expect(durationsOfTask(index, 0)).toEqual({
      action: 1,
      medianUs: 40,
      slowestUs: 100,
      slowestRun: 3,
      runCount: 3,
    });
    expect(durationsOfTask(index, 1)).toBeUndefined();
    expect(durationOfRun(index, 6)).toBeNaN();
  });

  it('takes the mean of the middle two for an even number of runs', () => {
    const even = buildRunIndex([
      [[{ runs: [timed('complete', 0, 10)] }], [{ runs: [timed('complete', 0, 30)] }]],
    ]);
    expect(durationsOfTask(even, 0)?.medianUs).toBe(20);
  });
});
