import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { openSession } from '../../../electron/workers/open-session.ts';
import type { WorkflowSession } from '../../../electron/workers/session.ts';
import type { ElementColumn } from '../../../shared/contract/documents.ts';
import { type StudyFolder, studyFolder, treeOf } from './study-folder.ts';

vi.setConfig({ testTimeout: 30_000 });

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
const workflowId = 'w';
let study: StudyFolder | undefined;
let session: WorkflowSession | undefined;
afterEach(async () => {
  await session?.close();
  session = undefined;
  study?.remove();
  study = undefined;
});

async function make(store: 'json' | 'zarr', elements = 12): Promise<string> {
  study = await studyFolder(store, { elements });
  return study.path;
}

async function open(path: string): Promise<WorkflowSession['handlers']> {
  session = await openSession(path);
  return session.handlers;
}

/** Changes a JSON document of the workflow. */
function edit(path: string, file: string, change: (document: Record<string, unknown>) => void) {
  const name = join(path, file);
  const document = JSON.parse(readFileSync(name, 'utf8'));
  change(document);
  writeFileSync(name, JSON.stringify(document));
}

interface Metadata {
  tasks: {
    elements: Record<string, unknown>[];
    element_iterations: Record<string, unknown>[];
  }[];
}

test.each(['json', 'zarr'] as const)('viewing a %s workflow changes nothing', async (store) => {
  const path = await make(store);
  const before = treeOf(path);
  const handlers = await open(path);
  await handlers['workflow.readRunIndex']({ workflowId }, context);
  await handlers['workflow.readStructure']({ workflowId }, context);
  await handlers['elements.readRows']({ workflowId, taskInsertId: 0, start: 0, stop: 12 }, context);
  const place = { workflowId, taskInsertId: 0, element: 0, iteration: 0 };
  await handlers['runs.read']({ ...place, action: 0, attempt: 0 }, context);
  await handlers['submissions.list']({ workflowId }, context);
  await session?.close();
  expect(treeOf(path)).toEqual(before);
});

const shownPaths = (columns: readonly ElementColumn[]) =>
  columns.filter(({ isShown }) => isShown).map(({ path }) => path);

test('a broken element is a problem; all others stay', async () => {
  const path = await make('json');
  edit(path, 'metadata.json', (document) => {
    const [task] = (document as unknown as Metadata).tasks;
    if (task?.elements[3] !== undefined) task.elements[3] = { iterations_idx: 'no' };
  });
  const handlers = await open(path);
  const index = await handlers['workflow.readRunIndex']({ workflowId }, context);
  expect(index.elements.count).toBe(12);
  expect(index.runs.count).toBe(11);
  const { problems } = await handlers['workflow.readCounts']({ workflowId }, context);
  expect(problems).toMatchObject([
    { file: 'metadata.json', place: expect.stringContaining('elements.3') },
  ]);
  const place = { workflowId, taskInsertId: 0 };
  const rows = await handlers['elements.readRows']({ ...place, start: 2, stop: 5 }, context);
  expect(rows.rows.map(([load]) => load?.text)).toEqual(['0.25', undefined, '0.5']);
  expect(rows.problems).toMatchObject([{ place: expect.stringContaining('elements.3') }]);
  const { columns } = await handlers['elements.listColumns'](place, context);
  expect(shownPaths(columns)).not.toContain('inputs.mesh_size');
});

test('a task group that is gone is a problem of its task; a stray one is named', async () => {
  const path = await make('zarr');
  rmSync(join(path, 'element_data/task_0'), { recursive: true });
  mkdirSync(join(path, 'element_data/task_9'));
  const handlers = await open(path);
  const structure = await handlers['workflow.readStructure']({ workflowId }, context);
  expect(structure.tasks).toHaveLength(1);
  expect(structure.problems).toMatchObject([
    { file: 'element_data/task_9', message: expect.stringContaining('belong to no task') },
    { file: 'element_data/task_0', message: expect.stringContaining('are missing') },
  ]);
  const index = await handlers['workflow.readRunIndex']({ workflowId }, context);
  expect(index.elements.count).toBe(0);
});

