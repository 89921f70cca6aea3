import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { writeGen1 } from '../../../../electron/sample/gen1-writer.ts';
import { parameterStudy } from '../../../../electron/sample/parameter-study.ts';
import { IndexCache } from '../../../../electron/workers/index-cache/index-cache.ts';
import { openSession } from '../../../../electron/workers/open-session.ts';
import type { WorkflowSession } from '../../../../electron/workers/session.ts';
import { statusCode } from '../../../../shared/model/status.ts';
import { filesOf } from '../../../support/files-of.ts';
import { makeGen4, makeGen5 } from '../../../support/later-layouts.ts';
import { zipArchive } from '../../../support/zip-archive.ts';
import { temporaryFolder } from '../../sample/temporary-folder.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../../shared-workflows.ts';
import { treeOf } from '../study-folder.ts';

vi.setConfig({ testTimeout: 30_000 });

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
const workflow = { workflowId: 'w' };
let folder: string;
let logged: string[];

beforeEach(() => {
  folder = join(temporaryFolder(), 'data', 'index-cache');
  logged = [];
  laterBy(60_000);
});
afterEach(() => {
  vi.restoreAllMocks();
  expect(logged).toEqual([]);
});

/** What was just written has settled: the clock of the opening is ahead. */
function laterBy(aheadMs: number): void {
  const now = Date.now.bind(Date);
  vi.restoreAllMocks();
  const startMs = now();
  const startTicks = performance.now();
  vi.spyOn(Date, 'now').mockImplementation(
    () => startMs + aheadMs + Math.round(performance.now() - startTicks),
  );
}

function open(path: string, appVersion = '1.0.0'): Promise<WorkflowSession> {
  return openSession(path, { folder, appVersion, log: (line) => logged.push(line) });
}

/** What a page shows first. */
async function shownBy({ handlers }: WorkflowSession) {
  const structure = await handlers['workflow.readStructure'](workflow, context);
  const counts = await handlers['workflow.readCounts'](workflow, context);
  const index = await handlers['workflow.readRunIndex'](workflow, context);
  return { structure, counts, index };
}

type Shown = Awaited<ReturnType<typeof shownBy>>;

/** Without what differs from one reading to the next. */
function contentOf({ structure, counts, index }: Shown) {
  const { all, byTask, problems } = counts;
  // Counts of iterations and runs are in it once the index is.
  const tasks = structure.tasks.map(({ iterationCount: _i, runCount: _r, ...task }) => task);
  return {
    structure: { ...structure, tasks },
    all,
    byTask,
    problems,
    index: { ...index, asOfMs: 0 },
  };
}

async function openAndClose(path: string): Promise<Shown> {
  const session = await open(path);
  const shown = await shownBy(session);
  await session.close();
  return shown;
}

async function freshnessOf({ handlers }: WorkflowSession) {
  return handlers['workflow.readFreshness'](workflow, context);
}

async function study(store: 'json' | 'zarr', name = 'study', elements = 20): Promise<string> {
  const path = join(temporaryFolder(), name);
  await writeGen1(path, parameterStudy({ elements, failedPart: 0.5 }), store);
  return path;
}

const entries = (): string[] => readdirSync(folder).map((name) => join(folder, name));

describe.each(['json', 'zarr'] as const)('a %s store of GEN1', (store) => {
  test('is shown as it was, then confirmed; nothing is written into it', async () => {
    const path = await study(store);
    const before = treeOf(path);
    const first = await openAndClose(path);
    expect(first.counts.isFromCache).toBeUndefined();
    const session = await open(path);
    const again = await shownBy(session);
    expect(again.counts).toMatchObject({ isFromCache: true, asOfMs: first.index.asOfMs });
    expect(contentOf(again)).toEqual(contentOf(first));
    const freshness = await freshnessOf(session);
    expect(freshness).toMatchObject({ wasChanged: false, shownAsOfMs: first.index.asOfMs });
    const confirmed = await shownBy(session);
    expect(confirmed.counts.isFromCache).toBeUndefined();
    expect(confirmed.counts.asOfMs).toBe(freshness.checkedMs);
    expect(contentOf(confirmed)).toEqual(contentOf(first));
    const detail = await session.handlers['runs.read'](
      { ...workflow, taskInsertId: 0, element: 3, iteration: 0, action: 0, attempt: 0 },
      context,
    );
    expect(detail.run?.status).toBeDefined();
    await session.close();
    expect(treeOf(path)).toEqual(before);
  });
});

