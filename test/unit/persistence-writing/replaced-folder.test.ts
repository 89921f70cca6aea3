import { existsSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryWorkflowRename } from '../../../electron/persistence/directories.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';
import {
  addSmallTask,
  emptyWorkflow,
  type OpenStore,
  opened,
  QUICK,
  STORE_NAMES,
  STORES,
  type StoreName,
} from './new-workflow.ts';

/** A workflow made in the place of another. */
async function replacing(name: StoreName): Promise<OpenStore & { readonly replacedDir: string }> {
  const path = join(temporaryFolder(), 'w');
  await STORES[name].writeEmptyWorkflow(emptyWorkflow(path), QUICK);
  const { store } = await opened(path, name);
  await addSmallTask(store);
  const replacedDir = await temporaryWorkflowRename(path, { retry: { waitsMs: [] } });
  await STORES[name].writeEmptyWorkflow(emptyWorkflow(path, { replacedDir }), QUICK);
  return { ...(await opened(path, name)), replacedDir };
}

describe.each(STORE_NAMES)('a replaced folder of %s', (name) => {
  test('temporaryWorkflowRename adds ten letters; the new workflow knows the name', async () => {
    const { store, path, replacedDir } = await replacing(name);
    expect(replacedDir).toMatch(new RegExp(`^${path}\\.[A-Za-z]{10}$`));
    expect((await store.loadMetadata()).get('replaced_dir')).toBe(basename(replacedDir));
  });

  test('removeReplacedDir removes it and the record', async () => {
    const { store, replacedDir } = await replacing(name);
    await store.removeReplacedDir();
    expect(existsSync(replacedDir)).toBe(false);
    expect((await store.loadMetadata()).has('replaced_dir')).toBe(false);
    // Nothing more to do.
    await store.removeReplacedDir();
    expect(store.hasPending).toBe(false);
  });

  test('removeReplacedDir in a batch keeps the old workflow until all is written', async () => {
    const { store, context, replacedDir } = await replacing(name);
    context.isInBatch = true;
    await addSmallTask(store);
    await store.removeReplacedDir();
    expect(existsSync(replacedDir)).toBe(true);
    await store.commitPending();
    expect(existsSync(replacedDir)).toBe(false);
    expect((await store.loadMetadata()).has('replaced_dir')).toBe(false);
  });

  test('reinstateReplacedDir puts it back, where there is nothing in its place', async () => {
    const notices: string[] = [];
    const { path, replacedDir } = await replacing(name);
    const options = { ...QUICK, notify: (notice: string) => notices.push(notice) };
    const { store } = await opened(path, name, options);
    await store.cachedLoad(async () => {
      await expect(store.reinstateReplacedDir()).rejects.toMatchObject({
        pythonName: 'FileExistsError',
      });
      await store.deleteNoConfirm();
      await store.reinstateReplacedDir();
    });
    expect(existsSync(replacedDir)).toBe(false);
    expect(notices.length).toBe(2);
    expect(await (await opened(path, name)).store.getNumAddedTasks()).toBe(1);
  });

  test('a record that is a path, not a name, leads to no other place', async () => {
    const { path, replacedDir } = await replacing(name);
    const elsewhere = join(temporaryFolder(), 'elsewhere');
    renameSync(replacedDir, elsewhere);
    const file = join(path, name === 'json' ? 'metadata.json' : '.zattrs');
    const { readFileSync, writeFileSync } = await import('node:fs');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, text.replace(basename(replacedDir), elsewhere));
    await (await opened(path, name)).store.removeReplacedDir();
    expect(existsSync(elsewhere)).toBe(true);
    expect(existsSync(path)).toBe(true);
  });
});