test('broken submissions leave the runs readable', async () => {
  const path = await make('json');
  writeFileSync(join(path, 'submissions.json'), '[{"jobscripts": 5}]');
  const handlers = await open(path);
  const structure = await handlers['workflow.readStructure']({ workflowId }, context);
  expect(structure).toMatchObject({
    submissionCount: 0,
    problems: [{ file: 'submissions.json', place: expect.stringContaining('submissions.0') }],
  });
  const index = await handlers['workflow.readRunIndex']({ workflowId }, context);
  expect(index.runs.count).toBe(12);
});

test('a parameter that cannot be read is a problem of its cell and its entry', async () => {
  const path = await make('json');
  edit(path, 'metadata.json', (document) => {
    const [task] = (document as unknown as Metadata).tasks;
    const [iteration] = task?.element_iterations ?? [];
    const actions = iteration?.actions as Record<string, { data_idx: Record<string, number> }[]>;
    const [run] = actions['0'] ?? [];
    if (run !== undefined) run.data_idx['inputs.load'] = 99_999;
  });
  const handlers = await open(path);
  const rows = await handlers['elements.readRows'](
    { workflowId, taskInsertId: 0, start: 0, stop: 2 },
    context,
  );
  expect(rows.rows).toHaveLength(2);
  expect(rows.rows[0]?.[0]).toBeNull();
  expect(rows.rows[1]?.[0]).toMatchObject({ kind: 'float' });
  expect(rows.problems).toMatchObject([{ place: 'parameter 99999' }]);
  const place = { workflowId, taskInsertId: 0, element: 0, iteration: 0 };
  const { data } = await handlers['parameters.listOfIteration'](place, context);
  expect(data.find((entry) => entry.path === 'inputs.load')).toMatchObject({
    isSet: false,
    problem: { message: expect.stringContaining('99999') },
  });
});

test('columns are what varies, sequences first; rows are pages of at most 1000', async () => {
  const handlers = await open(await make('zarr'));
  const { columns } = await handlers['elements.listColumns'](
    { workflowId, taskInsertId: 0 },
    context,
  );
  expect(columns[0]).toEqual({
    path: 'inputs.load',
    data: 'inputs.load',
    steps: [],
    label: 'load',
    isNumeric: true,
    isShown: true,
  });
  expect(shownPaths(columns)).not.toContain('inputs.mesh_size');
  const { rows } = await handlers['elements.readRows'](
    { workflowId, taskInsertId: 0, start: 7, stop: 99 },
    context,
  );
  expect(rows.map(([load]) => load?.text)).toEqual(['0.875', '1.0', '1.125', '1.25', '1.375']);
  const all = { workflowId, taskInsertId: 0, start: 0, stop: 1001 };
  await expect(handlers['elements.readRows'](all, context)).rejects.toMatchObject({
    error: { code: 'invalid-request' },
  });
});

test('asking for what is not there says so', async () => {
  const handlers = await open(await make('json'));
  const run = { workflowId, taskInsertId: 0, element: 0, iteration: 0, action: 5, attempt: 0 };
  const page = { workflowId, parameter: 99_999, path: [], start: 0, stop: 1 };
  const grid = { workflowId, submission: 9, jobscript: 0 };
  const notFound = { error: { code: 'not-found' } };
  await expect(handlers['runs.read'](run, context)).rejects.toMatchObject(notFound);
  await expect(handlers['parameters.readValue'](page, context)).rejects.toMatchObject(notFound);
  await expect(
    (async () => handlers['submissions.readGrid'](grid, context))(),
  ).rejects.toMatchObject(notFound);
  await expect(
    (async () => handlers['elements.listColumns']({ workflowId, taskInsertId: 8 }, context))(),
  ).rejects.toMatchObject(notFound);
});
