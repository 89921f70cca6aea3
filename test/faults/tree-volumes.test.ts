import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CopyRequest, copyTree } from '../../electron/files/tree/copy-tree.ts';
import { deleteTree } from '../../electron/files/tree/delete-tree.ts';
import { flushVolume } from '../../electron/files/tree/flush-volume.ts';
import { renameItem } from '../../electron/files/tree/rename-item.ts';
import { newOperationId } from '../../electron/files/tree/sibling-names.ts';
import {
  describeTree,
  errorOf,
  makeTree,
  prove,
  scratchFolder,
  testContext,
} from '../unit/files/tree/tree-support.ts';
import { NEEDS, volume } from './volume.ts';

async function place(target: string): Promise<{ source: string; request: CopyRequest }> {
  const folder = scratchFolder();
  const source = join(folder, 'study');
  makeTree(source);
  mkdirSync(join(folder, 'data'));
  const request = {
    id: newOperationId(),
    source: await prove(source),
    target,
    leaveOut: [],
    allowChanges: false,
    isFlushed: true,
    dataFolder: join(folder, 'data'),
  };
  return { source, request };
}

describe('a copy to another volume', () => {
  test('is the same', async ({ skip }) => {
    const top = volume('size=16m');
    if (top === undefined) return skip(NEEDS);
    const { source, request } = await place(join(top, 'copy'));
    expect(copyTree(request, testContext({}, { flushVolume }))).toMatchObject({ isOnDisk: true });
    expect(describeTree(join(top, 'copy'))).toEqual(describeTree(source));
  });

  test.for(['size=1m', 'size=16m,nr_inodes=30'])(
    'that is full (%s) leaves nothing',
    async (options, { skip }) => {
      const top = volume(options);
      if (top === undefined) return skip(NEEDS);
      const { source, request } = await place(join(top, 'copy'));
      for (let at = 0; at < 40; at += 1)
        writeFileSync(join(source, `big ${at}`), Buffer.alloc(60_000, 1));
      const before = describeTree(source);
      const error = errorOf(() => copyTree(request, testContext()));
      expect(error.code).toBe('too-large');
      expect(error.message).toContain('full');
      expect(readdirSync(top)).toEqual([]);
      expect(describeTree(source)).toEqual(before);
    },
  );

  test('that can only be read leaves nothing', async ({ skip }) => {
    const top = volume('size=1m,ro');
    if (top === undefined) return skip(NEEDS);
    const { request } = await place(join(top, 'copy'));
    const error = errorOf(() => copyTree(request, testContext()));
    expect(error).toMatchObject({ code: 'permission-denied' });
    expect(error.message).toContain('can only be read');
    expect(error.message).not.toContain('left');
    expect(readdirSync(join(request.dataFolder, 'operations'))).toEqual([]);
  });
});

test('what is on a volume that can only be read is neither deleted nor renamed', async ({
  skip,
}) => {
  const top = volume('size=16m');
  if (top === undefined) return skip(NEEDS);
  const study = join(top, 'study');
  makeTree(study);
  const folder = await prove(study);
  const before = describeTree(study);
  execFileSync('mount', ['-o', 'remount,ro', top]);
  const dataFolder = scratchFolder();
  const id = newOperationId();
  const codes = [
    errorOf(() => deleteTree({ id, folder, dataFolder }, testContext())),
    errorOf(() => renameItem({ id, folder, name: 'other', dataFolder }, testContext())),
  ].map(({ code }) => code);
  expect(codes).toEqual(['permission-denied', 'permission-denied']);
  expect(describeTree(study)).toEqual(before);
});

test('a file that cannot be removed is named, and the rest is gone', async ({ skip }) => {
  const folder = scratchFolder();
  const study = join(folder, 'study');
  makeTree(study);
  const held = join(study, 'array', 'file 6');
  try {
    execFileSync('chattr', ['+i', held], { stdio: 'ignore' });
  } catch {
    skip('files cannot be made immutable here');
  }
  const dataFolder = scratchFolder();
  const request = { id: newOperationId(), folder: await prove(study), dataFolder };
  const error = errorOf(() => deleteTree(request, testContext()));
  const [left = '?'] = readdirSync(folder);
  const path = join(folder, left, 'array', 'file 6');
  execFileSync('chattr', ['-i', path]);
  expect(error.message).toContain('array/file 6');
  expect(error.message).toContain(join(folder, left));
  expect(readdirSync(join(folder, left))).toEqual(['array']);
});
