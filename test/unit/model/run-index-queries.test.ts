import { describe, expect, it } from 'vitest';
import {
  elementRow,
  elementsOfTask,
  elementsWithRun,
  finalIteration,
  iterationRow,
  iterationsOfElement,
  iterationTest,
  loopIdxOfIteration,
  lowerBound,
  placeOfRun,
  runRow,
  runsOfElements,
} from '../../../shared/model/run-index-queries.ts';
import { buildRunIndex } from '../../support/build-run-index.ts';

const run = { status: 'complete' } as const;

/** Task 0: two elements; task 1: none; task 2: an element with two iterations, one without runs. */
const index = buildRunIndex(
  [
    [[{ runs: [run] }], [{ runs: [run, run] }]],
    [],
    [
      [
        { loopIdx: { outer: 0, inner: 1 }, runs: [run, { ...run, action: 2 }] },
        { loopIdx: { outer: 1 }, runs: [] },
      ],
      [],
      [
        {
          runs: [
            { ...run, action: 1 },
            { ...run, action: 1, attempt: 1 },
          ],
        },
      ],
    ],
  ],
  ['outer', 'inner'],
);

describe('where things are in the run index', () => {
  it('finds the first position that is not smaller', () => {
    expect(lowerBound([1, 3, 3, 5], 3, 0, 4)).toBe(1);
    expect(lowerBound([1, 3, 3, 5], 6, 0, 4)).toBe(4);
    expect(lowerBound([], 1, 0, 0)).toBe(0);
  });

  it('gives the elements that have a run of an action in an iteration', () => {
    expect(elementsWithRun(index, { task: 2, iteration: 0, action: 0 })).toEqual([0]);
    expect(elementsWithRun(index, { task: 2, iteration: 0, action: 1 })).toEqual([2]);
    expect(elementsWithRun(index, { task: 0, iteration: 0, action: 0 })).toEqual([0, 1]);
    expect(elementsWithRun(index, { task: 2, iteration: 1, action: 0 })).toEqual([]);
    expect(elementsWithRun(index, { task: 1, iteration: 0, action: 0 })).toEqual([]);
  });

  it('gives the element rows of each task, also of one without elements', () => {
    expect(elementsOfTask(index, 0)).toEqual({ start: 0, stop: 2 });
    expect(elementsOfTask(index, 1)).toEqual({ start: 2, stop: 2 });
    expect(elementsOfTask(index, 2)).toEqual({ start: 2, stop: 5 });
    expect(elementsOfTask(index, 9)).toEqual({ start: 5, stop: 5 });
  });

  it('finds an element by its index, and nothing beyond', () => {
    expect(elementRow(index, 2, 1)).toBe(3);
    expect(elementRow(index, 2, 3)).toBeUndefined();
    expect(elementRow(index, 1, 0)).toBeUndefined();
  });

  it('gives iterations by position, the final one last', () => {
    expect(iterationsOfElement(index, 2)).toEqual({ start: 2, stop: 4 });
    expect(finalIteration(index, 2)).toBe(3);
    expect(finalIteration(index, 3)).toBeUndefined();
    expect(iterationRow(index, 2, 1)).toBe(3);
    expect(iterationRow(index, 2, 2)).toBeUndefined();
  });

  it('gives the runs of neighbouring elements as one range', () => {
    expect(runsOfElements(index, { start: 0, stop: 2 })).toEqual({ start: 0, stop: 3 });
    expect(runsOfElements(index, { start: 2, stop: 5 })).toEqual({ start: 3, stop: 7 });
    expect(runsOfElements(index, { start: 2, stop: 2 })).toEqual({ start: 0, stop: 0 });
  });

  it('finds a run by action index, not by position, and its last attempt by default', () => {
    expect(runRow(index, 2, 2)).toBe(4);
    expect(runRow(index, 2, 1)).toBeUndefined();
    expect(runRow(index, 4, 1)).toBe(6);
    expect(runRow(index, 4, 1, 0)).toBe(5);
    expect(runRow(index, 4, 1, 2)).toBeUndefined();
  });

  it('names a run by its address, and back', () => {
    for (let row = 0; row < index.runs.count; row += 1) {
      const place = placeOfRun(index, row);
      const element = elementRow(index, place.task, place.element);
      const iteration = iterationRow(index, element ?? -1, place.iteration);
      expect(runRow(index, iteration ?? -1, place.action, place.attempt)).toBe(row);
    }
    expect(placeOfRun(index, 6)).toEqual({
      task: 2,
      element: 2,
      iteration: 0,
      action: 1,
      attempt: 1,
    });
  });

  it('names only the loops an iteration is in', () => {
    expect(loopIdxOfIteration(index, 2)).toEqual([
      { loop: 'outer', iteration: 0 },
      { loop: 'inner', iteration: 1 },
    ]);
    expect(loopIdxOfIteration(index, 3)).toEqual([{ loop: 'outer', iteration: 1 }]);
    expect(loopIdxOfIteration(index, 0)).toEqual([]);
    const order = ['inner', 'gone', 'outer'];
    expect(loopIdxOfIteration(index, 2, order).map(({ loop }) => loop)).toEqual(['inner', 'outer']);
  });

  it('picks iterations by their number in one loop', () => {
    const test = iterationTest(index, { loop: 'outer', iteration: 1 });
    expect([0, 1, 2, 3, 4].filter(test)).toEqual([3]);
    expect([0, 3].filter(iterationTest(index, undefined))).toEqual([0, 3]);
    expect([0, 3].filter(iterationTest(index, { loop: 'gone', iteration: 0 }))).toEqual([0, 3]);
  });
});
