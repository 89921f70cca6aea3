import { expect, test } from 'vitest';
import { comparedPlaces } from '../../../renderer/features/compare/compared-places.ts';
import { buildRunIndex } from '../../support/build-run-index.ts';

const at = (round: number, status: 'success' | 'error' | 'skipped' | 'ended-by-loop') => ({
  loopIdx: { stage: round },
  runs: [{ status }],
});

/** Succeeded; failed in its first round; ended by the loop after its second; never run at all. */
const index = buildRunIndex(
  [
    [
      [at(0, 'success'), at(1, 'success'), at(2, 'success')],
      [at(0, 'error'), at(1, 'skipped'), at(2, 'skipped')],
      [at(0, 'success'), at(1, 'success'), at(2, 'ended-by-loop')],
      [at(0, 'skipped'), at(1, 'skipped'), at(2, 'skipped')],
    ],
  ],
  ['stage'],
);
const task = { index: 0, elementCount: 4 };
const iterationsOf = (places: ReturnType<typeof comparedPlaces>['places']) =>
  places.map(({ iteration }) => iteration);

test('elements are compared in their last iteration that was not left out', () => {
  const { places } = comparedPlaces(index, task, undefined, undefined);
  expect(iterationsOf(places)).toEqual([2, 0, 1, 2]);
});

test('the iteration that all views look at is compared even where it was left out', () => {
  const loop = [{ loop: 'stage', iteration: 1 }];
  const { places, chosenCount } = comparedPlaces(index, task, '0-1', loop);
  expect(iterationsOf(places)).toEqual([1, 1]);
  expect(chosenCount).toBe(2);
});
