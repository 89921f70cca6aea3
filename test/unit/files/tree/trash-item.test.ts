import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { nodeFileOperations } from '../../../../electron/files/tree/file-operations.ts';
import { trashFacts } from '../../../../electron/files/tree/trash-facts.ts';
import {
  moveToSystemTrash,
  restoreItem,
  type TrashRequest,
  trashItem,
} from '../../../../electron/files/tree/trash-item.ts';
import { findTrash, mayHaveTrash } from '../../../../electron/files/tree/trash-place.ts';
import {
  describeTree,
  errorOf,
  makeTree,
  prove,
  scratchFolder,
  systemError,
  testContext,
} from './tree-support.ts';

const userId = process.getuid?.() ?? 0;

async function place(folder = scratchFolder()): Promise<{ folder: string; request: TrashRequest }> {
  makeTree(join(folder, 'study'));
  const home = scratchFolder();
  const request = {
    folder: await prove(join(folder, 'study')),
    dataFolder: join(home, 'data'),
    around: { userId, dataHome: join(home, 'share') },
  };
  return { folder, request };
}

const isUnix = process.platform !== 'win32';

describe.runIf(isUnix)('the home trash', () => {
  test('takes a workflow with a note, and gives it back', async () => {
    const { folder, request } = await place();
    const before = describeTree(join(folder, 'study'));
    const trashed = trashItem(request, testContext());
    const trash = join(request.around.dataHome, 'Trash');
    expect(trashed.trashed).toBe(join(trash, 'files', 'study'));
    expect(readdirSync(folder)).toEqual([]);
    expect(describeTree(trashed.trashed)).toEqual(before);
    expect(readFileSync(join(trash, 'info', 'study.trashinfo'), 'utf8')).toMatch(
      new RegExp(
        `^\\[Trash Info\\]\nPath=${folder}/study\nDeletionDate=\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\n$`,
      ),
    );
    expect(statSync(trash).mode & 0o777).toBe(0o700);
    restoreItem(trashed, testContext());
    expect(describeTree(join(folder, 'study'))).toEqual(before);
    expect(readdirSync(join(trash, 'info'))).toEqual([]);
    expect(readdirSync(join(trash, 'files'))).toEqual([]);
  });

  test('keeps items of the same name apart, also those without a note', async () => {
    const { folder, request } = await place();
    const files = join(request.around.dataHome, 'Trash', 'files');
    expect(trashItem(request, testContext()).trashed).toBe(join(files, 'study'));
    mkdirSync(join(files, 'study.2'));
    makeTree(join(folder, 'study'));
    const again = { ...request, folder: await prove(join(folder, 'study')) };
    expect(trashItem(again, testContext()).trashed).toBe(join(files, 'study.3'));
    expect(readdirSync(join(files, '..', 'info')).sort()).toEqual([
      'study.3.trashinfo',
      'study.trashinfo',
    ]);
  });

  test('gives nothing back onto something else', async () => {
    const { folder, request } = await place();
    const trashed = trashItem(request, testContext());
    mkdirSync(join(folder, 'study'));
    expect(errorOf(() => restoreItem(trashed, testContext())).code).toBe('refused');
    expect(existsSync(trashed.trashed)).toBe(true);
  });

  test('that was emptied says so', async () => {
    const { request } = await place();
    const trashed = trashItem(request, testContext());
    execFileSync('rm', ['-r', trashed.trashed]);
    expect(errorOf(() => restoreItem(trashed, testContext())).code).toBe('not-found');
  });

  test('leaves no note when moving fails', async () => {
    const { folder, request } = await place();
    const context = testContext({
      rename: () => {
        throw systemError('EACCES');
      },
    });
    expect(errorOf(() => trashItem(request, context)).code).toBe('permission-denied');
    expect(readdirSync(folder)).toEqual(['study']);
    expect(readdirSync(join(request.around.dataHome, 'Trash', 'info'))).toEqual([]);
  });

  test('gives back what took the place of the folder at the very moment', async () => {
    const { folder, request } = await place();
    const context = testContext({
      rename: (from, to) => {
        if (from === join(folder, 'study')) {
          execFileSync('mv', [join(folder, 'study'), join(folder, 'old')]);
          mkdirSync(join(folder, 'study'));
          writeFileSync(join(folder, 'study', 'precious'), '');
        }
        nodeFileOperations.rename(from, to);
      },
    });
    expect(errorOf(() => trashItem(request, context)).code).toBe('changed-on-disk');
    expect(readdirSync(join(folder, 'study'))).toEqual(['precious']);
  });
});

