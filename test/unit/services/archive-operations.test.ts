import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Preflight, Purpose } from '../../../shared/contract/operations.ts';
import {
  arrangeStudies,
  backendOf,
  codeOf,
  context,
  ended,
  events,
  folder,
  openWorkers,
  touchAll,
} from './operations-support.ts';

arrangeStudies();

describe('an archive', () => {
  let archive: string;
  const home = (): string[] => readdirSync(join(folder, 'home')).sort();

  beforeEach(async () => {
    archive = join(folder, 'home', 'study.zip');
    await writeFile(archive, 'an archive');
    touchAll(join(folder, 'home'), 24 * 3600);
  });

  async function openedArchive() {
    const { handlers } = backendOf();
    const { workflowId } = await handlers['workflow.open']({ path: archive }, context);
    const look = async (purpose: Purpose): Promise<Preflight> =>
      handlers['operations.preflight']({ subject: { workflowId }, purpose }, context);
    return { handlers, workflowId, look };
  }

  it('is looked at as one file, with nothing of it to leave out', async () => {
    const { look } = await openedArchive();
    const found = await look('copy');
    expect(found).toMatchObject({
      name: 'study.zip',
      path: archive,
      form: 'file',
      all: { files: 1, folders: 0, links: 0, sizeBytes: 10 },
      cautions: [],
      suggestion: { name: 'study copy.zip', place: { path: join(folder, 'home') } },
    });
    expect(found).not.toHaveProperty('withoutRunFiles');
    await writeFile(join(folder, 'home', 'study copy.zip'), '');
    expect((await look('copy')).suggestion?.name).toBe('study copy 2.zip');
  });

  it('is copied, under a name that keeps its ending', async () => {
    const { handlers, look } = await openedArchive();
    const { token, suggestion } = await look('copy');
    const asked = { token, placeId: suggestion?.place.placeId ?? '', withoutRunFiles: false };
    const check = async (name: string): Promise<unknown> =>
      handlers['operations.checkTarget']({ ...asked, name }, context);
    expect(await check('study')).toHaveProperty('problem.code', 'refused');
    expect(await check(' ')).toHaveProperty('problem.message', 'The name is empty.');
    expect(await check('../outside/x')).toHaveProperty('problem.code', 'invalid-request');
    const { operationId } = await handlers['operations.copy'](
      { ...asked, name: 'other', confirmed: [] },
      context,
    );
    const path = join(folder, 'home', 'other.zip');
    expect((await ended(operationId)).outcome).toEqual({
      kind: 'done',
      result: { path, files: 1, sizeBytes: 10, isCompared: true, mentions: [] },
    });
    expect(readFileSync(path, 'utf8')).toBe('an archive');
    expect(home()).toEqual(['other.zip', 'study', 'study.zip']);
  });

  it('is renamed, after its worker was closed; tab and recent workflow follow', async () => {
    const { handlers, workflowId, look } = await openedArchive();
    const { token } = await look('rename');
    const rename = { token, confirmed: [] };
    const same = await handlers['operations.checkTarget'](
      { token, name: 'study', withoutRunFiles: false },
      context,
    );
    expect(same).toHaveProperty('problem.message', 'That is its name already.');
    const { operationId } = await handlers['operations.rename'](
      { ...rename, name: 'other' },
      context,
    );
    const path = join(folder, 'home', 'other.zip');
    expect((await ended(operationId)).outcome).toEqual({
      kind: 'done',
      result: { path, mentions: [] },
    });
    expect(home()).toEqual(['other.zip', 'study']);
    expect(openWorkers).toEqual(new Set([path]));
    expect(events).toContainEqual({
      name: 'workflow.moved',
      payload: { workflowId, identity: expect.objectContaining({ path }) },
    });
    const { recents } = await handlers['library.listRecents']({}, context);
    expect(recents.map((recent) => recent.path)).toEqual([path]);
  });

  it.runIf(process.platform === 'linux')('goes to the trash, and back', async () => {
    const { handlers, look } = await openedArchive();
    const { token } = await look('trash');
    const { operationId } = await handlers['operations.trash']({ token, confirmed: [] }, context);
    const { outcome } = await ended(operationId);
    expect(home()).toEqual(['study']);
    expect(openWorkers).toEqual(new Set());
    const undoId = outcome?.kind === 'done' ? (outcome.result.undoId ?? '') : '';
    const back = await handlers['operations.restore']({ undoId }, context);
    expect((await ended(back.operationId)).outcome).toMatchObject({ kind: 'done' });
    expect(readFileSync(archive, 'utf8')).toBe('an archive');
    const { recents } = await handlers['library.listRecents']({}, context);
    expect(recents.map(({ path }) => path)).toEqual([archive]);
  });

  it('is deleted under its whole name, and only as it was shown', async () => {
    const { handlers, look } = await openedArchive();
    const remove = (token: string, typedName: string): Promise<{ operationId: string }> =>
      (async () => handlers['operations.delete']({ token, confirmed: [], typedName }, context))();
    const { token } = await look('delete');
    expect(await codeOf(remove(token, 'study'))).toBe('invalid-request');
    await writeFile(archive, 'another one');
    const refused = await remove(token, 'study.zip');
    expect((await ended(refused.operationId)).outcome).toMatchObject({
      kind: 'failed',
      error: { code: 'changed-on-disk' },
    });
    expect(home()).toEqual(['study', 'study.zip']);
    touchAll(join(folder, 'home'), 24 * 3600);
    const again = await remove((await look('delete')).token, 'study.zip');
    expect((await ended(again.operationId)).outcome).toEqual({
      kind: 'done',
      result: { files: 1, mentions: [] },
    });
    expect(home()).toEqual(['study']);
  });
});
