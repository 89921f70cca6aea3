import { expect, test } from 'vitest';
import { PyFloat, PyTuple } from '../../../electron/persistence/values.ts';
import { readRaggedList } from '../../../electron/workers/ragged-list.ts';
import { ACROSS_STATES, AcrossSeriesSchema } from '../../../shared/contract/across.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };

test('every item keeps its own length; what is no numbers is told from what is empty', async () => {
  const list = [[1, 2, new PyFloat(3)], new PyTuple([4]), [], null, ['a'], [5, null]];
  const found = AcrossSeriesSchema.parse(await readRaggedList(list, context));
  expect([...found.starts]).toEqual([0, 3, 4, 4, 4, 4, 6]);
  expect([...found.numbers]).toEqual([1, 2, 3, 4, 5, Number.NaN]);
  expect([...found.states].map((code) => ACROSS_STATES[code])).toEqual([
    'numbers',
    'numbers',
    'numbers',
    'not-set',
    'no-numbers',
    'numbers',
  ]);
});

test('a list that is too long says so, and reading can be cancelled', async () => {
  const long = Array.from({ length: 20_001 }, () => [1]);
  await expect(readRaggedList(long, context)).rejects.toMatchObject({
    error: { code: 'too-large' },
  });
  const controller = new AbortController();
  controller.abort();
  await expect(
    readRaggedList([[1]], { ...context, signal: controller.signal }),
  ).rejects.toMatchObject({ error: { code: 'cancelled' } });
});
