import { describe, expect, test } from 'vitest';
import { pairTieOf } from '../../../../electron/workers/reasons/pair-ties.ts';
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

  test('two inputs are named where only together they go with failing', () => {
    const values = (at: number) => ({
      texture: ['Goss', 'Cube', 'Copper', 'Brass'][at % 4] ?? '',
      load: ['uniaxial', 'shear', 'plane'][Math.floor(at / 4) % 3] ?? '',
      seed: `s${at % 7}`,
    });
    const all = Array.from({ length: 240 }, (_, at) => values(at));
    const isBad = ({ texture, load }: ReturnType<typeof values>) =>
      texture === 'Copper' && load === 'shear';
    const maps = (wanted: boolean) =>
      all.filter((run) => isBad(run) === wanted).map((run) => new Map(Object.entries(run)));
    const [failed, succeeded] = [maps(true), maps(false)];
    const separators = separatorsOf(failed, succeeded);
    const single = tieOf(separators);
    expect(single?.total).toBeGreaterThan(failed.length);
    expect(pairTieOf(separators, failed, succeeded, single)).toEqual({
      values: [
        { path: 'load', text: 'shear' },
        { path: 'texture', text: 'Copper' },
      ].sort((a) => (a.path === separators[0]?.path ? -1 : 1)),
      failed: 20,
      total: 20,
      also: [],
    });
    // Three random failures of the same runs are given no pair.
    const few = [0, 60, 120].map((at) => new Map(Object.entries(values(at))));
    expect(pairTieOf(separatorsOf(few, succeeded), few, succeeded, undefined)).toBeUndefined();
  });

  test('no pair is named where one value says all, and inputs as good share a rank', () => {
    const failed = runs(5, (at) => ({ grid: '128', memory: '4 GB', load: `l${at % 2}` }));
    const succeeded = runs(60, (at) => ({ grid: '64', memory: '1 GB', load: `l${at % 2}` }));
    const separators = separatorsOf(failed, succeeded);
    expect(separators.map(({ path, rank }) => [path, rank])).toEqual([
      ['grid', 1],
      ['memory', 1],
      ['load', 3],
    ]);
    const single = tieOf(separators);
    expect(single?.also).toMatchObject([{ path: 'memory', text: '4 GB' }]);
    expect(pairTieOf(separators, failed, succeeded, single)).toBeUndefined();
  });
});