test('a file rewritten in place, folders untouched, is noticed and replaces what was shown', async () => {
  const path = await study('zarr');
  const first = await openAndClose(path);
  const done = first.index.runs.status.indexOf(statusCode('complete'));
  const unset = first.index.runs.status.indexOf(statusCode('likely-failed'));
  expect(Math.min(done, unset)).toBeGreaterThan(-1);
  // The output of a run is taken back: its chunk becomes that of one that is not set, as long or not.
  const base = join(path, 'parameter_data', 'base');
  const chunkOf = async (row: number): Promise<string> => {
    const session = await open(path);
    const { data } = await session.handlers['runs.read'](
      { ...workflow, taskInsertId: 0, element: row, iteration: 0, action: 0, attempt: 0 },
      context,
    );
    await session.close();
    const output = data.find(({ path: name }) => name === 'outputs.state');
    return join(base, String(output?.parameter));
  };
  const target = await chunkOf(done);
  const folderBefore = statSync(base).mtimeMs;
  writeFileSync(target, readFileSync(await chunkOf(unset)));
  expect(statSync(base).mtimeMs).toBe(folderBefore);
  laterBy(120_000);

  const session = await open(path);
  const shown = await shownBy(session);
  expect(shown.counts.isFromCache).toBe(true);
  expect(shown.index.runs.status[done]).toBe(statusCode('complete'));
  expect(await freshnessOf(session)).toMatchObject({ wasChanged: true });
  const replaced = await shownBy(session);
  expect(replaced.counts.isFromCache).toBeUndefined();
  expect(replaced.index.runs.status[done]).toBe(statusCode('likely-failed'));
  await session.close();

  const third = await open(path);
  expect((await shownBy(third)).index.runs.status[done]).toBe(statusCode('likely-failed'));
  expect(await freshnessOf(third)).toMatchObject({ wasChanged: false });
  await third.close();
});

test('what was written while it may still be written to is shown again, but read anew', async () => {
  vi.restoreAllMocks();
  const path = await study('json');
  await openAndClose(path);
  const session = await open(path);
  expect((await shownBy(session)).counts.isFromCache).toBe(true);
  expect(await freshnessOf(session)).toMatchObject({ wasChanged: false });
  await session.close();
});

test.each([
  ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 9)],
  ['empty', () => Buffer.alloc(0)],
  ['one bit other', (bytes: Buffer) => flipped(bytes, bytes.length - 20)],
  ['of another kind', () => Buffer.from('not an index at all, but long enough for a header')],
])('an entry that is %s is left aside and built anew', async (_, damage) => {
  const path = await study('json');
  const first = await openAndClose(path);
  const [file = ''] = entries();
  writeFileSync(file, damage(readFileSync(file)));
  const again = await openAndClose(path);
  expect(again.counts.isFromCache).toBeUndefined();
  expect(contentOf(again)).toEqual(contentOf(first));
  expect((await openAndClose(path)).counts.isFromCache).toBe(true);
});

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

test('an entry of another version of the application is not used', async () => {
  const path = await study('json');
  await openAndClose(path);
  const session = await open(path, '2.0.0');
  expect((await shownBy(session)).counts.isFromCache).toBeUndefined();
  await session.close();
});

