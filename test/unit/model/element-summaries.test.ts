import { describe, expect, it } from 'vitest';
import { orderElements } from '../../../shared/model/element-order.ts';
import {
  countElements,
  maskOfFilter,
  statusOfMask,
  summariseElements,
} from '../../../shared/model/element-summaries.ts';
import { URGENCY } from '../../../shared/model/status.ts';
import { buildRunIndex } from '../../support/build-run-index.ts';

const index = buildRunIndex(
  [
    [[{ runs: [{ status: 'success' }] }]],
    [
      [
        { loopIdx: { L: 0 }, runs: [{ status: 'complete', startUs: 100, endUs: 200 }] },
        { loopIdx: { L: 1 }, runs: [{ status: 'likely-failed', startUs: 500, endUs: 530 }] },
      ],
      [{ loopIdx: { L: 0 }, runs: [{ status: 'complete', startUs: 50, endUs: 90 }] }],
      [
        {
          loopIdx: { L: 0 },
          runs: [
            { status: 'complete', startUs: 300, endUs: 310 },
            { status: 'running', startUs: 320 },
          ],
        },
      ],
      [],
      [{ loopIdx: { L: 0 }, runs: [{ status: 'complete', startUs: 20, endUs: 60 }] }],
    ],
  ],
  ['L'],
);
const summaries = summariseElements(index, 1);
const sorted = (key: Parameters<typeof orderElements>[1]['sort']['key'], isDescending = false) => [
  ...orderElements(summaries, { sort: { key, isDescending } }),
];

describe('element summaries', () => {
  it('takes the earliest start, the latest end and the time in runs', () => {
    expect(summaries.firstRow).toBe(1);
    expect([...summaries.iterationCount]).toEqual([2, 1, 1, 0, 1]);
    expect([...summaries.startUs]).toEqual([100, 50, 300, Number.NaN, 20]);
    expect([...summaries.endUs]).toEqual([530, 90, Number.NaN, Number.NaN, 60]);
    expect([...summaries.ranUs]).toEqual([130, 40, 10, Number.NaN, 40]);
  });

  it('shows one status only if every run has it, with the most urgent beside', () => {
    expect(statusOfMask(summaries.statusMask[0] ?? 0)).toEqual({
      status: 'mixed',
      worst: 'likely-failed',
    });
    expect(statusOfMask(summaries.statusMask[1] ?? 0)?.status).toBe('complete');
    expect(statusOfMask(0)).toBeUndefined();
    expect(summaries.urgency[3]).toBe(URGENCY.length);
  });

  it('counts elements that have at least one run of a status', () => {
    expect(countElements(summaries, 'complete')).toBe(4);
    expect(countElements(summaries, 'failed')).toBe(1);
    expect(countElements(summaries, 'aborted')).toBe(0);
    expect(maskOfFilter('failed')).toBe(maskOfFilter('error') + maskOfFilter('likely-failed'));
  });

  it('looks only at one iteration of a loop when asked', () => {
    const second = summariseElements(index, 1, { loop: 'L', iteration: 1 });
    expect([...second.iterationCount]).toEqual([1, 0, 0, 0, 0]);
    expect(statusOfMask(second.statusMask[0] ?? 0)?.status).toBe('likely-failed');
    const order = orderElements(second, {
      needsIteration: true,
      sort: { key: 'element', isDescending: false },
    });
    expect([...order]).toEqual([0]);
  });
});

describe('the exit code of an element', () => {
  it('is that of its most urgent run, also when its last iteration was skipped', () => {
    const looped = buildRunIndex(
      [
        [
          [
            { loopIdx: { L: 0 }, runs: [{ status: 'error', exitCode: 137 }] },
            { loopIdx: { L: 1 }, runs: [{ status: 'skipped', exitCode: 65 }] },
          ],
        ],
      ],
      ['L'],
    );
    expect([...summariseElements(looped, 0, undefined, 'final').exitCode]).toEqual([137]);
  });
});

describe('order of the elements', () => {
  it('sorts by what the index knows; without a value comes last in both directions', () => {
    expect(sorted('element', true)).toEqual([4, 3, 2, 1, 0]);
    expect(sorted('started')).toEqual([4, 1, 0, 2, 3]);
    expect(sorted('started', true)).toEqual([2, 0, 1, 4, 3]);
    expect(sorted('ended')).toEqual([4, 1, 0, 2, 3]);
    expect(sorted('iterations', true)).toEqual([0, 1, 2, 4, 3]);
  });

  it('keeps the order of the elements where values are equal', () => {
    expect(sorted('ran')).toEqual([2, 1, 4, 0, 3]);
    expect(sorted('ran', true)).toEqual([0, 1, 4, 2, 3]);
  });

  it('puts the most urgent first', () => {
    expect(sorted('status')).toEqual([0, 2, 1, 4, 3]);
  });

  it('leaves only elements with such a run', () => {
    const order = orderElements(summaries, {
      statuses: ['failed'],
      sort: { key: 'element', isDescending: false },
    });
    expect([...order]).toEqual([0]);
  });
});
