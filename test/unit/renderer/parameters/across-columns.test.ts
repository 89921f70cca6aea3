import { expect, test } from 'vitest';
import {
  convergenceCurves,
  drawnRows,
  leastOf,
  statesText,
} from '../../../../renderer/features/parameters/across/across-columns.ts';
import {
  columnChoices,
  siblingChoices,
} from '../../../../renderer/features/parameters/across/x-choices.ts';
import type { Across, AcrossSeries } from '../../../../shared/contract/across.ts';
import type { ValueChild } from '../../../../shared/contract/values.ts';

function series(...rows: readonly (readonly number[] | 'unset' | 'text')[]): AcrossSeries {
  const numbers = rows.flatMap((row) => (typeof row === 'string' ? [] : row));
  const starts = [0];
  for (const row of rows) {
    starts.push((starts.at(-1) ?? 0) + (typeof row === 'string' ? 0 : row.length));
  }
  const states = rows.map((row) => (row === 'unset' ? 1 : row === 'text' ? 2 : 0));
  return {
    states: Uint8Array.from(states),
    starts: Uint32Array.from(starts),
    numbers: Float64Array.from(numbers),
  };
}

function across(places: readonly [number, number][], ...all: readonly AcrossSeries[]): Across {
  return {
    elements: Uint32Array.from(places, ([element]) => element),
    iterations: Uint32Array.from(places, ([, iteration]) => iteration),
    series: [...all],
    problems: [],
  };
}

test('only rows with numbers along both axes are drawn', () => {
  const y = series([1, 2], 'unset', [3, 4], [5, 6]);
  const x = series([0, 1], [0, 1], 'unset', [0, 1]);
  const drawn = drawnRows(
    across(
      [
        [0, 0],
        [1, 0],
        [2, 0],
        [3, 0],
      ],
      y,
      x,
    ),
  );
  expect(drawn.rows).toEqual([0, 3]);
  expect([...drawn.curves.y]).toEqual([1, 2, 5, 6]);
  expect([...drawn.curves.starts]).toEqual([0, 2, 4]);
  expect(drawn.areScalars).toBe(false);
});

test('scalars of iterations are one curve per element, over the iteration', () => {
  const y = series([9], [4], 'unset', [7], [8]);
  const answer = across(
    [
      [0, 0],
      [0, 1],
      [0, 2],
      [5, 0],
      [5, 1],
    ],
    y,
  );
  const drawn = drawnRows(answer);
  const { curves, elements } = convergenceCurves(answer, drawn);
  expect(elements).toEqual([0, 5]);
  expect([...curves.starts]).toEqual([0, 2, 4]);
  expect([...(curves.x ?? [])]).toEqual([0, 1, 0, 1]);
  expect(leastOf(curves.y, 0, 2)).toBe(1);
  expect(leastOf(Float64Array.of(Number.NaN), 0, 1)).toBeUndefined();
});

test('what is not drawn is counted in words', () => {
  const y = series([1], 'unset', 'text', 'text');
  const answer = across(
    [
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
    ],
    y,
  );
  expect(statesText(answer)).toBe('1 of 4 values drawn; 1 not set, 2 hold no curve.');
});

test('beside a curve, what is as long can be along x', () => {
  const child = (step: string, length: number): ValueChild => ({
    label: `'${step}'`,
    step,
    summary: {
      kind: 'array',
      text: '',
      isCut: false,
      array: {
        dtype: '<f8',
        dtypeName: 'float64',
        shape: [length],
        chunks: [length],
        sizeBytes: 8 * length,
      },
    },
  });
  const siblings = [child('stress', 61), child('strain', 61), child('grains', 9)];
  const found = siblingChoices({ entry: 'outputs.r', path: ['data', 'stress'] }, siblings);
  expect(found.map(({ label, place }) => [label, place.path])).toEqual([
    ['strain', ['data', 'strain']],
  ]);
});

test('numeric inputs that vary can be along x of scalars', () => {
  const column = { path: 'inputs.load', data: 'inputs.load', steps: [], label: 'load' };
  const shown = { ...column, isNumeric: true, isShown: true };
  const found = columnChoices([
    shown,
    { ...shown, isShown: false },
    { ...shown, isNumeric: false },
  ]);
  expect(found).toHaveLength(1);
});
