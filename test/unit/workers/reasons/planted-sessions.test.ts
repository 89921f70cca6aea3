import { afterEach, describe, expect, test, vi } from 'vitest';
import { openSession } from '../../../../electron/workers/open-session.ts';
import type { WorkflowSession } from '../../../../electron/workers/session.ts';
import type { Cause } from '../../../../shared/contract/reasons.ts';
import { probablyLost } from '../../../../shared/model/probably-lost.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../../shared-workflows.ts';
import { asking } from './asking.ts';
import { plantOf } from './planted.ts';

vi.setConfig({ testTimeout: 60_000 });

const workflowId = 'w';
const WHOLE_STUDIES = [
  'gen4-jobscript-zarr-study-yield',
  'gen4-jobscript-zip-study-yield.zip',
  'gen3-a180-zarr-study-yield',
  'gen3-a180-zip-study-yield.zip',
  'gen3-a180-json-study-yield',
];
const RUNNING_STUDIES = [
  'gen4-jobscript-zarr-study-yield-running',
  'gen3-a180-zarr-study-yield-running',
];

let session: WorkflowSession | undefined;
afterEach(async () => {
  await session?.close();
  session = undefined;
});

const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);

/** A workflow of the shared folder, opened through its files as the app opens it. */
async function opened(name: string) {
  const own = await openSession(sharedWorkflowPath(name));
  session = own;
  const ask = asking(own);
  const index = await ask('workflow.readRunIndex', { workflowId });
  const ids = (rows: Iterable<number>): number[] =>
    ascending([...rows].map((row) => index.runs.id[row] ?? -1));
  return { ask, index, ids, plant: plantOf(name.replace(/\.zip$/, '')) };
}

describe.skipIf(!hasSharedWorkflows)('planted causes, found through the files', () => {
  test.each([...WHOLE_STUDIES, ...RUNNING_STUDIES])('causes and victims of %s', async (name) => {
    const { ask, ids, plant } = await opened(name);
    const { causes, knockOn } = await ask('failures.listCauses', { workflowId, readsLogs: true });
    expect(ids(knockOn)).toEqual(ascending(plant.knock_on_failures.runs.map(({ run }) => run)));
    const told = (cause: Cause) => ({
      runs: ids(cause.runs),
      skipped: ids(cause.skipped),
      knockOn: ids(cause.knockOn),
    });
    const planted = plant.causes.map((cause) => ({
      runs: ascending(cause.failed_runs),
      skipped: ascending(cause.skipped_runs),
      knockOn: ascending(cause.knock_on_failed_runs),
    }));
    const aborted = (plant.aborted ?? []).map((run) => ({
      runs: [run.run],
      skipped: ascending(run.skipped_runs),
      knockOn: ascending(run.knock_on_failed_runs),
    }));
    const byFirst = (a: { runs: number[] }, b: { runs: number[] }): number =>
      (a.runs[0] ?? 0) - (b.runs[0] ?? 0);
    expect(causes.map(told).sort(byFirst)).toEqual([...planted, ...aborted].sort(byFirst));
    for (const cause of plant.causes) {
      const found = causes.find(({ runs }) => ids(runs).includes(cause.failed_runs[0] ?? -1));
      expect(found?.exitCode).toBe(cause.exit_code);
      expect(found?.line).toBe(Object.values(cause.stderr_lines)[0]);
    }
  });

  test.each(WHOLE_STUDIES)('inputs tied to the causes of %s', async (name) => {
    const { ask, ids, plant } = await opened(name);
    const { causes } = await ask('failures.listCauses', { workflowId, readsLogs: true });
    for (const cause of plant.causes) {
      const found = causes.find(({ runs }) => ids(runs).includes(cause.failed_runs[0] ?? -1));
      if (found === undefined) throw new Error(`${cause.label} is not found`);
      const { tie, pair } = await ask('failures.readSeparators', {
        workflowId,
        taskInsertId: found.taskInsertId,
        action: found.action,
        cause: found.key,
      });
      const named = tie === undefined ? [] : [tie, ...tie.also];
      const { tied_to: tied } = cause;
      // One value says all, or nothing does: two say no more.
      expect(pair).toBeUndefined();
      if (tied === null) {
        expect(named).toEqual([]);
        continue;
      }
      const value = typeof tied.value === 'string' ? `'${tied.value}'` : `${tied.value}`;
      const path = tied.seen_downstream_as ?? tied.path;
      expect(named.map((one) => `${one.path} ${one.text}`)).toContain(`${path} ${value}`);
    }
  });

  test.each(WHOLE_STUDIES)('what is silently wrong in %s', async (name) => {
    const { ask, ids, plant } = await opened(name);
    const { found, unreadCount } = await ask('outputs.findNaN', { workflowId });
    expect(unreadCount).toBe(0);
    const rowsOf = (isInherited: boolean) =>
      new Set(found.filter((one) => one.isInherited === isInherited).map(({ row }) => row));
    expect(ids(rowsOf(false))).toEqual(ascending(plant.silently_wrong.map(({ run }) => run)));
    expect(ids(rowsOf(true))).toEqual(
      ascending(
        plant.silently_wrong.flatMap((wrong) => wrong.downstream_with_nan.map(({ run }) => run)),
      ),
    );
  });

  test.each(RUNNING_STUDIES)('the run that is probably lost in %s', async (name) => {
    const { index, ids, plant } = await opened(name);
    for (const { run, started } of plant.running ?? []) {
      const startUs = Date.parse(started) * 1000;
      const lostAfter = (hours: number): number[] =>
        ids(probablyLost(index, startUs + hours * 3_600_000_000).map(({ row }) => row));
      expect(lostAfter(0.5)).toEqual([]);
      expect(lostAfter(29)).toEqual([run]);
    }
  });

  test('the nearest success of an out-of-memory run differs in the grid, not in the load', async () => {
    const { ask, index } = await opened('gen4-jobscript-zarr-study-yield');
    const diff = await ask('runs.readDiff', { workflowId, row: index.runs.id.indexOf(34) });
    const differing = diff.lines.filter(({ differs }) => differs);
    expect(differing.find(({ path }) => path === 'inputs.volume_element.grid')).toMatchObject({
      left: '128',
    });
    expect(differing.some(({ path }) => path.startsWith('inputs.load_case'))).toBe(false);
    expect(differing.some(({ array }) => (array?.maxAbsolute ?? 0) > 0)).toBe(true);
  });
});
