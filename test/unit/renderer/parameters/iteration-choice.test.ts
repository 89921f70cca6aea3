import { describe, expect, it } from 'vitest';
import { chooseIteration } from '../../../../renderer/features/parameters/iteration-choice.ts';
import type { Task } from '../../../../shared/contract/documents.ts';
import { buildRunIndex } from '../../../support/build-run-index.ts';

function task(index: number, insertId: number, name: string): Task {
  return {
    index,
    insertId,
    name,
    dirName: name,
    objective: name,
    actions: [],
    inputs: [],
    outputs: [],
    elementSetCount: 1,
    elementCount: 0,
    iterationCount: 0,
    runCount: 0,
    loops: [],
  };
}

// Insert IDs are not positions: the task added last stands first.
const tasks = [task(0, 5, 'late'), task(1, 0, 'first'), task(2, 1, 'bare')];
const done = { runs: [{ status: 'complete' as const }] };
const index = buildRunIndex(
  [
    [
      [
        { ...done, loopIdx: { fit: 0 } },
        { runs: [{ status: 'running' }], loopIdx: { fit: 1 } },
      ],
    ],
    [[done], [done]],
    [],
  ],
  ['fit'],
);

describe('chooseIteration', () => {
  it('takes the first task, its first element and its final iteration', () => {
    expect(chooseIteration(tasks, index, { view: 'parameters' })).toMatchObject({
      place: { taskInsertId: 5, element: 0, iteration: 1 },
      iterations: ['0 (fit 0)', '1 (fit 1)'],
      isOver: false,
    });
  });

  it('follows the address', () => {
    const address = { view: 'parameters', task: 0, element: 1, iteration: 0 } as const;
    expect(chooseIteration(tasks, index, address)).toMatchObject({
      place: { taskInsertId: 0, element: 1, iteration: 0 },
      elementCount: 2,
      isOver: true,
    });
  });

  it.each([
    [{ task: 9 }, 'There is no task with insert ID 9.'],
    [{ task: 0, element: 7 }, 'Task first has no element 7.'],
    [{ task: 1 }, 'Task bare has no elements.'],
    [{ task: 5, iteration: 4 }, 'Element 0 has no iteration 4.'],
  ])('says what %o lacks', (address, reason) => {
    const choice = chooseIteration(tasks, index, { view: 'parameters', ...address });
    expect(choice.place).toBeUndefined();
    expect(choice.reason).toBe(reason);
  });

  it('says that there are no tasks', () => {
    const choice = chooseIteration([], buildRunIndex([]), { view: 'parameters' });
    expect(choice.reason).toBe('This workflow has no tasks yet.');
  });
});
