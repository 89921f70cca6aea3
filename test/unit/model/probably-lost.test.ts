import { expect, it } from 'vitest';
import { probablyLost } from '../../../shared/model/probably-lost.ts';
import { buildRunIndex } from '../../support/build-run-index.ts';

const HOUR_US = 3600e6;
const running = (startUs: number) => ({ status: 'running', startUs }) as const;
const ended = (startUs: number, endUs: number) => ({ status: 'success', startUs, endUs }) as const;

it('takes a run for lost whose jobscript went on to the next run of the element', () => {
  const index = buildRunIndex([
    [[{ runs: [running(10), { ...running(50), action: 1 }] }], [{ runs: [running(20)] }]],
  ]);
  index.runs.submission.fill(0);
  index.runs.jobscript.fill(3);
  // Other elements may run at the same time; the last run of an element may still run.
  expect(probablyLost(index, 100)).toEqual([
    { row: 0, startUs: 10, evidence: { kind: 'went-on', nextStartUs: 50 } },
  ]);
  // Started by another jobscript, it says nothing of this one.
  index.runs.jobscript[1] = 4;
  expect(probablyLost(index, 100)).toEqual([]);
});

it('takes a run for lost that outlasts all others by far, and no slow one', () => {
  const index = buildRunIndex([
    [[{ runs: [ended(0, HOUR_US / 2)] }], [{ runs: [running(0)] }], [{ runs: [running(0)] }]],
  ]);
  expect(probablyLost(index, 2 * HOUR_US)).toEqual([]);
  expect(probablyLost(index, 3 * HOUR_US).map(({ row, evidence }) => [row, evidence.kind])).toEqual(
    [
      [1, 'outlasted'],
      [2, 'outlasted'],
    ],
  );
});
