import { describe, expect, it } from 'vitest';
import { sourceWords } from '../../../renderer/features/run-inspector/source-words.ts';
import { absenceWords, inspectedRun } from '../../../renderer/queries/use-inspected-run.ts';
import type { RunDetail, Structure, Task } from '../../../shared/contract/documents.ts';
import { buildRunIndex } from '../../support/build-run-index.ts';

const task = (index: number, insertId: number): Task => ({
  index,
  insertId,
  name: `t${insertId}`,
  dirName: '',
  objective: '',
  actions: [],
  inputs: [],
  outputs: [],
  elementSetCount: 1,
  elementCount: 1,
  iterationCount: 1,
  runCount: 1,
  loops: [],
});
const tasks = [task(0, 5), task(1, 2)];
const structure: Structure = {
  identity: { name: 'w', path: '/w', store: 'json', generation: 'GEN1' },
  tasks,
  loops: [],
  submissionCount: 0,
  parameterCount: 0,
  areSkipsInferred: false,
  problems: [],
};
const index = buildRunIndex(
  [
    [[{ runs: [{ status: 'complete' }] }]],
    [
      [
        { loopIdx: { L: 0 }, runs: [{ status: 'likely-failed' }, { status: 'complete' }] },
        { loopIdx: { L: 1 }, runs: [{ status: 'complete' }, { status: 'complete' }] },
      ],
      [{ runs: [] }],
      [],
    ],
  ],
  ['L'],
);
const choose = (address: object, filter?: { loop: string; iteration: number }) =>
  inspectedRun(structure, index, { view: 'runs', ...address }, filter);

describe('what the inspector shows', () => {
  it('is nothing without an element, or beyond what there is', () => {
    expect(choose({ task: 2 })).toBeUndefined();
    expect(choose({ task: 9, element: 0 })).toBeUndefined();
    expect(choose({ task: 2, element: 7 })).toBeUndefined();
    expect(choose({ task: 2, element: 0, iteration: 4 })).toBeUndefined();
  });

  it('fills in the final iteration and its most urgent run', () => {
    expect(choose({ task: 2, element: 0 })).toMatchObject({ iteration: 1, action: 1, attempt: 0 });
    expect(choose({ task: 2, element: 0, iteration: 0 })).toMatchObject({ action: 0 });
    expect(choose({ task: 2, element: 0 }, { loop: 'L', iteration: 0 })).toMatchObject({
      iteration: 0,
      action: 0,
    });
  });

  it('finds tasks by insert ID, not by position', () => {
    expect(choose({ task: 5, element: 0 })?.task).toBe(tasks[0]);
  });

  it('says why there is nothing to show', () => {
    const why = (address: object) =>
      absenceWords(structure, index, { view: 'runs', ...address }).join(': ');
    expect(why({ task: 9, element: 0 })).toContain('task of this address');
    expect(why({ task: 2, element: 7 })).toContain('t2 has no element 7');
    expect(why({ task: 2, element: 0, iteration: 4 })).toContain('has no iteration 4');
    expect(why({ task: 2, element: 2 })).toContain('No iterations');
  });

  it('shows an iteration without runs as what it is', () => {
    const shown = choose({ task: 2, element: 1 });
    expect(shown?.iteration).toBe(0);
    expect(shown?.action).toBeUndefined();
  });
});

describe('where a value came from, in a word', () => {
  const place = { taskInsertId: 2, element: 3, iteration: 1, action: 0, attempt: 0 };
  const detail: RunDetail = {
    ...place,
    iterationId: 0,
    loopIdx: [],
    run: { action: 0, attempt: 0, attempts: 1, id: 0, status: 'complete' },
    notRecorded: [],
    data: [],
    problems: [],
  };

  it('leads to the run that made it', () => {
    const source = { type: 'EAR_output', text: '', run: { ...place, taskInsertId: 5 } };
    expect(sourceWords(source, detail, tasks)).toEqual({
      text: 't5[3]',
      to: { view: 'runs', task: 5, element: 3, iteration: 1, action: 0, attempt: 0 },
    });
  });

  it('does not lead to the run that is shown', () => {
    const source = { type: 'EAR_output', text: '', run: place };
    expect(sourceWords(source, detail, tasks)).toEqual({ text: 'this run' });
  });

  it('names inputs by their kind', () => {
    const words = (more: object) =>
      sourceWords({ type: 'local_input', text: '', ...more }, detail, tasks).text;
    expect(words({})).toBe('local');
    expect(words({ sequenceIndex: 0 })).toBe('sequence');
    expect(words({ type: 'default_input' })).toBe('default');
    expect(words({ type: 'some_thing' })).toBe('some thing');
  });
});
