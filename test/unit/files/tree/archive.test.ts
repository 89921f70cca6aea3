import {
  appendFileSync,
  existsSync,
  linkSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyTree } from '../../../../electron/files/tree/copy-tree.ts';
import { deleteTree } from '../../../../electron/files/tree/delete-tree.ts';
import { nodeFileOperations as real } from '../../../../electron/files/tree/file-operations.ts';
import { Journal, type JournalEntry } from '../../../../electron/files/tree/journal.ts';
import { cleanLeftOver, listLeftOvers } from '../../../../electron/files/tree/left-overs.ts';
import { renameItem } from '../../../../electron/files/tree/rename-item.ts';
import {
  deletingName,
  isArchiveName,
  newOperationId,
  noteName,
  partialName,
} from '../../../../electron/files/tree/sibling-names.ts';
import {
  moveToSystemTrash,
  restoreItem,
  trashItem,
} from '../../../../electron/files/tree/trash-item.ts';
import { runTreeTask } from '../../../../electron/files/tree/tree-task.ts';
import { copying, LARGE_BYTES, left, noSharing, place } from './archive-support.ts';
import { errorOf, prove, systemError, testContext } from './tree-support.ts';

describe('copying an archive', () => {
  test('makes an equal file, which gets its name after it was opened', async () => {
    const at = place();
    const request = await copying(at);
    let meanwhile = '';
    const opens = (path: string): void => {
      meanwhile = path;
      expect(readFileSync(path).equals(at.content)).toBe(true);
      expect(existsSync(request.target)).toBe(false);
    };
    const context = testContext({}, { opens });
    const report = copyTree(request, context);
    expect(report).toMatchObject({
      path: request.target,
      proof: { comparison: 'equal' },
      tally: { files: 1, folders: 0, sizeBytes: at.content.length },
    });
    expect(isArchiveName(meanwhile)).toBe(true);
    expect(readFileSync(request.target).equals(at.content)).toBe(true);
    const [copy, original] = [statSync(request.target), statSync(at.path)];
    expect([copy.mode, copy.mtimeMs]).toEqual([original.mode, original.mtimeMs]);
    expect(left(at)).toEqual(['copy.zip', 'data', 'study.zip']);
    expect([context.control.files, context.control.sizeBytes]).toEqual([1, at.content.length]);
  });

  test.each([
    ['at once', 100_000, 0],
    ['in the middle of a large one', LARGE_BYTES, 8 * 1024 * 1024],
  ])('stops %s when cancelled, and leaves nothing', async (_when, sizeBytes, afterBytes) => {
    const at = place(sizeBytes);
    const context = testContext(noSharing);
    const { control } = context;
    control.onCheck = () => {
      control.isCancelled = control.sizeBytes >= afterBytes;
    };
    const request = await copying(at);
    expect(errorOf(() => copyTree(request, context)).code).toBe('cancelled');
    expect(control.sizeBytes).toBe(afterBytes);
    expect(left(at)).toEqual(['data', 'study.zip']);
    expect(readFileSync(at.path).equals(at.content)).toBe(true);
  });

  test('that does not open is removed, and refuses a name that is taken', async () => {
    const at = place();
    const request = await copying(at);
    const opens = (): void => {
      throw systemError('EIO');
    };
    expect(() => copyTree(request, testContext({}, { opens }))).toThrow();
    expect(left(at)).toEqual(['data', 'study.zip']);
    writeFileSync(request.target, 'mine');
    expect(errorOf(() => copyTree(request, testContext())).code).toBe('refused');
    expect(readFileSync(request.target, 'utf8')).toBe('mine');
  });

  test('refuses one that is being written, whatever was confirmed', async () => {
    const at = place(LARGE_BYTES);
    const request = await copying(at);
    let wrote = 0;
    const context = testContext({
      ...noSharing,
      write: (fd, from, lengthBytes) => {
        wrote += 1;
        if (wrote === 2) appendFileSync(at.path, 'more');
        return real.write(fd, from, lengthBytes);
      },
    });
    expect(errorOf(() => copyTree(request, context)).code).toBe('changed-on-disk');
    expect(left(at)).toEqual(['data', 'study.zip']);
  });

  test('finds out that the copy on the disk is not equal', async () => {
    const at = place(LARGE_BYTES);
    const request = await copying(at);
    const context = testContext({
      ...noSharing,
      write: (fd, from, lengthBytes) => {
        const bytes = Buffer.from(from);
        bytes[0] = 0;
        return real.write(fd, bytes, lengthBytes);
      },
    });
    expect(() => copyTree(request, context)).toThrow();
    expect(left(at)).toEqual(['data', 'study.zip']);
  });
});

