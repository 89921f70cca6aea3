import { expect, it } from 'vitest';
import {
  colourByValues,
  colourMap,
  modesOf,
  NO_CODE,
} from '../../../../../renderer/visuals/run-map/map-colouring.ts';
import { mapColumns } from '../../../../../renderer/visuals/run-map/map-columns.ts';
import { NONE } from '../../../../../shared/model/run-index.ts';
import { URGENCY } from '../../../../../shared/model/status.ts';
import { buildRunIndex } from '../../../../support/build-run-index.ts';

const ok = { status: 'success' } as const;
const bad = { status: 'error' } as const;
const task = (index: number, loops: string[], actions: string[]) => ({
  index,
  name: `t${index}`,
  loops,
  actions,
});

it('puts tasks of a loop together, iteration by iteration', () => {
  const twice = (first: typeof ok | typeof bad) => [
    { loopIdx: { L: 0 }, runs: [first] },
    { loopIdx: { L: 1 }, runs: [ok] },
  ];
  const index = buildRunIndex(
    [[[{ runs: [ok, bad] }]], [twice(bad), twice(ok)], [twice(ok)], [[{ runs: [ok] }]]],
    ['L'],
  );
  const map = mapColumns(index, [
    task(0, [], ['a', 'b']),
    task(1, ['L'], ['c']),
    task(2, ['L'], ['d']),
    task(3, [], ['e']),
  ]);
  const names = map.columns.map(({ task: { index: at }, action, loopIdx }) =>
    [at, action, ...loopIdx.map(({ iteration }) => iteration)].join('.'),
  );
  expect(names).toEqual(['0.0', '0.1', '1.0.0', '2.0.0', '1.0.1', '2.0.1', '3.0']);
  expect(map.bands).toEqual([
    { level: 0, from: 2, to: 3, loop: 'L', iteration: 0 },
    { level: 0, from: 4, to: 5, loop: 'L', iteration: 1 },
  ]);
  expect(map.rowCount).toBe(2);
  const { codes } = colourMap(map, index, 'status');
  expect([...(codes[2] ?? [])].map((code) => URGENCY[code])).toEqual(['error', 'success']);
});

it('nests the iterations of loops in loops', () => {
  const at = (outer: number, inner: number) => ({ loopIdx: { o: outer, i: inner }, runs: [ok] });
  const index = buildRunIndex([[[at(0, 0), at(0, 1), at(1, 0), at(1, 1)]]], ['i', 'o']);
  const { columns, bands } = mapColumns(index, [task(0, ['o', 'i'], ['a'])]);
  expect(columns.map(({ loopIdx }) => loopIdx.map(({ iteration }) => iteration).join())).toEqual([
    '0,0',
    '0,1',
    '1,0',
    '1,1',
  ]);
  expect(bands.filter(({ level }) => level === 0).map(({ from, to }) => [from, to])).toEqual([
    [0, 1],
    [2, 3],
  ]);
  expect(bands.filter(({ level }) => level === 1)).toHaveLength(4);
});

it('shows the last attempt, nothing where an action does not run, and tasks without elements', () => {
  const again = { ...ok, action: 1, attempt: 1 } as const;
  const index = buildRunIndex([[[{ runs: [{ ...bad, action: 1 }, again] }], [{ runs: [] }]], []]);
  const map = mapColumns(index, [task(0, [], ['a', 'b']), task(1, [], ['c'])]);
  expect(map.columns.map(({ runs }) => [...runs])).toEqual([[NONE, NONE], [1, NONE], []]);
  const { codes } = colourMap(map, index, 'status');
  expect([...(codes[0] ?? [])]).toEqual([NO_CODE, NO_CODE]);
});

it('offers what is recorded, and gives the longest run the first colour', () => {
  const index = buildRunIndex([
    [
      [{ runs: [{ ...ok, startUs: 0, endUs: 1e6 }] }],
      [{ runs: [{ ...ok, startUs: 0, endUs: 1e9 }] }],
      [{ runs: [ok] }],
    ],
  ]);
  expect(modesOf(index)).toEqual(['status', 'duration']);
  index.runs.exitCode[1] = 137;
  index.runs.exitCode[0] = 0;
  expect(modesOf(index)).toContain('exit-code');
  const map = mapColumns(index, [task(0, [], ['a'])]);
  const [duration = new Uint8Array()] = colourMap(map, index, 'duration').codes;
  expect(duration[1]).toBe(0);
  expect(duration[0]).toBeGreaterThan(0);
  expect(duration[2]).toBe(NO_CODE);
  const exits = colourMap(map, index, 'exit-code');
  expect(exits.legend.map(({ value }) => value)).toEqual([0, 137]);
  expect([...(exits.codes[0] ?? [])]).toEqual([0, 1, NO_CODE]);
});

it('colours the elements of one task by the values of a parameter', () => {
  const index = buildRunIndex([[[{ runs: [ok] }]], [0, 1, 2].map(() => [{ runs: [ok] }])]);
  const map = mapColumns(index, [task(0, [], ['a']), task(1, [], ['b'])]);
  const codes = Int32Array.of(1, 0, NONE);
  const numbers = colourByValues(map, 1, {
    codes,
    texts: ['1', '2'],
    numbers: Float64Array.of(1, 2),
  });
  expect(numbers.codes.map((own) => [...own])).toEqual([[NO_CODE], [0, 47, NO_CODE]]);
  expect(numbers.legend.map(({ value }) => value)).toEqual([1, 2]);
  const texts = colourByValues(map, 1, {
    codes,
    texts: ['Goss', 'Cube'],
    numbers: Float64Array.of(Number.NaN, Number.NaN),
  });
  expect([...(texts.codes[1] ?? [])]).toEqual([1, 0, NO_CODE]);
  expect(texts.combine).toBe('same');
});
