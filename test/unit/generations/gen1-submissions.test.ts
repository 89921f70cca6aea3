import { expect, test } from 'vitest';
import { Gen1Placement } from '../../../electron/generations/gen1-placement.ts';
import { Gen1IndexBuilder } from '../../../electron/generations/gen1-run-index.ts';
import { gen1Source } from '../../../electron/generations/gen1-source.ts';
import { gen1Structure } from '../../../electron/generations/gen1-structure.ts';
import { gen1SubmissionList } from '../../../electron/generations/gen1-submissions.ts';
import { IndexLookup } from '../../../electron/generations/index-lookup.ts';
import type { SubmissionRecord } from '../../../electron/persistence/records.ts';
import { SubmissionSchema } from '../../../shared/contract/submissions.ts';
import { countOf } from '../../../shared/model/status.ts';
import { element, iteration, py, run } from './records.ts';

const jobscripts = [
  {
    fields: py({
      task_insert_IDs: [0, 1, 1],
      task_loop_idx: [{}, { L1: 0 }, { L1: 1 }],
      task_actions: [
        [0, 0, 0],
        [1, 0, 1],
      ],
      EAR_idx: [
        [0, 1],
        [0, -1],
      ],
      dependencies: {},
      resources: { num_cores: 2, scheduler: 'slurm', time_limit: null, shell_args: { a: 'b' } },
      scheduler_job_ID: '1234567',
      version_info: { shell_name: 'bash', shell_executable: ['/bin/bash'] },
    }),
    submit_time: 1_000_000,
    task_elements: new Map(),
  },
  {
    fields: py({
      task_insert_IDs: [1],
      task_actions: [[1, 0, 0]],
      EAR_idx: [[1]],
      dependencies: {
        '0': { js_element_mapping: { '0': [0], '1': [1] }, is_array: true },
        odd: {},
      },
      scheduler_job_ID: null,
      version_info: null,
    }),
    submit_time: null,
    task_elements: new Map(),
  },
];

function submission(...attempts: readonly (readonly number[])[]): SubmissionRecord {
  return { fields: py({ submission_attempts: attempts, JS_parallelism: false }), jobscripts };
}

function lookupOf(submissions: readonly SubmissionRecord[]): IndexLookup {
  const builder = new Gen1IndexBuilder(['L1'], new Gen1Placement(submissions));
  const at = { submission: 0 };
  builder.startTask(0, 0);
  builder.add([
    element(0, iteration(0, { 0: [run(0, { ...at, start: 1, end: 2 })] })),
    element(1, iteration(1, { 0: [run(1, at)] })),
  ]);
  builder.startTask(1, 1);
  builder.add([element(0, iteration(0, { 0: [run(0, at)] }), iteration(3, { 0: [run(1, at)] }))]);
  return new IndexLookup(builder.finish(new Uint8Array(0)), 2);
}

test('jobscripts with grid size, dependencies, resources and counts', () => {
  const submissions = [submission([0])];
  const [found] = gen1SubmissionList(submissions, lookupOf(submissions).index);
  expect(SubmissionSchema.parse(found)).toMatchObject({
    status: 'partially-submitted',
    isParallel: false,
    attempts: [[0]],
    jobscripts: [
      {
        tasks: [
          { insertId: 0, loopIdx: [] },
          { insertId: 1, loopIdx: [{ loop: 'L1', iteration: 0 }] },
          { insertId: 1, loopIdx: [{ loop: 'L1', iteration: 1 }] },
        ],
        actionCount: 2,
        elementCount: 2,
        runCount: 3,
        resources: [
          { name: 'num_cores', text: '2' },
          { name: 'scheduler', text: 'slurm' },
          { name: 'shell_args', text: "{'a': 'b'}" },
        ],
        schedulerJobId: '1234567',
        submitUs: 1_000_000,
        versionInfo: [
          { name: 'shell_name', text: 'bash' },
          { name: 'shell_executable', text: "['/bin/bash']" },
        ],
        isSubmitted: true,
      },
      {
        dependencies: [{ jobscript: 0, isArray: true, elementCount: 2 }],
        resources: [],
        isSubmitted: false,
      },
    ],
  });
  const [first, second] = found?.jobscripts ?? [];
  expect(countOf(first?.counts ?? [], 'complete')).toBe(1);
  expect(countOf(first?.counts ?? [], 'submitted')).toBe(2);
  expect(countOf(second?.counts ?? [], 'prepared')).toBe(1);
});

