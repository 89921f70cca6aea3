import { existsSync, readdirSync } from 'node:fs';
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import {
  arrangeStudies,
  codeOf,
  context,
  ended,
  events,
  folder,
  opened,
  openWorkers,
  setRunning,
  study,
} from './operations-support.ts';
import { makeTree } from './temp-folder.ts';

arrangeStudies();

describe('looking before', () => {
  it('tells what is there, and what leaving out the files of runs saves', async () => {
    const { look } = await opened();
    expect(await look('copy')).toMatchObject({
      name: 'study',
      path: study,
      form: 'folder',
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
    setRunning(3);
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
