import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type FileSteps, nodeFileSteps } from '../../../electron/files/file-steps.ts';
import {
  dropboxRetryFail,
  HPCFLOW_RETRY,
  removeDir,
  renameDir,
  temporaryWorkflowRename,
} from '../../../electron/persistence/directories.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';

const NO_WAIT = { waitsMs: [] };

/** Steps of which one fails so often, as a held file does. */
function held(step: 'removeTree' | 'rename', code: string, times: number) {
  let left = times;
  const failing = (...args: Parameters<FileSteps['rename']>): void => {
    left -= 1;
    if (left >= 0) throw Object.assign(new Error(code), { code });
    nodeFileSteps[step](...args);
  };
  return { ...nodeFileSteps, [step]: failing };
}

function folderWithFile(): string {
  const path = join(temporaryFolder(), 'w');
  mkdirSync(path);
  writeFileSync(join(path, 'file'), '');
  return path;
}

describe('removeDir', () => {
  test('removeDir deletes a folder with all that is in it, and nothing that links lead to', async () => {
    const path = folderWithFile();
    const other = folderWithFile();
    symlinkSync(other, join(path, 'link'));
    await removeDir(path, { retry: NO_WAIT });
    expect(existsSync(path)).toBe(false);
    expect(existsSync(join(other, 'file'))).toBe(true);
    await removeDir(path, { retry: NO_WAIT });
  });

  test('removeDir leaves a link in its place alone', async () => {
    const [path, link] = [folderWithFile(), join(temporaryFolder(), 'link')];
    symlinkSync(path, link);
    await removeDir(link, { retry: NO_WAIT });
    expect(existsSync(join(path, 'file'))).toBe(true);
  });

  test('removeDir tries again as hpcflow does, and then gives up', async () => {
    const waits: number[] = [];
    const onFail = vi.fn();
    const retry = { ...HPCFLOW_RETRY, onFail, wait: async (ms: number) => void waits.push(ms) };
    const path = folderWithFile();
    await removeDir(path, { retry, steps: held('removeTree', 'EBUSY', 3) });
    expect(waits).toEqual([1000, 2000, 4000]);
    expect(onFail).toHaveBeenCalledTimes(3);
    const stubborn = folderWithFile();
    const steps = held('removeTree', 'EPERM', 99);
    await expect(removeDir(stubborn, { retry, steps })).rejects.toMatchObject({
      error: { code: 'permission-denied' },
    });
    expect(waits.slice(3)).toEqual([1000, 2000, 4000, 8000, 16000, 32000, 64000, 128000, 256000]);
  });

  test('removeDir ends its waiting when it is cancelled', async () => {
    const controller = new AbortController();
    const retry = { waitsMs: [60_000], signal: controller.signal };
    const removed = removeDir(folderWithFile(), { retry, steps: held('removeTree', 'EBUSY', 9) });
    controller.abort();
    await expect(removed).rejects.toMatchObject({ error: { code: 'cancelled' } });
  });

  test('dropboxRetryFail says that it is tried again', () => {
    const write = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    dropboxRetryFail(new Error('held'));
    expect(write).toHaveBeenCalledWith('retrying...\n');
    write.mockRestore();
  });
});

describe('renameDir', () => {
  test('renameDir renames, tries again, and overwrites nothing', async () => {
    const path = folderWithFile();
    const retry = { waitsMs: [0] };
    await renameDir(path, `${path}2`, { retry, steps: held('rename', 'EACCES', 1) });
    expect(existsSync(join(`${path}2`, 'file'))).toBe(true);
    mkdirSync(path);
    await expect(renameDir(`${path}2`, path, { retry })).rejects.toMatchObject({
      pythonName: 'FileExistsError',
    });
    await expect(renameDir(`${path}3`, `${path}4`, { retry })).rejects.toMatchObject({
      error: { code: 'not-found' },
    });
  });

  test('temporaryWorkflowRename gives another name each time', async () => {
    const first = folderWithFile();
    const renamed = await temporaryWorkflowRename(first, { retry: NO_WAIT });
    const again = await temporaryWorkflowRename(renamed, { retry: NO_WAIT });
    expect(again.startsWith(`${renamed}.`)).toBe(true);
    expect(existsSync(join(again, 'file'))).toBe(true);
    expect(existsSync(first)).toBe(false);
  });
});