test('status of a submission by its attempts (§8.6)', () => {
  const statusOf = (one: SubmissionRecord) =>
    gen1SubmissionList([one], lookupOf([one]).index)[0]?.status;
  expect(statusOf(submission())).toBe('pending');
  expect(statusOf(submission([1]))).toBe('partially-submitted');
  expect(statusOf(submission([1], [0]))).toBe('submitted');
});

test('rows are found by hpcflow’s numbers, which belong to their task (T17)', () => {
  const lookup = lookupOf([submission()]);
  expect(lookup.elementRow(1, 0)).toBe(2);
  expect(lookup.elementRow(1, 1)).toBeUndefined();
  expect(lookup.elementRow(0, 2)).toBeUndefined();
  expect(lookup.ordinalOf(2, 3)).toBe(1);
  expect(lookup.ordinalOf(2, 9)).toBeUndefined();
  expect(lookup.rowOfRunId(0, 1)).toBe(1);
  expect(lookup.rowOfRunId(1, 1)).toBe(3);
  expect(lookup.rowOfRunId(1, 7)).toBe(-1);
  expect(lookup.countsOf(1)).toEqual({ iterationCount: 2, runCount: 2 });
  expect(lookup.runRow(3, 0, 0)).toEqual({ row: 3, attempts: 1 });
  expect(lookup.runRow(3, 0, 1)).toBeUndefined();
});

test('sources are told in a line, and lead to the run', () => {
  const lookup = lookupOf([submission()]);
  const task = (insertId: number, sets: number) => ({
    insert_ID: insertId,
    dir_name: `task_${insertId}_t${insertId}`,
    schemas: [],
    element_sets: Array.from({ length: sets }, () => ({})),
  });
  const { tasks } = gen1Structure(
    { template: py({ tasks: [task(0, 2), task(1, 1)] }), components: py({}), loops: [] },
    (insertId) => (insertId === 0 ? 2 : 1),
  );
  const text = (source: Parameters<typeof py>[0]) => gen1Source(py(source), tasks, lookup).text;
  expect(text({ type: 'workflow_resources' })).toBe('resources of the workflow');
  expect(text({ type: 'default_input', task_insert_ID: 1 })).toBe('default of t1');
  expect(
    text({ type: 'local_input', task_insert_ID: 0, element_set_idx: 1, sequence_idx: 2 }),
  ).toBe('sequence value 2 of t0, element set 1');
  expect(text({ type: 'local_input', task_insert_ID: 1, element_set_idx: 0 })).toBe('input of t1');
  expect(text({ type: 'local_input', task_insert_ID: 9 })).toBe('input of task 9');
  expect(text({ type: 'import_x', task_insert_ID: 1 })).toBe('import x of t1');
  expect(text({})).toBe('unknown of an unknown task');
  const output = { type: 'EAR_output', task_insert_ID: 1, element_idx: 0 };
  expect(gen1Source(py(output), tasks, lookup)).toEqual({
    type: 'EAR_output',
    text: 'output of t1, element 0',
    taskInsertId: 1,
  });
  expect(
    gen1Source(
      py({ ...output, iteration_idx: 3, action_idx: 0, run_idx: 0, EAR_idx: 1 }),
      tasks,
      lookup,
    ),
  ).toMatchObject({
    text: 'output of t1, element 0, iteration 1',
    run: { taskInsertId: 1, element: 0, iteration: 1, action: 0, attempt: 0 },
  });
});
