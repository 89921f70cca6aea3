import { describe, expect, test } from 'vitest';
import { separatorsOf, tieOf } from '../../../../electron/workers/reasons/separators.ts';

const runs = (count: number, values: (at: number) => Record<string, string>) =>
  Array.from({ length: count }, (_, at) => new Map(Object.entries(values(at))));

describe('what failures have in common', () => {
  test('an input that decides the outcome comes first, with its counts', () => {
    const failed = runs(4, (at) => ({ grid: '128', load: `l${at % 3}` }));
    const succeeded = runs(96, (at) => ({ grid: '64', load: `l${at % 3}` }));
    const [first, second] = separatorsOf(failed, succeeded);
    expect(first?.path).toBe('grid');
    expect(first?.score).toBeGreaterThan(0.9);
    expect(first?.values).toEqual([
      { text: '128', failed: 4, succeeded: 0 },
      { text: '64', failed: 0, succeeded: 96 },
    ]);
    expect(second?.path).toBe('load');
    expect(second?.score).toBeLessThan(0.1);
  });

  test('constant inputs and mere identifiers separate nothing', () => {
    const failed = runs(3, (at) => ({ same: 'x', seed: `f${at}` }));
    const succeeded = runs(30, (at) => ({ same: 'x', seed: `s${at}` }));
    expect(separatorsOf(failed, succeeded)).toEqual([]);
  });

  test('a tie names the value all failures share with the fewest others', () => {
    const failed = runs(3, () => ({ texture: 'Copper', solver: 'fft' }));
    const succeeded = runs(197, (at) => ({
      texture: at < 37 ? 'Copper' : 'Goss',
      solver: at % 2 === 0 ? 'fft' : 'fem',
    }));
    expect(tieOf(separatorsOf(failed, succeeded))).toEqual({
      path: 'texture',
      text: 'Copper',
      failed: 3,
      total: 40,
      also: [],
    });
  });

  test('no tie where chance would do as well, nor for a single failure', () => {
    const succeeded = runs(40, (at) => ({ texture: at % 2 === 0 ? 'Copper' : 'Goss' }));
    const three = runs(3, () => ({ texture: 'Copper' }));
    expect(tieOf(separatorsOf(three, succeeded))).toBeUndefined();
    expect(
      tieOf(
        separatorsOf(
          runs(1, () => ({ texture: 'Cube' })),
          succeeded,
        ),
      ),
    ).toBeUndefined();
  });
});
