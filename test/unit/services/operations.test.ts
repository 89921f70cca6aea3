import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runTreeTask } from '../../../electron/files/tree/tree-task.ts';
import { createBackend } from '../../../electron/services/create-backend.ts';
import type { RunTree } from '../../../electron/services/operations/run-tree.ts';
import type { WorkflowWorker } from '../../../electron/services/workflow-worker.ts';
import { type AppErrorCode, AppException } from '../../../shared/contract/errors.ts';
import type { Operation, Preflight, Purpose } from '../../../shared/contract/operations.ts';
import type { Output } from '../../../shared/contract/procedures.ts';
import { RUN_STATUSES, statusCode } from '../../../shared/model/status.ts';
import { testContext } from '../files/tree/tree-support.ts';
import { makeTree, tempFolder } from './temp-folder.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };

let folder: string;
let study: string;
/** Runs that workers say are running. */
let running: number;
let openWorkers: Set<string>;
let events: { readonly name: string; readonly payload: unknown }[];
let ended: (operationId: string) => Promise<Operation>;

/** Tasks of folders in this thread, on the real disk. */
const runTree: RunTree = async (name, input) => runTreeTask(name, input, testContext());

function worker(path: string): WorkflowWorker {
  openWorkers.add(path);
  return {
    identity: { name: 'study', path, store: 'json', generation: 'GEN1' },
    async call(name) {
      const all = RUN_STATUSES.map(() => 0);
      all[statusCode('running')] = running;
      const counts = { asOfMs: 0, all, byTask: [], problems: [] };
      return (name === 'workflow.readCounts' ? counts : { path }) as unknown as Output<typeof name>;
    },
    onCrash: () => () => undefined,
    async close() {
      openWorkers.delete(path);
    },
  };
}

function backendOf(more: { readonly moveToTrash?: (path: string) => Promise<void> } = {}) {
  const backend = createBackend(
    {
      productVersion: '1.2.3',
      capabilities: {
        openDialog: false,
        folderPicker: true,
        droppedPaths: false,
        writes: true,
        ownWindowFrame: false,
      },
      dataFolder: join(folder, 'data'),
      workerFile: new URL('file:///no/worker.js'),
      treeWorkerFile: new URL('file:///no/tree-worker.js'),
      initialPaths: [],
      allowedRoots: [join(folder, 'home')],
      log: () => undefined,
      ...more,
    },
    {
      recognise: async (path) =>
        path.endsWith('.zip') || existsSync(join(path, 'metadata.json'))
          ? { kind: 'workflow', path, store: 'json', generation: 'GEN1', isReadable: true }
          : { kind: 'not-a-workflow', path, reason: 'No workflow.', suggestions: [] },
      startWorker: async (path) => worker(path),
      runTree,
    },
  );
  backend.subscribe((name, payload) => events.push({ name, payload }));
  ended = async (operationId) => {
    const find = (): Operation | undefined => {
      const listed = backend.handlers['operations.list']({}, context) as Output<'operations.list'>;
      return listed.operations.find((operation) => operation.operationId === operationId);
    };
    await expect.poll(() => find()?.outcome).toBeDefined();
    const operation = find();
    if (operation === undefined) throw new Error('not listed');
    return operation;
  };
  return backend;
}

/** Everything of the workflow, as old as this. */
function touchAll(path: string, agoS: number): void {
  const timeS = Date.now() / 1000 - agoS;
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' })) {
    utimesSync(join(path, entry), timeS, timeS);
  }
  utimesSync(path, timeS, timeS);
}

async function codeOf(work: unknown): Promise<AppErrorCode | 'none'> {
  try {
    await work;
    return 'none';
  } catch (error) {
    if (error instanceof AppException) return error.error.code;
    throw error;
  }
}

beforeEach(async () => {
  folder = await tempFolder();
  vi.stubEnv('XDG_DATA_HOME', join(folder, 'share'));
  await makeTree(folder, {
    'home/study/metadata.json': '{}',
    'home/study/artifacts/tasks/t/out.txt': 'text',
    'home/study/artifacts/submissions/js.sh': 'echo',
    'outside/study/metadata.json': '{}',
  });
  study = join(folder, 'home', 'study');
  touchAll(study, 24 * 3600);
  running = 0;
  openWorkers = new Set();
  events = [];
});
afterEach(() => vi.unstubAllEnvs());

/** A backend with the study open, and what is asked of it most. */
async function opened(more: Parameters<typeof backendOf>[0] = {}) {
  const { handlers, close } = backendOf(more);
  const { workflowId } = await handlers['workflow.open']({ path: study }, context);
  const look = async (purpose: Purpose): Promise<Preflight> =>
    handlers['operations.preflight']({ subject: { workflowId }, purpose }, context);
  return { handlers, workflowId, look, close };
}

