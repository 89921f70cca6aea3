import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleNodeEntries } from '../unit/hosts/worker-bundle.ts';
import {
  emptyWorkflow,
  opened,
  QUICK,
  STORE_NAMES,
  STORES,
  type StoreName,
} from '../unit/persistence-writing/new-workflow.ts';
import { outside } from './between.ts';
import { brokenReferences, taskGroups } from './broken-references.ts';
import {
  addTask,
  carryOutScenario,
  MANY_COMMITS,
  makeBase,
  SCENARIOS,
} from './commit-scenarios.ts';
import { contentOf } from './content-of.ts';
import { countingSteps } from './counting-steps.ts';
import { IS_ALL, MOST_MS } from './is-all.ts';
import { seededNumbers } from './seeded-numbers.ts';

/** Points in the scenario with many commits, and in each other one (as far as it has so many). */
const POINTS = IS_ALL ? { many: 160, other: 40 } : { many: 2, other: 1 };
const LEAST = IS_ALL ? 200 : 10;
const SEED = 20_260_302;
const NAMES = Object.keys(SCENARIOS);
/** Insert ID of a task that no scenario has. */
const LATER = 3;

let folder: string;
let dist: URL;
let child: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'earshot-commit-'));
  dist = await bundleNodeEntries({ 'commit-child': 'test/faults/commit-child.ts' });
  child = fileURLToPath(new URL('node/commit-child.js', dist));
  for (const name of STORE_NAMES) {
    const path = join(folder, name);
    await STORES[name].writeEmptyWorkflow(emptyWorkflow(path), QUICK);
    await makeBase(await opened(path, name));
  }
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(fileURLToPath(new URL('..', dist)), { recursive: true, force: true });
});

function copyOf(store: StoreName): string {
  const path = join(mkdtempSync(join(folder, 'kill-')), 'w');
  cpSync(join(folder, store), path, { recursive: true });
  return path;
}

/** What must be true of a workflow after an interrupted commit, and of the next commit to it. */
async function check(path: string, store: StoreName, before: unknown, after: unknown) {
  const { records, content } = await contentOf(path);
  expect(brokenReferences(records)).toEqual([]);
  expect(outside(before, content, after)).toEqual([]);
  if (store === 'zarr') expect(taskGroups(path).length).toBeLessThanOrEqual(records.tasks.length);
  const { store: next, context } = await opened(path, store);
  context.isInBatch = true;
  const count = await next.getNumAddedTasks();
  await addTask(next, count, LATER);
  await next.commitPending();
  const later = await contentOf(path);
  expect(brokenReferences(later.records)).toEqual([]);
  expect(later.records.tasks.at(-1)?.elements.length).toBe(3);
  if (store === 'zarr') {
    expect(taskGroups(path).length).toBe(later.records.tasks.length);
    expect(readdirSync(path).filter((name) => name.startsWith('.task_'))).toEqual([]);
  }
}

describe.each(STORE_NAMES)('commits of %s killed', (store) => {
  let killed = 0;

  test.each(NAMES)(
    'during “%s” leave a workflow that opens',
    async (scenario) => {
      const whole = copyOf(store);
      const before = (await contentOf(whole)).content;
      const counted = countingSteps();
      await carryOutScenario(scenario, whole, counted.steps);
      const count = counted.count();
      const after = (await contentOf(whole)).content;
      expect(after).not.toEqual(before);
      // A JSON commit is one to three files: most points are in many commits.
      const points = scenario === MANY_COMMITS ? POINTS.many : POINTS.other;
      for (const at of seededNumbers(SEED, points, count)) {
        const path = copyOf(store);
        const { signal } = spawnSync(process.execPath, [child, path, scenario, String(at)]);
        expect({ at, signal }).toEqual({ at, signal: 'SIGKILL' });
        try {
          await check(path, store, before, after);
        } catch (error) {
          throw new Error(`killed at change ${at} of ${count}`, { cause: error });
        }
        rmSync(join(path, '..'), { recursive: true, force: true });
        killed += 1;
      }
    },
    MOST_MS,
  );

  test(`at ${LEAST} points or more`, () => {
    expect(killed).toBeGreaterThanOrEqual(LEAST);
  });
});
