import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nodeFileOperations as real } from '../../../../electron/files/tree/file-operations.ts';
import { cleanLeftOver, listLeftOvers } from '../../../../electron/files/tree/left-overs.ts';
import { type RenameRequest, renameItem } from '../../../../electron/files/tree/rename-item.ts';
import { newOperationId } from '../../../../electron/files/tree/sibling-names.ts';
import type { TreePath } from '../../../../electron/files/tree/tree-path.ts';
import {
  describeTree,
  errorOf,
  makeTree,
  prove,
  scratchFolder,
  systemError,
  testContext,
} from './tree-support.ts';

async function place(name: string): Promise<{ folder: string; request: RenameRequest }> {
  const folder = scratchFolder();
  makeTree(join(folder, 'study'));
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  const proven = await prove(join(folder, 'study'));
  return { folder, request: { id: newOperationId(), folder: proven, name, dataFolder } };
}

describe('renaming', () => {
  test('keeps all that is in it', async () => {
    const { folder, request } = await place('other name');
    const before = describeTree(join(folder, 'study'));
    expect(renameItem(request, testContext())).toBe(join(folder, 'other name'));
    expect(describeTree(join(folder, 'other name'))).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(['data', 'other name']);
  });

  test('may change only the case', async () => {
    const { folder, request } = await place('Study');
    renameItem(request, testContext());
    expect(readdirSync(folder).sort()).toEqual(['Study', 'data']);
  });

  test.each(['data', '', '..', 'a/b', 'x'.repeat(256)])('to %j is refused', async (name) => {
    const { folder, request } = await place(name);
    expect(errorOf(() => renameItem(request, testContext())).code).toMatch(
      /refused|invalid-request/,
    );
    expect(readdirSync(folder).sort()).toEqual(['data', 'study']);
  });

  test('never replaces anything, not even an empty folder or a file', async () => {
    const { folder, request } = await place('taken');
    writeFileSync(join(folder, 'taken'), '');
    expect(errorOf(() => renameItem(request, testContext())).code).toBe('refused');
    expect(readdirSync(folder).sort()).toEqual(['data', 'study', 'taken']);
  });

  test('says when the volume can only be read', async () => {
    const { request } = await place('other');
    const context = testContext({
      rename: () => {
        throw systemError('EROFS');
      },
    });
    expect(errorOf(() => renameItem(request, context))).toMatchObject({
      code: 'permission-denied',
    });
  });
});

/** A volume that takes both spellings for one name, and a rename between them for no change. */
function caseless(folder: string): Parameters<typeof testContext>[0] {
  const own = (path: TreePath): TreePath =>
    path === join(folder, 'Study') && readdirSync(folder).includes('study')
      ? join(folder, 'study')
      : path;
  return {
    lstatFolder: (path) => real.lstatFolder(own(path)),
    lstat: (path) => real.lstat(own(path)),
    rename: (from, to) => {
      if (own(from) !== own(to)) real.rename(from, to);
    },
  };
}

describe('on a volume that cannot change the case at once', () => {
  test('it takes two steps', async () => {
    const { folder, request } = await place('Study');
    const before = describeTree(join(folder, 'study'));
    renameItem(request, testContext(caseless(folder)));
    expect(describeTree(join(folder, 'Study'))).toEqual(before);
    expect(listLeftOvers(request.dataFolder, testContext())).toEqual([]);
  });

  test('a crash between them is found, and the rename finished', async () => {
    const { folder, request } = await place('Study');
    const before = describeTree(join(folder, 'study'));
    const operations = caseless(folder);
    let isDown = false;
    const context = testContext({
      ...operations,
      rename: (from, to) => {
        if (isDown) throw systemError('EIO');
        operations?.rename?.(from, to);
        isDown = to.toString().includes('.renaming-');
      },
    });
    expect(errorOf(() => renameItem(request, context)).message).toContain('.renaming-');
    const [leftOver] = listLeftOvers(request.dataFolder, testContext());
    expect(leftOver).toMatchObject({ kind: 'rename', target: join(folder, 'Study') });
    cleanLeftOver(request.dataFolder, request.id, testContext());
    expect(describeTree(join(folder, 'Study'))).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(['Study', 'data']);
  });
});