describe('looking before', () => {
  it('tells what is there, and what leaving out the files of runs saves', async () => {
    const { look } = await opened();
    expect(await look('copy')).toMatchObject({
      name: 'study',
      path: study,
      all: { files: 3, folders: 4, links: 0, sizeBytes: 10 },
      withoutRunFiles: { files: 2, sizeBytes: 6 },
      volume: { kind: 'local' },
      cautions: [],
      activeRuns: 0,
      suggestion: { name: 'study copy', place: { path: join(folder, 'home') } },
    });
    await mkdir(join(folder, 'home', 'study copy'));
    expect((await look('copy')).suggestion?.name).toBe('study copy 2');
  });

  it('knows recent workflows by handles, and refuses handles that nobody issued', async () => {
    const { handlers, workflowId } = await opened();
    const { recents } = await handlers['library.listRecents']({}, context);
    const recentId = recents[0]?.recentId ?? '';
    await handlers['workflow.close']({ workflowId }, context);
    const ask = (subject: { recentId: string } | { workflowId: string }): Promise<unknown> =>
      Promise.resolve(
        handlers['operations.preflight']({ subject, purpose: 'trash' as const }, context),
      );
    expect(await ask({ recentId })).toMatchObject({ name: 'study' });
    expect(await codeOf(ask({ recentId: 'guessed' }))).toBe('not-found');
    expect(await codeOf(ask({ workflowId }))).toBe('not-found');
    // Read anew for the counts, and let go of again.
    expect(openWorkers).toEqual(new Set());
  });

  it('refuses what was not confirmed: runs that are active, and changes of now', async () => {
    running = 3;
    await writeFile(join(study, 'new'), '');
    const { handlers, look } = await opened();
    const { token, cautions, activeRuns } = await look('rename');
    expect({ cautions, activeRuns }).toEqual({
      cautions: ['runs-active', 'changed-recently'],
      activeRuns: 3,
    });
    const begin = (confirmed: typeof cautions): unknown =>
      handlers['operations.rename']({ token, confirmed, name: 'other' }, context);
    expect(await codeOf(begin(['changed-recently']))).toBe('refused');
    expect(await codeOf(begin(cautions))).toBe('none');
  });

  it('leaves zip archives to the file manager', async () => {
    await writeFile(join(folder, 'home', 'study.zip'), 'zip');
    const { handlers } = await opened();
    const path = join(folder, 'home', 'study.zip');
    const { workflowId } = await handlers['workflow.open']({ path }, context);
    const subject = { workflowId };
    const look = handlers['operations.preflight']({ subject, purpose: 'delete' }, context);
    expect(await codeOf(look)).toBe('unsupported-operation');
  });

  it('gives a token for one purpose only', async () => {
    const { handlers, look } = await opened();
    const { token } = await look('trash');
    const asked = { token, confirmed: [], typedName: 'study' };
    expect(await codeOf((async () => handlers['operations.delete'](asked, context))())).toBe(
      'not-found',
    );
    expect(existsSync(study)).toBe(true);
  });
});

describe('a place for a copy', () => {
  it('is known by its handle, and inside the allowed folders', async () => {
    const { handlers, look } = await opened();
    const { token } = await look('copy');
    const check = (placeId: string, name: string): Promise<unknown> =>
      Promise.resolve(
        handlers['operations.checkTarget'](
          { token, placeId, name, withoutRunFiles: false },
          context,
        ),
      );
    expect(await codeOf(check(join(folder, 'home'), 'x'))).toBe('not-found');
    const home = await handlers['folders.list']({ path: join(folder, 'home') }, context);
    const placeId = home.placeId ?? '';
    expect(await check(placeId, 'x')).toMatchObject({ path: join(folder, 'home', 'x') });
    for (const name of ['../outside/x', '..', '', 'study', 'x'.repeat(300)]) {
      expect(await check(placeId, name), name).toHaveProperty('problem.message');
    }
    // The folder it stands for was replaced by a link that leads out.
    await mkdir(join(folder, 'home', 'place'));
    const place = await handlers['folders.list']({ path: join(folder, 'home', 'place') }, context);
    await rm(join(folder, 'home', 'place'), { recursive: true });
    await symlink(join(folder, 'outside'), join(folder, 'home', 'place'));
    expect(await codeOf(check(place.placeId ?? '', 'x'))).toBe('refused');
  });
});