describe('an archive', () => {
  test('is counted as one file', async () => {
    const at = place();
    linkSync(at.path, join(at.folder, 'second name'));
    const input = { folder: await prove(at.path), leaveOut: [] };
    const tally = runTreeTask('measure', input, testContext());
    expect(tally).toMatchObject({
      files: 1,
      folders: 0,
      links: 0,
      sizeBytes: at.content.length,
      newestMs: 1_600_000_000_250,
      newestKey: '',
      mentions: [{ kind: 'hard-link', count: 1 }],
    });
  });

  test('is renamed, never onto something', async () => {
    const at = place();
    const { path, folder, dataFolder, content } = at;
    const request = { id: newOperationId(), folder: await prove(path), dataFolder };
    writeFileSync(join(folder, 'taken.zip'), 'mine');
    const taken = errorOf(() => renameItem({ ...request, name: 'taken.zip' }, testContext()));
    expect(taken.code).toBe('refused');
    const renamed = renameItem({ ...request, name: 'Study.zip' }, testContext());
    expect(readFileSync(renamed).equals(content)).toBe(true);
    expect(left(at)).toEqual(['Study.zip', 'data', 'taken.zip']);
  });

  test.runIf(process.platform === 'linux')('goes to the trash, and comes back', async () => {
    const { path, folder, dataFolder, content } = place();
    const around = { userId: process.getuid?.() ?? 0, dataHome: join(folder, 'share') };
    const request = { folder: await prove(path), dataFolder, around };
    const trashed = trashItem(request, testContext());
    const trash = join(folder, 'share', 'Trash');
    expect(trashed.trashed).toBe(join(trash, 'files', 'study.zip'));
    expect(readFileSync(join(trash, 'info', 'study.zip.trashinfo'), 'utf8')).toContain(
      `Path=${path}\n`,
    );
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, 'mine');
    expect(errorOf(() => restoreItem(trashed, testContext())).code).toBe('refused');
    rmSync(path);
    restoreItem(trashed, testContext());
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(readdirSync(join(trash, 'info'))).toEqual([]);
  });

  test('goes to the trash of the system only as the file that was shown', async () => {
    const { path, dataFolder } = place();
    const item = await prove(path);
    const moved: string[] = [];
    const move = async (asked: string): Promise<void> => {
      moved.push(asked);
    };
    await moveToSystemTrash(item, dataFolder, real, move);
    appendFileSync(path, 'more');
    await expect(moveToSystemTrash(item, dataFolder, real, move)).rejects.toThrow('changed');
    expect(moved).toEqual([path]);
  });

  test('is deleted, and only the name that was meant', async () => {
    const at = place();
    const second = join(at.folder, 'second name');
    linkSync(at.path, second);
    const request = { id: newOperationId(), folder: await prove(at.path) };
    const context = testContext();
    const { dataFolder } = at;
    expect(deleteTree({ ...request, dataFolder }, context)).toEqual({ files: 1, folders: 0 });
    expect(left(at)).toEqual(['data', 'second name']);
    expect(readFileSync(second).equals(at.content)).toBe(true);
  });

  test('is whole when its deletion is cancelled, or does not work', async () => {
    const at = place();
    const { path, dataFolder, content } = at;
    const request = { id: newOperationId(), folder: await prove(path), dataFolder };
    const cancelling = testContext();
    const { control } = cancelling;
    control.onCheck = () => {
      control.isCancelled = control.phases.includes('removing');
    };
    const cancelled = errorOf(() => deleteTree(request, cancelling));
    expect([cancelled.code, cancelled.message]).toEqual([
      'cancelled',
      `Nothing was deleted; ${path} is whole. It was cancelled.`,
    ]);
    const held = testContext({
      unlink: () => {
        throw systemError('EBUSY');
      },
    });
    const refused = errorOf(() => deleteTree(request, held));
    expect(refused.message).toContain(`Nothing was deleted; ${path} is whole.`);
    expect(readFileSync(path).equals(content)).toBe(true);
    expect(left(at)).toEqual(['data', 'study.zip']);
  });
});

describe('what an interrupted operation left of an archive', () => {
  /** A process number that nobody has: above the highest there can be. */
  const NOBODY = 2 ** 22 + 1;
  const author = { version: 1, machine: hostname(), processId: NOBODY } as const;

  test('an unfinished copy is removed, the original stays', () => {
    const at = place();
    const id = newOperationId();
    const meanwhile = join(at.folder, partialName('copy.zip', id));
    const target = join(at.folder, 'copy.zip');
    const entry: JournalEntry = {
      ...author,
      id,
      kind: 'copy',
      source: at.path,
      meanwhile,
      target,
      startedMs: Date.now(),
    };
    new Journal(at.dataFolder).write(entry);
    writeFileSync(meanwhile, 'half');
    writeFileSync(join(at.folder, noteName('copy.zip', id)), JSON.stringify(entry));
    expect(listLeftOvers(at.dataFolder, testContext())).toMatchObject([{ id, path: meanwhile }]);
    cleanLeftOver(at.dataFolder, id, testContext());
    expect(left(at)).toEqual(['data', 'study.zip']);
  });

  test('a deletion is finished, of that very file', async () => {
    const at = place();
    const id = newOperationId();
    const { identity } = await prove(at.path);
    const meanwhile = join(at.folder, deletingName('study.zip', id));
    const entry: JournalEntry = {
      ...author,
      id,
      kind: 'delete',
      source: at.path,
      meanwhile,
      identity,
      startedMs: Date.now(),
    };
    new Journal(at.dataFolder).write(entry);
    writeFileSync(meanwhile, 'another file');
    expect(errorOf(() => cleanLeftOver(at.dataFolder, id, testContext())).code).toBe(
      'changed-on-disk',
    );
    expect(readFileSync(meanwhile, 'utf8')).toBe('another file');
    renameSync(at.path, meanwhile);
    cleanLeftOver(at.dataFolder, id, testContext());
    expect(left(at)).toEqual(['data']);
  });
});

test('the name of an unfinished archive says what it is, however long it is', () => {
  const id = newOperationId();
  for (const name of ['a.zip', `${'x'.repeat(251)}.ZIP`, `${'ü'.repeat(125)}.zip`]) {
    const partial = partialName(name, id);
    expect(isArchiveName(partial)).toBe(true);
    expect(Buffer.byteLength(noteName(name, id))).toBeLessThanOrEqual(255);
  }
  expect(isArchiveName(partialName('study', id))).toBe(false);
  expect(isArchiveName('study.zip.partial')).toBe(false);
});
