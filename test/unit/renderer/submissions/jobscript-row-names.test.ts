import { expect, it } from 'vitest';
import { jobscriptRowNames } from '../../../../renderer/features/submissions/jobscript-row-names.ts';
import type { Task } from '../../../../shared/contract/documents.ts';
import type { JobscriptGrid } from '../../../../shared/contract/submissions.ts';

const task = (insertId: number, name: string, labels: readonly string[]): Task => ({
  index: insertId,
  insertId,
  name,
  dirName: '',
  objective: name,
  actions: labels.map((label, index) => ({ index, kind: 'main', label, commands: [] })),
  inputs: [],
  outputs: [],
  elementSetCount: 1,
  elementCount: 1,
  iterationCount: 1,
  runCount: 1,
  loops: [],
});
const tasks = [task(0, 'generate', ['matflow', 'parse']), task(1, 'simulate', ['parse'])];
const row = (
  taskInsertId: number,
  action: number,
  fit?: number,
): JobscriptGrid['rows'][number] => ({
  taskInsertId,
  action,
  loopIdx: fit === undefined ? [] : [{ loop: 'fit', iteration: fit }],
});

it('names the rows of one task by their actions alone', () => {
  expect(jobscriptRowNames([row(0, 0), row(0, 1)], tasks)).toEqual([
    { action: 'matflow', aside: '', short: 'matflow' },
    { action: 'parse', aside: '', short: 'parse' },
  ]);
});

it('adds the task where there are several, in short only where actions share a name', () => {
  const names = jobscriptRowNames([row(0, 0), row(0, 1), row(1, 0)], tasks);
  expect(names.map(({ aside }) => aside)).toEqual(['generate', 'generate', 'simulate']);
  expect(names.map(({ short }) => short)).toEqual([
    'matflow',
    'parse, generate',
    'parse, simulate',
  ]);
});

it('adds the loop iteration where the rows differ in it', () => {
  const names = jobscriptRowNames([row(1, 0, 0), row(1, 0, 1)], tasks);
  expect(names.map(({ aside }) => aside)).toEqual(['fit 0', 'fit 1']);
  expect(jobscriptRowNames([row(1, 0, 2)], tasks)[0]?.aside).toBe('');
});