describe('renaming', () => {
  it('closes the worker first; tab and recent workflow follow', async () => {
    const { handlers, workflowId, look } = await opened();
    const { token } = await look('rename');
    const { operationId } = await handlers['operations.rename'](
      { token, confirmed: [], name: 'other' },
      context,
    );
    const path = join(folder, 'home', 'other');
    expect((await ended(operationId)).outcome).toEqual({
      kind: 'done',
      result: { path, mentions: [] },
    });
    expect(openWorkers).toEqual(new Set([path]));
    expect(events).toContainEqual({
      name: 'workflow.moved',
      payload: { workflowId, identity: expect.objectContaining({ path }) },
    });
    const { recents } = await handlers['library.listRecents']({}, context);
    expect(recents.map((recent) => [recent.name, recent.path])).toEqual([['other', path]]);
    // The folder is found open under its new path, and not under its old one.
    expect(await handlers['workflow.open']({ path }, context)).toMatchObject({ workflowId });
  });

  it('leaves all as it is when the folder is another one by now', async () => {
    const { handlers, workflowId, look } = await opened();
    const { token } = await look('rename');
    await rename(study, `${study} before`);
    await makeTree(folder, { 'home/study/metadata.json': '{}' });
    const { operationId } = await handlers['operations.rename'](
      { token, confirmed: [], name: 'other' },
      context,
    );
    expect((await ended(operationId)).outcome).toMatchObject({
      kind: 'failed',
      error: { code: 'changed-on-disk' },
    });
    expect(readdirSync(join(folder, 'home')).sort()).toEqual(['study', 'study before']);
    // What was open is gone from there: its tab is closed rather than showing another folder.
    expect(events.map(({ name }) => name)).toContain('workflow.removed');
    expect(await codeOf(handlers['workflow.reopen']({ workflowId }, context))).toBe('not-found');
  });
});

describe('taking away', () => {
  it.runIf(process.platform === 'linux')('moves to the trash, and back', async () => {
    const { handlers, workflowId, look } = await opened();
    const { token, trash } = await look('trash');
    expect(trash).toEqual({ isAvailable: true, isUndoable: true });
    const { operationId } = await handlers['operations.trash']({ token, confirmed: [] }, context);
    const { outcome } = await ended(operationId);
    expect(existsSync(study)).toBe(false);
    expect(readdirSync(join(folder, 'share', 'Trash', 'files'))).toEqual(['study']);
    expect(events).toContainEqual({
      name: 'workflow.removed',
      payload: { workflowId, path: study },
    });
    expect((await handlers['library.listRecents']({}, context)).recents).toEqual([]);
    expect(openWorkers).toEqual(new Set());

    const undoId = outcome?.kind === 'done' ? (outcome.result.undoId ?? '') : '';
    const back = await handlers['operations.restore']({ undoId }, context);
    expect((await ended(back.operationId)).outcome).toMatchObject({ kind: 'done' });
    expect(existsSync(join(study, 'metadata.json'))).toBe(true);
    const { recents } = await handlers['library.listRecents']({}, context);
    expect(recents.map(({ path }) => path)).toEqual([study]);
    expect(await codeOf((async () => handlers['operations.restore']({ undoId }, context))())).toBe(
      'not-found',
    );
  });

  it('uses the trash of the system where that is no folder of ours', async () => {
    const moved: string[] = [];
    const { handlers, look } = await opened({
      moveToTrash: async (path) => {
        moved.push(path);
        await rename(path, join(folder, 'system-trash'));
      },
    });
    vi.stubGlobal(
      'process',
      new Proxy(process, {
        get: (target, key) => (key === 'platform' ? 'darwin' : Reflect.get(target, key)),
      }),
    );
    try {
      const { token, trash } = await look('trash');
      expect(trash).toEqual({ isAvailable: true, isUndoable: false });
      const { operationId } = await handlers['operations.trash']({ token, confirmed: [] }, context);
      expect((await ended(operationId)).outcome).toEqual({
        kind: 'done',
        result: { mentions: [] },
      });
    } finally {
      vi.unstubAllGlobals();
    }
    expect(moved).toEqual([study]);
  });

  it('refuses what is not as it was when it was looked at', async () => {
    const { handlers, workflowId, look } = await opened();
    const { token } = await look('delete');
    await writeFile(join(study, 'artifacts', 'more.txt'), 'new');
    const { operationId } = await handlers['operations.delete'](
      { token, confirmed: [], typedName: 'study' },
      context,
    );
    const { outcome } = await ended(operationId);
    expect(outcome).toMatchObject({ kind: 'failed', error: { code: 'changed-on-disk' } });
    expect(outcome).toHaveProperty(
      'error.message',
      'study is not as it was when it was looked at: it has 1 more file. Nothing was done.',
    );
    expect(existsSync(join(study, 'metadata.json'))).toBe(true);
    expect(await handlers['workflow.open']({ path: study }, context)).toMatchObject({ workflowId });
  });

  it('says that a workflow has vanished', async () => {
    const { handlers, look } = await opened();
    const { token } = await look('delete');
    await rm(study, { recursive: true });
    const asked = { token, confirmed: [], typedName: 'study' };
    const { operationId } = await handlers['operations.delete'](asked, context);
    expect((await ended(operationId)).outcome).toMatchObject({
      kind: 'failed',
      error: { code: 'not-found' },
    });
  });

  it('begins one operation on a folder at a time', async () => {
    const { handlers, look } = await opened();
    const [rename, trash] = [await look('rename'), await look('trash')];
    const first = handlers['operations.rename'](
      { token: rename.token, confirmed: [], name: 'other' },
      context,
    );
    await first;
    const second = async () =>
      handlers['operations.trash']({ token: trash.token, confirmed: [] }, context);
    expect(await codeOf(second())).toBe('refused');
  });
});
