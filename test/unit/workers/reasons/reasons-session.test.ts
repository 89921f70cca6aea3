import { afterEach, describe, expect, test } from 'vitest';
import { openSession } from '../../../../electron/workers/open-session.ts';
import type { WorkflowSession } from '../../../../electron/workers/session.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../../shared-workflows.ts';
import { asking } from './asking.ts';

const workflowId = 'w';
let session: WorkflowSession | undefined;
afterEach(async () => {
  await session?.close();
  session = undefined;
});

const ask: ReturnType<typeof asking> = (name, input) => {
  if (session === undefined) throw new Error('no workflow is open');
  return asking(session)(name, input);
};

describe.skipIf(!hasSharedWorkflows)('questions of why to a workflow without exit codes', () => {
  test('an inferred failure is a cause of its own kind', async () => {
    session = await openSession(sharedWorkflowPath('gen1-a40-zarr-fail'));
    const { causes } = await ask('failures.listCauses', { workflowId, readsLogs: true });
    expect(causes).toHaveLength(1);
    const [cause] = causes;
    expect(cause).toMatchObject({ kind: 'likely-failed', action: 0 });
    expect(cause?.exitCode).toBeUndefined();
    const row = cause?.runs[0] ?? -1;
    const why = await ask('runs.readWhy', { workflowId, row });
    expect(why).toMatchObject({ isKnockOn: false });
    expect(why.roots).toHaveLength(0);
  });

  test('the source of a value and its readers are runs of the index', async () => {
    session = await openSession(sharedWorkflowPath('gen1-a40-zarr-chain-run'));
    const run = await ask('runs.read', {
      workflowId,
      taskInsertId: 1,
      element: 0,
      iteration: 0,
      action: 0,
    });
    const taken = run.data.find(({ source }) => source?.type === 'EAR_output');
    const use = await ask('lineage.readValue', { workflowId, parameter: taken?.parameter ?? -1 });
    expect(use.writer).toBeDefined();
    expect(use.readers.length).toBeGreaterThan(0);
    const graph = await ask('lineage.readFocus', {
      workflowId,
      row: use.writer ?? -1,
      above: 5,
      below: 5,
      opened: [],
    });
    expect(graph.edges.some(({ from }) => from === use.writer)).toBe(true);
    const disk = await ask('workflow.measureDisk', { workflowId });
    expect(disk.parts.length).toBeGreaterThan(0);
    await expect(ask('runs.readWhy', { workflowId, row: 1_000_000 })).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });
});
