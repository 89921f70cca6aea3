import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  FlatJSON,
  FlatZarr,
  ZarrZip,
} from '../../../electron/persistence/flat/flat-store-classes.ts';
import { RefusedWrites } from '../../../electron/persistence/flat/refused-writes.ts';
import { openPersistentStore } from '../../../electron/persistence/open-persistent-store.ts';
import { storeClsFromPath, storeClsFromStr } from '../../../electron/persistence/store-classes.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../shared-workflows.ts';

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  for (const [key, text] of Object.entries(files)) {
    mkdirSync(join(folder, key, '..'), { recursive: true });
    writeFileSync(join(folder, key), text);
  }
  return folder;
}

describe('stores of later generations by their paths', () => {
  test('a Zarr store has the group of its metadata', async () => {
    const folder = folderWith({ '.zattrs': '{}', '.zgroup': '{}', 'metadata/.zgroup': '{}' });
    expect(await storeClsFromPath(folder)).toBe(FlatZarr);
    await expect(openPersistentStore({ path: folder, isInBatch: false })).rejects.toMatchObject({
      error: { code: 'unsupported-operation' },
    });
  });

  test('a JSON store has named members in its parameters', async () => {
    const folder = folderWith({
      'metadata.json': '{}',
      'submissions.json': '[]',
      'parameters.json': '{\n  "data": {},\n  "sources": {}\n}',
    });
    expect(await storeClsFromPath(folder)).toBe(FlatJSON);
  });

  test('an archive by the end of its name', async () => {
    const folder = folderWith({ 'a.zip': '', 'b.zip/file': '' });
    expect(await storeClsFromPath(join(folder, 'a.zip'))).toBe(ZarrZip);
    expect(storeClsFromStr('zip')).toBe(ZarrZip);
    await expect(storeClsFromPath(join(folder, 'b.zip'))).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });

  test('they make no workflows', async () => {
    await expect(ZarrZip.writeEmptyWorkflow()).rejects.toMatchObject({
      error: { code: 'unsupported-operation' },
    });
  });
});

test('every writing member is refused with a sentence that names it', async () => {
  class Store extends RefusedWrites {}
  const members = Object.entries(new Store());
  expect(members.length).toBeGreaterThan(20);
  for (const [name, member] of members) {
    const refusal: unknown = await (member as () => Promise<never>)().catch(
      (error: unknown) => error,
    );
    expect(refusal, name).toMatchObject({
      pythonName: 'NotImplementedError',
      error: {
        code: 'unsupported-operation',
        message: expect.stringContaining('does not change workflows of this version'),
      },
    });
  }
});

test.skipIf(!hasSharedWorkflows)('a store says what hpcflow says it supports', async () => {
  const open = async (name: string) => {
    const path = sharedWorkflowPath(name);
    return (await storeClsFromPath(path)).open({ path, isInBatch: false });
  };
  expect((await open('gen3-a180-zarr-scalar')).features).toMatchObject({
    edit: true,
    submission: true,
  });
  expect((await open('gen3-a180-json-scalar')).features).toMatchObject({ EAR_parallelism: false });
  expect((await open('gen3-a180-zip-scalar.zip')).features).toMatchObject({
    create: false,
    edit: false,
  });
});
