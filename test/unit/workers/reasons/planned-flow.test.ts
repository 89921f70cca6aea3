import { describe, expect, test } from 'vitest';
import { type PlannedLink, plannedFlow } from '../../../../electron/generations/planned-flow.ts';
import { openWorkflow } from '../../../../electron/workers/open-session.ts';
import { LineageBuilder } from '../../../../electron/workers/reasons/lineage-index.ts';
import { taskFlow } from '../../../../electron/workers/reasons/task-flow.ts';
import { createSession } from '../../../../electron/workers/workflow-session.ts';
import { buildRunIndex } from '../../../support/build-run-index.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../../shared-workflows.ts';
import { asking } from './asking.ts';

const wordsOf = ({ from, to, name, loop }: PlannedLink): string =>
  `${from} → ${to} ${name}${loop === undefined ? '' : ` by ${loop}`}`;

/** Links between different tasks, each once. */
const linksOf = (links: readonly PlannedLink[]): readonly string[] =>
  [...new Set(links.map(wordsOf))].sort();

describe.skipIf(!hasSharedWorkflows)('the flow that a template plans', () => {
  test.each([
    'gen1-a40-json-chain3-sets',
    'gen1-a50-zarr-inserted-task',
    'gen1-a40-zarr-loop-two-tasks',
    'gen2-a60-json-loop-two-tasks',
    'gen3-a180-zarr-groups',
    'gen4-jobscript-zarr-loop-termination',
    'gen4-jobscript-zarr-loop-nested',
  ])('in %s is what the runs then show', async (name) => {
    const { data, close } = await openWorkflow(sharedWorkflowPath(name));
    const ask = asking(createSession(data, close));
    const { edges } = await ask('flow.read', { workflowId: 'w' });
    const { template, tasks, loops } = data.reader;
    const shown = edges.flatMap(({ from, to, loop, parameters }) =>
      parameters.map(({ name: parameter }) => ({
        from: from.taskInsertId,
        to: to.taskInsertId,
        name: parameter,
        loop,
      })),
    );
    expect(linksOf(plannedFlow(template, tasks, loops))).toEqual(linksOf(shown));
    await close();
  });
});

test('what is planned is the flow where nothing is to run yet, joined by task', async () => {
  const flow = await taskFlow(
    {
      index: buildRunIndex([]),
      lineage: new LineageBuilder(0, 0, () => 0).finish(),
      taskInsertIds: [0, 1],
      outerFirst: ['until'],
      planned: [
        { from: 0, to: 1, name: 'p2' },
        { from: 0, to: 1, name: 'p3' },
        { from: 1, to: 0, name: 'p1', loop: 'until' },
      ],
    },
    { signal: new AbortController().signal, reportProgress: () => undefined },
  );
  const none = { isFile: false, valueCount: 0, fromElementCount: 0, toElementCount: 0 };
  expect(flow.edges).toEqual([
    {
      from: { taskInsertId: 0 },
      to: { taskInsertId: 1 },
      parameters: [
        { name: 'p2', ...none },
        { name: 'p3', ...none },
      ],
    },
    {
      from: { taskInsertId: 1 },
      to: { taskInsertId: 0 },
      loop: 'until',
      parameters: [{ name: 'p1', ...none }],
    },
  ]);
});