/** A volume of its own; undefined where mounting is not allowed. */
function ownVolume(): string | undefined {
  const folder = scratchFolder();
  const top = join(folder, 'volume');
  mkdirSync(top);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', top], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  onTestFinished(() => {
    execFileSync('umount', [top]);
  });
  return top;
}

describe.runIf(process.platform === 'linux' && userId === 0)('the trash of another volume', () => {
  test('is made at its top', async ({ skip }) => {
    const top = ownVolume();
    if (top === undefined) return skip('mounting is not allowed here');
    mkdirSync(join(top, 'a b'));
    const { folder, request } = await place(join(top, 'a b'));
    const trashed = trashItem(request, testContext());
    expect(trashed.trashed).toBe(join(top, `.Trash-${userId}`, 'files', 'study'));
    expect(readFileSync(trashed.info, 'utf8')).toContain('\nPath=a%20b/study\n');
    restoreItem(trashed, testContext());
    expect(readdirSync(folder)).toEqual(['study']);
  });

  test('is the shared one only when that is sticky and no link', async ({ skip }) => {
    const top = ownVolume();
    if (top === undefined) return skip('mounting is not allowed here');
    const around = { userId, dataHome: scratchFolder() };
    const study = join(top, 'study');
    mkdirSync(study);
    const shared = join(top, '.Trash');
    mkdirSync(shared, { mode: 0o777 });
    expect(findTrash(study, around)?.folder).toBe(join(top, `.Trash-${userId}`));
    chmodSync(shared, 0o1777);
    expect(findTrash(study, around)?.folder).toBe(join(shared, String(userId)));
    execFileSync('rm', ['-r', shared]);
    symlinkSync(scratchFolder(), shared);
    expect(findTrash(study, around)?.folder).toBe(join(top, `.Trash-${userId}`));
  });

  test('is not there on a volume that can only be read', async ({ skip }) => {
    const top = ownVolume();
    if (top === undefined) return skip('mounting is not allowed here');
    mkdirSync(join(top, 'study'));
    execFileSync('mount', ['-o', 'remount,ro', top]);
    const around = { userId, dataHome: scratchFolder() };
    expect(findTrash(join(top, 'study'), around)).toBeUndefined();
  });
});

describe('what is offered', () => {
  test('nothing on volumes that have no trash', () => {
    const folder = scratchFolder();
    expect(trashFacts(folder, 'network', true)).toMatchObject({ isAvailable: false });
    expect(trashFacts(folder, 'wsl', true)).toMatchObject({ isAvailable: false });
  });

  test.runIf(process.platform === 'linux')('looking writes nothing', () => {
    const folder = scratchFolder();
    const home = scratchFolder();
    expect(mayHaveTrash(join(folder, 'study'), { userId, dataHome: join(home, 'share') })).toBe(
      true,
    );
    expect(readdirSync(home)).toEqual([]);
  });
});

test('the trash of the system gets the proven folder only', async () => {
  const { folder, request } = await place();
  const moved: string[] = [];
  const move = async (path: string): Promise<void> => void moved.push(path);
  await moveToSystemTrash(request.folder, request.dataFolder, nodeFileOperations, move);
  expect(moved).toEqual([join(folder, 'study')]);
  execFileSync('mv', [join(folder, 'study'), join(folder, 'old')]);
  mkdirSync(join(folder, 'study'));
  await expect(
    moveToSystemTrash(request.folder, request.dataFolder, nodeFileOperations, move),
  ).rejects.toMatchObject({ error: { code: 'changed-on-disk' } });
  expect(moved).toHaveLength(1);
});
