import { afterEach, describe, expect, test, vi } from 'vitest';
import { openSession } from '../../../electron/workers/open-session.ts';
import type { WorkflowSession } from '../../../electron/workers/session.ts';
import type { Output, WorkflowProcedureName } from '../../../shared/contract/procedures.ts';
import { PROCEDURES } from '../../../shared/contract/procedures.ts';
import { statusOfCode } from '../../../shared/model/status.ts';
import {
  hasSharedWorkflows,
  sharedWorkflowNames,
  sharedWorkflowPath,
  truthOf,
} from '../shared-workflows.ts';

vi.setConfig({ testTimeout: 30_000 });

/** What hpcflow says of a workflow, as far as these tests compare it. */
interface Truth {
  readonly api_tasks: readonly {
    readonly insert_ID: number;
    readonly unique_name: unknown;
    readonly name: string;
    readonly dir_name: string;
    readonly num_elements: number;
    readonly num_EARs: number;
    readonly num_element_iterations: number;
    readonly num_element_sets: number;
    readonly elements: readonly TruthElement[] | { readonly raises: string } | null;
  }[];
  readonly get_all_tasks_metadata: readonly { readonly num_EARs: number }[];
  readonly get_submissions: readonly unknown[];
  readonly is_parameter_set: Readonly<Record<string, boolean>>;
}
interface TruthElement {
  readonly iterations: readonly {
    readonly index: number;
    readonly loop_idx: Readonly<Record<string, number>>;
    readonly actions: readonly TruthRun[];
  }[];
}
interface TruthRun {
  readonly action_idx: number;
  readonly run_idx: number;
  readonly index: number;
  readonly data_idx: Readonly<Record<string, number>>;
  readonly submission_idx: number | null;
  readonly submission_status: string | { readonly raises: string };
}

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
const workflowId = 'w';
let session: WorkflowSession | undefined;
afterEach(async () => {
  await session?.close();
  session = undefined;
});

/** Output of a procedure that takes nothing but the workflow, parsed with its schema. */
async function read<N extends WorkflowProcedureName>(
  name: N,
  input: Record<string, unknown> = {},
): Promise<Output<N>> {
  if (session === undefined) throw new Error('no session');
  const handler = session.handlers[name] as (input: unknown, c: unknown) => unknown;
  const parsed = PROCEDURES[name].input.parse({ workflowId, ...input });
  return PROCEDURES[name].output.parse(await handler(parsed, context)) as Output<N>;
}

/** Status words of hpcflow (GEN1) and what we may show for each. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  COMPLETE: ['complete', 'likely-failed'],
  RUNNING: ['running'],
  PENDING: ['pending'],
  PREPARED: ['prepared'],
  SUBMITTED: ['submitted'],
};

describe.skipIf(!hasSharedWorkflows)('the model of every real GEN1 workflow', () => {
  for (const name of sharedWorkflowNames('gen1-')) {
    test(name, async () => {
      session = await openSession(sharedWorkflowPath(name));
      const truth = truthOf(name) as Truth;
      const index = await read('workflow.readRunIndex');
      const structure = await read('workflow.readStructure');
      const counts = await read('workflow.readCounts');
      expect(counts.problems).toEqual([]);
      expect(structure.problems).toEqual([]);
      expect(structure.submissionCount).toBe(truth.get_submissions.length);
      expect(structure.parameterCount).toBe(Object.keys(truth.is_parameter_set).length);
      expect(structure.tasks.map(({ insertId }) => insertId)).toEqual(
        truth.api_tasks.map((task) => task.insert_ID),
      );
      const hasT4 = name.includes('-zarr-') && hasMixedGroups(truth);
      let element = 0;
      for (const [position, task] of truth.api_tasks.entries()) {
        const ours = structure.tasks[position];
        expect(ours).toMatchObject({
          dirName: task.dir_name,
          ...(typeof task.unique_name === 'string' ? { name: task.unique_name } : {}),
          ...(hasT4 ? {} : { elementCount: task.num_elements }),
          elementSetCount: task.num_element_sets,
        });
        const elements = Array.isArray(task.elements) ? (task.elements as TruthElement[]) : [];
        for (const [elementIndex, expected] of elements.entries()) {
          const row = element + elementIndex;
          expect(index.elements.task[row]).toBe(position);
          expect(index.elements.index[row]).toBe(elementIndex);
          expectIterations(index, row, expected, truth);
        }
        element += ours?.elementCount ?? 0;
      }
      expect(index.elements.count).toBe(element);
      // The sum over all tasks holds even where the counts are given to the wrong ones (T4).
      const total = truth.api_tasks.reduce((sum, task) => sum + task.num_EARs, 0);
      expect(index.runs.count).toBe(total);
      await expectEverythingReads(structure.tasks);
    });
  }
});

/** hpcflow gives the counts of a Zarr store to the wrong tasks where their order differs (T4). */
function hasMixedGroups({ api_tasks }: Truth): boolean {
  const groups = api_tasks.map((task) => `task_${task.insert_ID}`);
  return groups.join() !== groups.toSorted().join();
}

