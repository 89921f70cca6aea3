import { describe, expect, test } from 'vitest';
import { firstDifference } from '../../../electron/persistence/compare-records.ts';
import {
  type ArrayHandle,
  PyFloat,
  PySet,
  PyTuple,
  type PyValue,
} from '../../../electron/persistence/values.ts';
import type { Gen1Workflow } from '../../../electron/persistence/workflow-records.ts';

function workflowWith(value: PyValue, template: [string, PyValue][] = []): Gen1Workflow {
  return {
    creationInfo: new Map(),
    template: new Map(template),
    templateComponents: new Map(),
    loops: [],
    submissions: [],
    numAddedTasks: 0,
    tasks: [],
    parameters: [{ source: new Map(), value }],
  };
}

function array(items: readonly number[], dtype = '<f8', shape = [items.length]): ArrayHandle {
  const read = async () => ({ shape, data: Float64Array.from(items) });
  return { kind: 'array', dtype, shape, chunks: shape, read };
}

const masked = (items: readonly number[], hidden: readonly number[]): PyValue => ({
  kind: 'masked-array',
  data: array(items),
  mask: array(hidden, '|b1'),
});

describe('are not the same', () => {
  test.each<[string, PyValue, PyValue]>([
    ['an integer and a float', 1, new PyFloat(1)],
    ['the zeros', new PyFloat(0), new PyFloat(-0)],
    ['a list and a tuple', [1, 2], new PyTuple([1, 2])],
    ['a tuple and a set', new PyTuple([1]), new PySet([1])],
    ['a list and a longer one', [1], [1, 2]],
    ['a text and a number', '1', 1],
    ['None and nothing in it', null, new Map()],
    ['two keys', new Map([['a', 1]]), new Map([['b', 1]])],
    ['items of arrays', array([1, 2]), array([1, 3])],
    ['dtypes', array([1]), array([1], '>f8')],
    ['shapes', array([1, 2]), array([1, 2], '<f8', [1, 2])],
    ['an array and a list', array([1]), [1]],
    ['masks', masked([1, 2], [0, 1]), masked([1, 2], [0, 0])],
    ['large integers', 2n ** 60n, 2n ** 60n + 1n],
  ])('%s', async (_, one, other) => {
    expect(await firstDifference(workflowWith(one), workflowWith(other))).toMatch(
      /^parameters\.0\.value/,
    );
    expect(await firstDifference(workflowWith(other), workflowWith(one))).toBeDefined();
  });
});

test('are the same: other orders of keys, spellings of floats, arrays that are not numbers', async () => {
  const one = workflowWith(
    [new PyFloat(1000, '1e3'), Number.NaN, array([Number.NaN, 1]), masked([1], [1])],
    [
      ['a', 1],
      ['b', 2],
    ],
  );
  const other = workflowWith(
    [new PyFloat(1000), Number.NaN, array([Number.NaN, 1]), masked([1], [1])],
    [
      ['b', 2],
      ['a', 1],
    ],
  );
  expect(await firstDifference(one, other)).toBeUndefined();
});
