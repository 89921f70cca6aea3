import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { copyTree } from '../../../../electron/files/tree/copy-tree.ts';
import { nodeFileOperations as real } from '../../../../electron/files/tree/file-operations.ts';
import { renameItem } from '../../../../electron/files/tree/rename-item.ts';
import { newOperationId } from '../../../../electron/files/tree/sibling-names.ts';
import { copying, left, place } from './archive-support.ts';
import { errorOf, prove, systemError, testContext } from './tree-support.ts';

test('an archive replaces nothing that comes to its place in the very moment', async () => {
  const at = place();
  const { folder, path, dataFolder } = at;
  const taken = join(folder, 'copy.zip');
  const late = testContext({
    link: (from, to) => {
      writeFileSync(taken, 'mine');
      real.link(from, to);
    },
  });
  const request = await copying(at);
  expect(errorOf(() => copyTree(request, late)).code).toBe('refused');
  expect(readFileSync(taken, 'utf8')).toBe('mine');
  const unseen = testContext({
    lstat: (asked) => {
      if (asked === taken) throw systemError('ENOENT');
      return real.lstat(asked);
    },
  });
  const renaming = {
    id: newOperationId(),
    folder: await prove(path),
    name: 'copy.zip',
    dataFolder,
  };
  expect(errorOf(() => renameItem(renaming, unseen)).code).toBe('refused');
  expect(readFileSync(taken, 'utf8')).toBe('mine');
  expect(left(at)).toEqual(['copy.zip', 'data', 'study.zip']);
});

test('a volume without second names renames', async () => {
  const at = place();
  const context = testContext({
    link: () => {
      throw systemError('EPERM');
    },
  });
  const request = await copying(at);
  copyTree(request, context);
  expect(readFileSync(request.target).equals(at.content)).toBe(true);
  expect(left(at)).toEqual(['copy.zip', 'data', 'study.zip']);
});

test('an archive that cannot lose its old name keeps that one only', async () => {
  const { folder, path, dataFolder } = place();
  const renaming = { id: newOperationId(), folder: await prove(path), name: 'x.zip', dataFolder };
  const held = testContext({
    unlink: (asked) => {
      if (asked === path) throw systemError('EBUSY');
      real.unlink(asked);
    },
  });
  expect(() => renameItem(renaming, held)).toThrow();
  expect(readdirSync(folder).sort()).toEqual(['data', 'study.zip']);
});
