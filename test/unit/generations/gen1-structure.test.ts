import { expect, test } from 'vitest';
import { effectiveData } from '../../../electron/generations/effective-data.ts';
import { gen1Iteration } from '../../../electron/generations/gen1-iteration.ts';
import { gen1Structure } from '../../../electron/generations/gen1-structure.ts';
import { taskName, uniqueNames } from '../../../electron/generations/task-names.ts';
import { iteration, py, run } from './records.ts';

const components = py({
  parameters: { pa: { type: 'p1' }, pb: { type: 'p2' } },
  command_files: { fa: { label: 'in_file' }, fb: { label: 'out_file' } },
  environments: { ea: { name: 'py_env' } },
  task_schemas: {
    sa: {
      objective: 'simulate',
      method: 'vfc',
      implementation: null,
      inputs: [{ parameter: 'hash:pa' }],
      outputs: [{ parameter: 'hash:pb' }, { parameter: 'hash:gone' }],
      actions: [
        { input_file_generators: [{ input_file: 'hash:fa', script: null }] },
        { input_file_generators: [{ input_file: 'hash:fa', script: 'write/make_input.py' }] },
        {
          commands: [{ command: '<<executable:python>> run.py' }, { command: 'ls' }],
          environments: [{ environment: 'hash:ea' }],
        },
        { commands: [{ command: '  cat in.txt' }] },
        { script: 'fit.model.py', commands: [] },
        { script: '<<script:sub/make_it.py>>', commands: [] },
        { output_file_parsers: [{ output: 'hash:pb', from_files: ['hash:fb'] }] },
        {},
      ],
    },
  },
});

function template(overrides: Parameters<typeof py>[0] = {}) {
  return py({
    name: 'w',
    tasks: [
      {
        insert_ID: 4,
        dir_name: 'task_4_simulate_vfc',
        schemas: ['hash:sa'],
        element_sets: [{}, {}],
      },
      { insert_ID: 1, dir_name: 'task_1_lost', schemas: ['hash:none'], element_sets: [] },
    ],
    loops: [],
    ...overrides,
  });
}

test('tasks keep template order and insert IDs; actions have kind and label', () => {
  const { tasks, problems } = gen1Structure(
    { template: template(), components, loops: [] },
    (insertId) => insertId * 10,
  );
  expect(tasks.map(({ index, insertId, elementCount }) => [index, insertId, elementCount])).toEqual(
    [
      [0, 4, 40],
      [1, 1, 10],
    ],
  );
  const [first, second] = tasks;
  expect(first).toMatchObject({
    name: 'simulate_vfc',
    objective: 'simulate',
    method: 'vfc',
    inputs: ['p1'],
    outputs: ['p2', 'hash:gone'],
    elementSetCount: 2,
  });
  expect(first).not.toHaveProperty('implementation');
  expect(first?.actions.map(({ kind, label }) => [kind, label])).toEqual([
    ['input-file-generator', 'in_file'],
    ['input-file-generator', 'make_input'],
    ['main', 'python'],
    ['main', 'cat'],
    ['main', 'fit.model'],
    ['main', 'make_it'],
    ['output-file-parser', 'p2'],
    ['main', 'action 7'],
  ]);
  expect(first?.actions[2]).toMatchObject({
    index: 2,
    environment: 'py_env',
    commands: ['<<executable:python>> run.py', 'ls'],
  });
  // The schema is not there: the task stays, with what its folder name says.
  expect(second).toMatchObject({ name: 'lost', actions: [], inputs: [] });
  expect(problems).toMatchObject([{ place: 'template.tasks.1.schemas' }]);
});

test('names are told apart as hpcflow does', () => {
  expect(uniqueNames(['t', 'u', 't', 't'])).toEqual(['t_1', 'u', 't_2', 't_3']);
  expect(taskName([])).toBeUndefined();
  const schemas = [
    py({ objective: 'o', method: 'm', implementation: null }),
    py({ objective: 'x', method: null, implementation: 'i' }),
    py({ objective: 'y' }),
  ];
  expect(taskName(schemas)).toBe('o_m_and_i');
});

test('a loop over a superset of tasks is the parent; with equal tasks the earlier one', () => {
  const loop = (name: string, ...tasks: number[]) => ({
    name,
    task_insert_IDs: tasks,
    num_iterations: 3,
    non_iterable_parameters: ['p9'],
  });
  const { loops, tasks, problems } = gen1Structure(
    {
      template: template({
        loops: [loop('inner', 4), loop('outer', 4, 1), loop('middle', 4), loop('alone', 9)],
      }),
      components,
      loops: [
        py({
          num_added_iterations: 2,
          iterable_parameters: { p1: { input_task: 4, output_tasks: [1] } },
        }),
        py({ num_added_iterations: 1, iterable_parameters: {} }),
        py({ num_added_iterations: 1, iterable_parameters: {} }),
      ],
    },
    () => 0,
  );
  expect(loops.map(({ name, parent }) => [name, parent])).toEqual([
    ['inner', 'outer'],
    ['outer', undefined],
    ['middle', 'inner'],
    ['alone', undefined],
  ]);
  expect(loops[0]).toMatchObject({
    requestedIterations: 3,
    addedIterations: 2,
    iterableParameters: [{ name: 'p1', inputTask: 4, outputTasks: [1] }],
    nonIterableParameters: ['p9'],
  });
  expect(tasks[0]?.loops).toEqual(['outer', 'inner', 'middle']);
  expect(problems).toContainEqual({
    message: 'The template has 4 loops, the workflow 3.',
    place: 'loops',
  });
});

test('documents of the wrong shape give an empty structure, not a crash', () => {
  const { tasks, loops } = gen1Structure(
    { template: py({ tasks: 'no', loops: 3 }), components: py({}), loops: [] },
    () => 0,
  );
  expect(tasks).toEqual([]);
  expect(loops).toEqual([]);
});

test('effective data: inputs of the first action, everything else of the last (§12.3)', () => {
  const both = iteration(
    0,
    {
      0: [run(0, { data: { 'inputs.p1': 1, 'outputs.p2': 2, 'resources.any': 3 } })],
      1: [
        run(1, { data: { 'inputs.p1': 90 } }),
        run(2, {
          data: { 'inputs.p1': 10, 'inputs.p2': 2, 'outputs.p2': 20, 'resources.any': 30 },
        }),
      ],
    },
    { data: { 'inputs.p1': 99 } },
  );
  expect(effectiveData(gen1Iteration(both))).toEqual({
    'inputs.p1': 1,
    'inputs.p2': 2,
    'outputs.p2': 20,
    'resources.any': 30,
  });
  const uninitialised = gen1Iteration(iteration(0, {}, { data: { 'inputs.p1': 5 } }));
  expect(effectiveData(uninitialised)).toEqual({ 'inputs.p1': 5 });
});