test('another workflow at the same path is not shown as the one before', async () => {
  const path = await study('json');
  await openAndClose(path);
  const other = await study('json', 'other', 7);
  rmSync(path, { recursive: true });
  cpSync(other, path, { recursive: true });
  const shown = await openAndClose(path);
  expect(shown.counts.isFromCache).toBeUndefined();
  expect(shown.structure.tasks[0]?.elementCount).toBe(7);
});

test('a data folder that cannot be written to is told to the log, and nothing else', async () => {
  const path = await study('json');
  mkdirSync(dirname(folder), { recursive: true });
  writeFileSync(folder, 'a file where the folder should be');
  const shown = await openAndClose(path);
  expect(shown.index.runs.count).toBe(20);
  expect(logged.splice(0)).toEqual([expect.stringContaining('could not be kept')]);
});

test('the longest unused make room, and all is gone when it is cleared', async () => {
  const [a, b, c] = [await study('json', 'a'), await study('json', 'b'), await study('json', 'c')];
  await openAndClose(a);
  const oneBytes = (await new IndexCache({ folder, appVersion: '1.0.0' }).size()).sizeBytes;
  const [oldest = ''] = entries();
  utimesSync(oldest, 1000, 1000);
  await openAndClose(b);
  const cache = new IndexCache({ folder, appVersion: '1.0.0' }, Math.round(oneBytes * 2.5));
  const kept = await cache.load(b);
  await openAndClose(c);
  if (kept === undefined) throw new Error('b was not kept');
  await cache.save(kept);
  expect(await cache.load(a)).toBeUndefined();
  expect(await cache.load(b)).toBeDefined();
  expect(await cache.size()).toMatchObject({ count: 2 });
  await cache.clear();
  expect(await cache.size()).toEqual({ count: 0, sizeBytes: 0 });
});

describe.skipIf(!hasSharedWorkflows)('workflows of hpcflow', () => {
  const writable = async (name: string, make: (path: string) => unknown): Promise<string> => {
    const path = join(temporaryFolder(), name);
    await make(path);
    return path;
  };
  const own = (name: string) => (): Promise<string> =>
    writable(name, (path) => cpSync(sharedWorkflowPath(name), path, { recursive: true }));
  const made = (name: string, make: (path: string) => unknown) => (): Promise<string> =>
    writable(name, async (path) => {
      cpSync(sharedWorkflowPath(name), path, { recursive: true });
      await make(path);
    });
  const zipped = (name: string) => (): Promise<string> =>
    writable(`${name}.zip`, (path) => {
      const files = [...filesOf(sharedWorkflowPath(name))];
      writeFileSync(path, zipArchive(files.map(([key, text]) => ({ name: key, text }))));
    });

  test.each([
    ['GEN2 Zarr', own('gen2-a140-zarr-fail')],
    ['GEN3 JSON', own('gen3-a180-json-fail')],
    ['GEN3 Zarr', own('gen3-a180-zarr-fail')],
    ['GEN3 zip', zipped('gen3-a180-zarr-fail')],
    ['GEN4', made('gen4-jobscript-zarr-fail-resources', makeGen4)],
    ['GEN5', made('gen4-jobscript-zarr-fail-resources', (path) => makeGen5(path, false))],
  ])('%s is shown as it was, with its problems and why runs were skipped', async (_, make) => {
    const path = await make();
    const first = await openAndClose(path);
    const session = await open(path);
    const again = await shownBy(session);
    expect(again.counts.isFromCache).toBe(true);
    expect(contentOf(again)).toEqual(contentOf(first));
    expect(await freshnessOf(session)).toMatchObject({ wasChanged: false });
    const fresh = await openSession(path);
    for (const row of first.index.runs.status.keys()) {
      const why = await session.handlers['runs.readWhy']({ ...workflow, row }, context);
      expect(why).toEqual(await fresh.handlers['runs.readWhy']({ ...workflow, row }, context));
    }
    await fresh.close();
    await session.close();
  });
});
