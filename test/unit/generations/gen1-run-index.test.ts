import { expect, test } from 'vitest';
import { Gen1Placement } from '../../../electron/generations/gen1-placement.ts';
import { Gen1IndexBuilder } from '../../../electron/generations/gen1-run-index.ts';
import type { SubmissionRecord } from '../../../electron/persistence/records.ts';
import { RunIndexSchema } from '../../../shared/contract/columns.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import { element, iteration, py, run } from './records.ts';

/** Jobscripts as rows of `[insert ID, action]` with their EARs; `attempts` as stored. */
function submission(
  attempts: readonly (readonly number[])[],
  ...jobscripts: readonly (readonly { task: number; ears: readonly number[] }[])[]
): SubmissionRecord {
  return {
    fields: py({ submission_attempts: attempts }),
    jobscripts: jobscripts.map((rows) => ({
      fields: py({
        task_actions: rows.map(({ task }, position) => [task, position, 0]),
        EAR_idx: rows.map(({ ears }) => ears),
      }),
      submit_time: null,
      task_elements: new Map(),
    })),
  };
}

function build(
  submissions: readonly SubmissionRecord[],
  loops: readonly string[],
  isSet: (parameter: number) => boolean,
  ...tasks: readonly { insertId: number; elements: ReturnType<typeof element>[] }[]
) {
  const builder = new Gen1IndexBuilder(loops, new Gen1Placement(submissions));
  for (const [index, { insertId, elements }] of tasks.entries()) {
    builder.startTask(index, insertId);
    for (const one of elements) builder.add([one]);
  }
  const outputs = builder.outputsOfEndedRuns();
  const index = builder.finish(Uint8Array.from(outputs, (p) => (isSet(p) ? 1 : 0)));
  return { index: RunIndexSchema.parse(index), problems: builder.problems, outputs };
}

test('repeated iterations are left out, the order is kept (T3)', () => {
  const [zero, one, two] = [iteration(4), iteration(7), iteration(9)];
  const { index } = build([], [], () => true, {
    insertId: 0,
    elements: [element(0, zero, one, one, one, two, one, two), element(1, iteration(5))],
  });
  expect([...index.iterations.id]).toEqual([4, 7, 9, 5]);
  expect([...index.iterations.ordinal]).toEqual([0, 1, 2, 0]);
  expect([...index.elements.iterationStart]).toEqual([0, 3, 4]);
});

test('runs are ordered by action, whatever the stored order; excluded actions are absent', () => {
  const actions = new Map([
    [2, [run(5)]],
    [0, [run(3), run(4)]],
  ]);
  const { index } = build([], [], () => true, {
    insertId: 0,
    elements: [element(0, { ...iteration(0), actions })],
  });
  expect([...index.runs.action]).toEqual([0, 0, 2]);
  expect([...index.runs.attempt]).toEqual([0, 1, 0]);
  expect([...index.runs.id]).toEqual([3, 4, 5]);
  expect([...index.iterations.runStart]).toEqual([0, 3]);
});

test('only outputs of ended runs are asked for; an unset one makes the run likely failed', () => {
  const data = { 'inputs.p1': 1, 'outputs.p2': 2 };
  const { index, outputs } = build([], [], (parameter) => parameter !== 12, {
    insertId: 0,
    elements: [
      element(0, iteration(0, { 0: [run(0, { start: 1, end: 2, data })] })),
      element(1, iteration(1, { 0: [run(1, { start: 1, end: 2, data: { 'outputs.p2': 12 } })] })),
      element(2, iteration(2, { 0: [run(2, { start: 1, data: { 'outputs.p2': 22 } })] })),
    ],
  });
  expect([...outputs]).toEqual([2, 12]);
  expect([...index.runs.status].map(statusOfCode)).toEqual([
    'complete',
    'likely-failed',
    'running',
  ]);
  expect(Number.isNaN(index.runs.endUs[2])).toBe(true);
});

test('EAR numbers belong to their task; -1 cells are no runs (T17, T22)', () => {
  const submissions = [submission([[0]], [{ task: 7, ears: [0, -1] }], [{ task: 3, ears: [0] }])];
  const { index } = build(
    submissions,
    [],
    () => true,
    { insertId: 7, elements: [element(0, iteration(0, { 0: [run(0, { submission: 0 })] }))] },
    { insertId: 3, elements: [element(0, iteration(0, { 0: [run(0, { submission: 0 })] }))] },
  );
  expect([...index.elements.task]).toEqual([0, 1]);
  expect([...index.runs.jobscript]).toEqual([0, 1]);
  // Partially submitted: the jobscript decides (FORMATS §12.1).
  expect([...index.runs.status].map(statusOfCode)).toEqual(['submitted', 'prepared']);
});

test('a run without a recorded submission takes the one whose grid has it (T5)', () => {
  const submissions = [submission([], [{ task: 0, ears: [0, 1] }])];
  const { index } = build(submissions, [], () => true, {
    insertId: 0,
    elements: [element(0, iteration(0, { 0: [run(0)], 1: [run(1)], 2: [run(2)] }))],
  });
  expect([...index.runs.submission]).toEqual([0, 0, -1]);
  expect([...index.runs.status].map(statusOfCode)).toEqual(['prepared', 'prepared', 'pending']);
});

test('loop numbers are columns; a loop that the template does not have is left out (T6)', () => {
  const { index } = build([], ['outer', 'inner'], () => true, {
    insertId: 0,
    elements: [
      element(0, iteration(0, {}, { loops: { inner: 1, outer: 0, lost: 4 } }), iteration(1)),
    ],
  });
  expect([...index.iterations.loopIdx]).toEqual([0, 1, -1, -1]);
  expect([...index.iterations.isInitialised]).toEqual([0, 0]);
});

test('tasks without elements and elements without iterations or runs stay', () => {
  const { index } = build(
    [],
    [],
    () => true,
    { insertId: 0, elements: [] },
    { insertId: 1, elements: [element(0), element(1, iteration(0))] },
  );
  expect(index.elements.count).toBe(2);
  expect([...index.elements.iterationStart]).toEqual([0, 0, 1]);
  expect(index.runs.count).toBe(0);
});

test('an impossible action number is a problem, the other runs stay', () => {
  const { index, problems } = build([], [], () => true, {
    insertId: 0,
    elements: [element(0, iteration(0, { 0: [run(0)], 70000: [run(1)] }))],
  });
  expect(index.runs.count).toBe(1);
  expect(problems).toMatchObject([{ message: expect.stringContaining('70000') }]);
});

test('a grid with rows missing or absurd runs is a problem', () => {
  const broken = new Gen1Placement([
    {
      fields: py({ submission_attempts: [] }),
      jobscripts: [
        {
          fields: py({
            task_actions: [
              [0, 0, 0],
              [0, 1, 0],
            ],
            EAR_idx: [[4_000_000_000, 1]],
          }),
          submit_time: null,
          task_elements: new Map(),
        },
      ],
    },
  ]);
  expect(broken.problems).toHaveLength(2);
  expect(broken.ofTask(0).jobscriptOf(0, 1)).toBe(0);
});

test('columns hold more items than their first capacity', () => {
  const elements = Array.from({ length: 5000 }, (_, i) =>
    element(i, iteration(i, { 0: [run(i, { start: i + 0.5 })] })),
  );
  const { index } = build([], [], () => true, { insertId: 0, elements });
  expect(index.runs.count).toBe(5000);
  expect(index.runs.id[4999]).toBe(4999);
  expect(index.runs.startUs[4999]).toBe(4999.5);
  expect(index.elements.index.length).toBe(5000);
});
