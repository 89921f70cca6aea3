import { mkdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyTree } from '../../../../electron/files/tree/copy-tree.ts';
import { deleteTree } from '../../../../electron/files/tree/delete-tree.ts';
import { renameItem } from '../../../../electron/files/tree/rename-item.ts';
import { newOperationId } from '../../../../electron/files/tree/sibling-names.ts';
import { trashItem } from '../../../../electron/files/tree/trash-item.ts';
import { runTreeTask } from '../../../../electron/files/tree/tree-task.ts';
import { copying, left, type Place, place } from './archive-support.ts';
import { errorOf, prove, testContext } from './tree-support.ts';

type Taking = (at: Place) => Promise<() => unknown>;

const OPERATIONS: readonly (readonly [string, Taking])[] = [
  [
    'measuring',
    async ({ path }) => {
      const folder = await prove(path);
      return () => runTreeTask('measure', { folder, leaveOut: [] }, testContext());
    },
  ],
  [
    'copying',
    async (at) => {
      const request = await copying(at);
      return () => copyTree(request, testContext());
    },
  ],
  [
    'renaming',
    async ({ path, dataFolder }) => {
      const request = { id: newOperationId(), folder: await prove(path), dataFolder };
      return () => renameItem({ ...request, name: 'other.zip' }, testContext());
    },
  ],
  [
    'trashing',
    async ({ path, dataFolder, folder }) => {
      const around = { userId: process.getuid?.() ?? 0, dataHome: join(folder, 'data', 'share') };
      const request = { folder: await prove(path), dataFolder, around };
      return () => trashItem(request, testContext());
    },
  ],
  [
    'deleting',
    async ({ path, dataFolder }) => {
      const request = { id: newOperationId(), folder: await prove(path), dataFolder };
      return () => deleteTree(request, testContext());
    },
  ],
];

describe.each(OPERATIONS)('%s', (_name, begin) => {
  test('says that an archive has vanished', async () => {
    const at = place();
    const run = await begin(at);
    rmSync(at.path);
    expect(errorOf(run).code).toBe('not-found');
    expect(left(at)).toEqual(['data']);
  });

  test('leaves alone what took its place, and follows no link', async () => {
    const at = place();
    const run = await begin(at);
    renameSync(at.path, join(at.folder, 'moved.zip'));
    writeFileSync(at.path, at.content);
    utimesSync(at.path, 1_600_000_000, 1_600_000_000.25);
    expect(errorOf(run).code).toBe('changed-on-disk');
    rmSync(at.path);
    symlinkSync('moved.zip', at.path);
    expect(errorOf(run).code).toBe('changed-on-disk');
    rmSync(at.path);
    mkdirSync(at.path);
    expect(errorOf(run).code).toBe('changed-on-disk');
    expect(left(at)).toEqual(['data', 'moved.zip', 'study.zip']);
  });

  test('leaves alone what was written to since', async () => {
    const at = place();
    const run = await begin(at);
    writeFileSync(at.path, Buffer.from(at.content).fill('x'));
    const error = errorOf(run);
    expect([error.code, error.message]).toEqual([
      'changed-on-disk',
      `${at.path} changed since it was looked at.`,
    ]);
    expect(left(at)).toEqual(['data', 'study.zip']);
  });
});