function expectIterations(
  index: Output<'workflow.readRunIndex'>,
  row: number,
  expected: TruthElement,
  truth: Truth,
): void {
  // hpcflow returns repeats (FORMATS T3); the model must not.
  const distinct = expected.iterations.filter(
    (iteration, at, all) => all.findIndex((other) => other.index === iteration.index) === at,
  );
  const first = index.elements.iterationStart[row] ?? 0;
  expect((index.elements.iterationStart[row + 1] ?? 0) - first).toBe(distinct.length);
  for (const [ordinal, iteration] of distinct.entries()) {
    const at = first + ordinal;
    expect(index.iterations.id[at]).toBe(iteration.index);
    expect(index.iterations.ordinal[at]).toBe(ordinal);
    for (const [position, loop] of index.loops.entries()) {
      const stored = index.iterations.loopIdx[at * index.loops.length + position];
      expect(stored).toBe(iteration.loop_idx[loop] ?? -1);
    }
    let run = index.iterations.runStart[at] ?? 0;
    for (const expectedRun of iteration.actions) {
      expect(index.runs.id[run]).toBe(expectedRun.index);
      expect(index.runs.action[run]).toBe(expectedRun.action_idx);
      expect(index.runs.attempt[run]).toBe(expectedRun.run_idx);
      const status = statusOfCode(index.runs.status[run] ?? 0);
      if (typeof expectedRun.submission_status === 'string') {
        expect(ALLOWED[expectedRun.submission_status]).toContain(status);
      }
      const isUnset = Object.entries(expectedRun.data_idx).some(
        ([path, parameter]) =>
          path.startsWith('outputs.') && truth.is_parameter_set[parameter] === false,
      );
      const hasEnded = !Number.isNaN(index.runs.endUs[run]);
      expect(status === 'likely-failed').toBe(hasEnded && isUnset);
      run += 1;
    }
    expect(index.iterations.runStart[at + 1]).toBe(run);
  }
}

async function expectEverythingReads(
  tasks: Output<'workflow.readStructure'>['tasks'],
): Promise<void> {
  const { submissions } = await read('submissions.list');
  for (const submission of submissions) {
    for (const { index } of submission.jobscripts) {
      const place = { submission: submission.index, jobscript: index };
      expect((await read('submissions.readGrid', place)).problems).toEqual([]);
    }
  }
  await read('workflow.readTemplate');
  for (const task of tasks) {
    const place = { taskInsertId: task.insertId };
    await read('elements.listColumns', place);
    const stop = Math.min(task.elementCount, 5);
    expect((await read('elements.readRows', { ...place, start: 0, stop })).problems).toEqual([]);
    if (task.elementCount === 0) continue;
    const first = { ...place, element: 0, iteration: 0 };
    const { data } = await read('parameters.listOfIteration', first);
    expect(data.filter(({ problem }) => problem !== undefined)).toEqual([]);
    await read('runs.read', first);
    for (const { parameter, isSet } of data) {
      if (isSet) await read('parameters.readValue', { parameter, path: [], start: 0, stop: 100 });
    }
  }
}

test.skipIf(!hasSharedWorkflows)(
  'gen1-a40-zarr-fail: the run without its output is likely failed, and only that one',
  async () => {
    session = await openSession(sharedWorkflowPath('gen1-a40-zarr-fail'));
    const { runs } = await read('workflow.readRunIndex');
    expect([...runs.status].map(statusOfCode)).toEqual(['complete', 'likely-failed', 'complete']);
    const detail = await read('runs.read', {
      taskInsertId: 1,
      element: 0,
      iteration: 0,
      action: 0,
      attempt: 0,
    });
    expect(detail.run).toMatchObject({
      status: 'likely-failed',
      inference: expect.stringContaining('output p3 was never set'),
      submission: 0,
      jobscript: 1,
      jobscriptRow: 0,
      jobscriptColumn: 0,
    });
    expect(detail.notRecorded).toContain('exit code');
  },
);

test.skipIf(!hasSharedWorkflows)('sources lead to the run that produced a value', async () => {
  session = await openSession(sharedWorkflowPath('gen1-a40-json-loop1'));
  const { tasks } = await read('workflow.readStructure');
  const taskInsertId = tasks[0]?.insertId ?? 0;
  const second = { taskInsertId, element: 0, iteration: 1 };
  const { data } = await read('parameters.listOfIteration', second);
  const input = data.find(({ path }) => path.startsWith('inputs.'));
  expect(input?.source).toMatchObject({
    type: 'EAR_output',
    text: `output of ${tasks[0]?.name}, element 0, iteration 0`,
    run: { taskInsertId, element: 0, iteration: 0, action: 0, attempt: 0 },
  });
});

test
  .skipIf(!hasSharedWorkflows)
  .each(['gen1-a40-json-sub-parameters', 'gen1-a50-zarr-sub-parameters'])(
  '%s: a sub-parameter replaces a part of what the run uses',
  async (name) => {
    session = await openSession(sharedWorkflowPath(name));
    const first = { taskInsertId: 0, element: 0, iteration: 0 };
    const { data } = await read('parameters.listOfIteration', first);
    const run = await read('runs.read', { ...first, action: 0, attempt: 0 });
    for (const entries of [data, run.data]) {
      // As stored, and as the run uses it.
      expect(entries.find(({ path }) => path === 'inputs.p1')).toMatchObject({
        summary: { text: "{'a': 1, 'b': {'c': 2}}" },
        effective: { summary: { text: "{'a': 10, 'b': {'c': 2}}" }, from: ['inputs.p1.a'] },
      });
      const others = entries.filter(({ path }) => path !== 'inputs.p1');
      expect(others.map(({ path }) => path)).toContain('inputs.p1.a');
      for (const { effective } of others) expect(effective).toBeUndefined();
    }
  },
);
