import { afterEach, describe, expect, test } from 'vitest';
import { openSession } from '../../../../electron/workers/open-session.ts';
import type { WorkflowSession } from '../../../../electron/workers/session.ts';
import type { FlowEdge } from '../../../../shared/contract/flow.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../../shared-workflows.ts';
import { asking } from './asking.ts';
import { flowKey, truthFlow } from './truth-flow.ts';

const workflowId = 'w';
let session: WorkflowSession | undefined;
afterEach(async () => {
  await session?.close();
  session = undefined;
});

async function open(name: string) {
  session = await openSession(sharedWorkflowPath(name));
  return asking(session);
}

async function flowOf(name: string): Promise<readonly FlowEdge[]> {
  const ask = await open(name);
  return (await ask('flow.read', { workflowId })).edges;
}

/** Values by who gives them to whom, without files, which have no source of their own. */
function countsOf(edges: readonly FlowEdge[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { from, to, loop, parameters } of edges) {
    for (const { name, isFile, valueCount } of parameters) {
      if (isFile || valueCount === 0) continue;
      const key = flowKey(
        { task: from.taskInsertId, action: from.action },
        { task: to.taskInsertId, action: to.action },
        name,
        loop !== undefined,
      );
      counts.set(key, Math.max(counts.get(key) ?? 0, valueCount));
    }
  }
  return counts;
}

const linkOf = ({ from, to, loop, parameters }: FlowEdge): string =>
  `${from.taskInsertId} → ${to.taskInsertId} ${parameters.map(({ name }) => name).join(', ')}` +
  (loop === undefined ? '' : ` by ${loop}`);

describe.skipIf(!hasSharedWorkflows)('the flow between tasks', () => {
  test.each([
    'gen1-a31-json-chain3-sets',
    'gen1-a40-json-loop-two-tasks',
    'gen1-a40-zarr-loop-two-tasks',
    'gen1-a50-json-inserted-task',
    'gen1-a50-zarr-chain-run',
    'gen2-a60-json-loop-two-tasks',
    'gen2-a60-zarr-chain3-sets',
    'gen3-a180-json-groups',
    'gen3-a180-zarr-loop-nested',
    'gen3-a180-zip-loop-two-tasks.zip',
    'gen3-a180-zip-files.zip',
    'gen4-jobscript-json-loop-termination',
    'gen4-jobscript-zarr-ragged-actions',
    'gen4-jobscript-zarr-study-yield',
    'gen4-jobscript-zip-blocks.zip',
  ])('of %s is that of the sources hpcflow recorded, value for value', async (name) => {
    const counts = countsOf(await flowOf(name));
    const truth = truthFlow(name);
    // Of a parameter that both loops carry, each edge has a part.
    if (name.includes('nested'))
      expect([...counts.keys()].sort()).toEqual([...truth.keys()].sort());
    else expect(Object.fromEntries(counts)).toEqual(Object.fromEntries(truth));
  });

  test('tells what each of nested loops carries', async () => {
    expect((await flowOf('gen4-jobscript-zarr-loop-nested')).map(linkOf)).toEqual([
      '0 → 0 p1 by inner',
      '0 → 0 p1 by outer',
    ]);
  });

  test('counts the elements that give and take', async () => {
    const [edge] = await flowOf('gen3-a180-zarr-groups');
    expect(edge?.parameters).toEqual([
      { name: 'p2', isFile: false, valueCount: 3, fromElementCount: 3, toElementCount: 1 },
    ]);
  });

  test('names the files that actions hand on', async () => {
    const edges = await flowOf('gen4-jobscript-zarr-files');
    expect(edges.flatMap(({ parameters }) => parameters.map(({ name }) => name))).toEqual([
      'wk_in_file',
      'wk_out_file',
    ]);
    expect(edges.every(({ parameters }) => parameters.every(({ isFile }) => isFile))).toBe(true);
  });

  test('of a run is the part that it came from and that came of it', async () => {
    const ask = await open('gen4-jobscript-zarr-study-yield');
    const { edges } = await ask('flow.read', { workflowId });
    const index = await ask('workflow.readRunIndex', { workflowId });
    // The last run is of the last task: everything its value passed through is above it.
    const row = index.runs.count - 1;
    const path = await ask('flow.readPath', { workflowId, row });
    expect(path.below).toHaveLength(0);
    const links = path.edges.map((at) => edges[at]).flatMap((edge) => edge ?? []);
    expect(new Set(links.map(linkOf))).toContain('2 → 3 hardening, yield_stress');
    expect(links.length).toBeGreaterThan(2);
    expect(links.every(({ to }) => to.taskInsertId <= 3)).toBe(true);
    await expect(ask('flow.readPath', { workflowId, row: 1_000_000 })).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });

  test('has a chain of runs that decided when the last one ended', async () => {
    const ask = await open('gen4-jobscript-json-loop-termination');
    const { runs, edges } = await ask('flow.findCriticalPath', { workflowId });
    const index = await ask('workflow.readRunIndex', { workflowId });
    // Runs that the end of the loop skipped have an end, but never began.
    const { startUs, endUs } = index.runs;
    const last = Math.max(
      ...endUs.filter((end, row) => Number.isFinite(end - (startUs[row] ?? 0))),
    );
    expect(endUs[runs.at(-1)?.row ?? -1]).toBe(last);
    const [first] = runs;
    const spanUs = last - (startUs[first?.row ?? -1] ?? 0);
    const toldUs = runs.reduce((sum, { durationUs, waitUs }) => sum + durationUs + waitUs, 0);
    expect(toldUs).toBeCloseTo(spanUs, 0);
    expect(edges).toHaveLength(2);
  });

  test('of a workflow without tasks is empty', async () => {
    const ask = await open('gen3-a180-zarr-empty');
    expect(await ask('flow.read', { workflowId })).toEqual({ edges: [] });
    expect(await ask('flow.findCriticalPath', { workflowId })).toEqual({ runs: [], edges: [] });
  });
});
