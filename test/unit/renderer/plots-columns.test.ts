import { expect, test } from 'vitest';
import {
  firstAxes,
  plotChoices,
  valueScalar,
} from '../../../renderer/features/plots/plot-columns.ts';
import type { ElementColumn } from '../../../shared/contract/documents.ts';
import { VALUE_TYPES, type ValueType } from '../../../shared/contract/values.ts';

const column = (data: string, isNumeric: boolean, isShown: boolean): ElementColumn => ({
  path: data,
  data,
  steps: [],
  label: data.split('.').at(-1) ?? '',
  isNumeric,
  isShown,
});
const codesOf = (...types: ValueType[]) =>
  Uint8Array.from(types, (type) => VALUE_TYPES.indexOf(type));

test('what varies comes first, outputs are told from inputs, texts that do not vary are left out', () => {
  const columns = [
    column('inputs.note', false, false),
    column('inputs.texture', false, true),
    column('inputs.grid', true, true),
    column('outputs.stress', true, false),
    column('outputs.log', false, false),
  ];
  const choices = plotChoices(columns);
  expect(choices.map(({ label }) => label)).toEqual([
    'texture',
    'grid',
    'stress (output)',
    'element',
    'ran, s',
    'exit code',
  ]);
  expect(firstAxes(choices, columns)).toEqual({
    inputs: ['inputs.texture', 'inputs.grid'],
    outputs: ['outputs.stress'],
  });
});

test('numbers stay numbers; words are places in their order; what is not set is not a number', () => {
  const numbers = valueScalar(
    { id: 'a', label: 'a' },
    {
      path: 'a',
      codes: Int32Array.of(1, 0, -1),
      texts: ['2', '0.5'],
      types: codesOf('number', 'number'),
      numbers: Float64Array.of(2, 0.5),
    },
  );
  expect(numbers.values).toEqual(Float64Array.of(0.5, 2, Number.NaN));
  expect(numbers.categories).toBeUndefined();
  expect(numbers.isWhole).toBe(false);
  const words = valueScalar(
    { id: 'b', label: 'b' },
    {
      path: 'b',
      codes: Int32Array.of(0, 1, 2, -1),
      texts: ['cube-128', 'Goss', 'cube-64'],
      types: codesOf('text', 'text', 'text'),
      numbers: Float64Array.of(Number.NaN, Number.NaN, Number.NaN),
    },
  );
  expect(words.categories).toEqual(['cube-64', 'cube-128', 'Goss']);
  expect(words.values).toEqual(Float64Array.of(1, 2, 0, Number.NaN));
});

test('an axis of integers has ticks at integers only', () => {
  const seeds = valueScalar(
    { id: 'a', label: 'a' },
    {
      path: 'a',
      codes: Int32Array.of(0, 1),
      texts: ['-1', '2'],
      types: codesOf('number', 'number'),
      numbers: Float64Array.of(-1, 2),
    },
  );
  expect(seeds.isWhole).toBe(true);
});
