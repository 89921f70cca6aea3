import { describe, expect, it } from 'vitest';
import {
  type ElementNames,
  matchElements,
} from '../../../../renderer/features/palette/element-matches.ts';
import { namedTasks } from '../../../../renderer/features/palette/use-element-names.ts';
import type { Task } from '../../../../shared/contract/documents.ts';

const task = (insertId: number, name: string, elementCount: number): Task => ({
  index: insertId,
  insertId,
  name,
  dirName: name,
  objective: name,
  actions: [],
  inputs: [],
  outputs: [],
  elementSetCount: 1,
  elementCount,
  loops: [],
});
const SIMULATE = task(0, 'simulate_damask', 4);
const PLOT = task(1, 'plot_pole_figures', 20);
const NAMES: ElementNames = new Map([
  [
    0,
    [
      { label: 'texture', codes: Int32Array.of(0, 1, 0, -1), texts: ['Goss', 'Cube'] },
      { label: 'load', codes: Int32Array.of(0, 0, 1, 1), texts: ['0.12', '0.3'] },
    ],
  ],
]);
const found = (text: string) =>
  matchElements(text, [SIMULATE, PLOT], NAMES).map(({ task: own, element }) => [own.name, element]);

describe('finding elements', () => {
  it('by number, in every task that has it', () => {
    expect(found('2')).toEqual([
      ['simulate_damask', 2],
      ['plot_pole_figures', 2],
    ]);
    expect(found('element 12')).toEqual([['plot_pole_figures', 12]]);
    expect(found('#12')).toEqual([['plot_pole_figures', 12]]);
    expect(found('99')).toEqual([]);
  });

  it('by number in a task that is named', () => {
    expect(found('plot 3')).toEqual([['plot_pole_figures', 3]]);
    expect(found('3 polefig')).toEqual([['plot_pole_figures', 3]]);
  });

  it('by the values of its inputs, all words in any order', () => {
    expect(found('goss')).toEqual([
      ['simulate_damask', 0],
      ['simulate_damask', 2],
    ]);
    expect(found('0.3 GOSS')).toEqual([['simulate_damask', 2]]);
    expect(found('texture=cube')).toEqual([['simulate_damask', 1]]);
    expect(found('goss cube')).toEqual([]);
  });

  it('tells its name, without what is not set', () => {
    const labels = matchElements('simulate 3', [SIMULATE], NAMES).map(({ label }) => label);
    expect(labels).toEqual(['load=0.3']);
  });

  it('reads names of the first task whatever its size, of others within bounds', () => {
    const tasks = [task(0, 'a', 100_000), task(1, 'b', 10), task(2, 'c', 19_000)];
    expect(namedTasks(tasks).map(({ name }) => name)).toEqual(['a']);
    const small = [task(0, 'a', 10), task(1, 'b', 30_000), task(2, 'c', 19_000)];
    expect(namedTasks(small).map(({ name }) => name)).toEqual(['a', 'c']);
  });
});
