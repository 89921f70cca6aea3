import { expect, test } from 'vitest';
import { plainElement, plainIteration } from '../../../electron/persistence/flat/plain-indexed.ts';

test('elements and iterations are taken as they are stored', () => {
  expect(plainElement({ id_: 3, es_idx: 1, seq_idx: {}, iteration_IDs: [4, 5] })).toEqual({
    es_idx: 1,
    iteration_IDs: [4, 5],
  });
  const iteration = {
    EARs_initialised: true,
    EAR_IDs: { '0': [7], '2': [8, 9] },
    loop_idx: { relax: 1 },
  };
  expect(plainIteration(iteration)).toEqual({
    EARs_initialised: true,
    EAR_IDs: [
      [0, [7]],
      [2, [8, 9]],
    ],
    loop_idx: { relax: 1 },
  });
  // Before its runs are made, and before a77 recorded that they are.
  expect(plainIteration({ EAR_IDs: null, loop_idx: {} })).toEqual({ EAR_IDs: null, loop_idx: {} });
});

test.each([
  [plainElement, null],
  [plainElement, { es_idx: '1', iteration_IDs: [] }],
  [plainElement, { es_idx: 1, iteration_IDs: [0.5] }],
  [plainElement, { es_idx: 1, iteration_IDs: [2 ** 60] }],
  [plainIteration, { EAR_IDs: [], loop_idx: {} }],
  [plainIteration, { EAR_IDs: { x: [1] }, loop_idx: {} }],
  [plainIteration, { EAR_IDs: null, loop_idx: { relax: null } }],
])('what is not as it should be is left to the exact parser', (plain, record) => {
  expect(plain(record)).toBeUndefined();
});
