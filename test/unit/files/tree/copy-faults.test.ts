import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type CopyRequest, copyTree } from '../../../../electron/files/tree/copy-tree.ts';
import {
  type FileOperations,
  nodeFileOperations as real,
} from '../../../../electron/files/tree/file-operations.ts';
import { cleanLeftOver, listLeftOvers } from '../../../../electron/files/tree/left-overs.ts';
import { newOperationId } from '../../../../electron/files/tree/sibling-names.ts';
import type { TreePath } from '../../../../electron/files/tree/tree-path.ts';
import { mentionOf } from '../../../../electron/files/tree/tree-tally.ts';
import { verifyCopy } from '../../../../electron/files/tree/verify-copy.ts';
import {
  describeTree,
  errorOf,
  makeTree,
  prove,
  scratchFolder,
  systemError,
  testContext,
} from './tree-support.ts';

async function place(): Promise<{ folder: string; source: string; request: CopyRequest }> {
  const folder = scratchFolder();
  const source = join(folder, 'study');
  makeTree(source);
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  const request = {
    id: newOperationId(),
    source: await prove(source),
    target: join(folder, 'copy'),
    leaveOut: [],
    allowChanges: false,
    isFlushed: false,
    dataFolder,
  };
  return { folder, source, request };
}

const isNamed = (path: TreePath, name: string): boolean => path.toString().endsWith(`/${name}`);

/** Opens as ever, but fails for one file so many times. */
function failingOpen(name: string, code: string, times: number): Pick<FileOperations, 'open'> {
  let left = times;
  return {
    open: (path, flags, mode) => {
      if (isNamed(path, name) && left > 0) {
        left -= 1;
        throw systemError(code);
      }
      return real.open(path, flags, mode);
    },
  };
}

describe('a file that another program holds', () => {
  test('can be left out, and is then mentioned', async () => {
    const { folder, request } = await place();
    const context = testContext(failingOpen('file 7', 'EBUSY', 99));
    context.control.isSkipping = true;
    const { tally, proof } = copyTree(request, context);
    expect(mentionOf(tally, 'skipped')?.examples).toMatchObject([{ key: 'array/deep/file 7' }]);
    // Not equal to the original, and nobody says so.
    expect(proof.comparison).toBe('counted');
    expect(tally.files).toBe(39);
    expect(readdirSync(join(folder, 'copy', 'array', 'deep'))).not.toContain('file 7');
  });

  test('does not turn a cancelled copy into a failed one', async () => {
    const { folder, request } = await place();
    const context = testContext(failingOpen('file 7', 'EBUSY', 99));
    const { control } = context;
    control.sleep = () => {
      control.isCancelled = true;
    };
    expect(errorOf(() => copyTree(request, context))).toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder).sort()).toEqual(['data', 'study']);
  });

  test.each(['EBUSY', 'EPERM', 'EACCES'])('for a while (%s) is waited for', async (code) => {
    const { folder, request, source } = await place();
    const context = testContext(failingOpen('file 7', code, 3));
    copyTree(request, context);
    expect(context.control.sleptMs).toBe(80);
    expect(describeTree(join(folder, 'copy'))).toEqual(describeTree(source));
  });

  test.each([
    ['EBUSY', 'refused'],
    ['EACCES', 'permission-denied'],
  ])('for good (%s) is an error that names it', async (code, expected) => {
    const { folder, request } = await place();
    const context = testContext(failingOpen('file 7', code, 1000));
    const error = errorOf(() => copyTree(request, context));
    expect(error).toMatchObject({ code: expected });
    expect(error.message).toContain('array/deep/file 7');
    expect(readdirSync(folder).sort()).toEqual(['data', 'study']);
  });

  test('is not waited for after a cancel', async () => {
    const { request } = await place();
    const context = testContext({
      open: (path, flags, mode) => {
        if (isNamed(path, 'file 7')) {
          context.control.isCancelled = true;
          throw systemError('EBUSY');
        }
        return real.open(path, flags, mode);
      },
    });
    expect(errorOf(() => copyTree(request, context)).code).toBe('cancelled');
    expect(context.control.sleptMs).toBe(0);
  });
});

describe('a volume that takes no more', () => {
  test.each([
    ['ENOSPC', 'too-large'],
    ['EDQUOT', 'too-large'],
    ['EROFS', 'permission-denied'],
    ['EIO', 'unsupported-operation'],
  ])('(%s) leaves nothing', async (code, expected) => {
    for (const failing of ['write', 'mkdir', 'futimes', 'symlink', 'rename'] as const) {
      const { folder, request, source } = await place();
      const before = describeTree(source);
      let calls = 0;
      const context = testContext({
        [failing]: (...args: readonly unknown[]) => {
          calls += 1;
          if (calls > 1 || failing === 'rename') throw systemError(code);
          return Reflect.apply(real[failing], real, args);
        },
      });
      expect(errorOf(() => copyTree(request, context)).code).toBe(expected);
      expect(readdirSync(folder).sort()).toEqual(['data', 'study']);
      expect(describeTree(source)).toEqual(before);
    }
  });
});

describe('a source that changes', () => {
  /** A file just written, that is written to again whenever it was looked at. */
  function growing(path: string, times: number): Partial<FileOperations> {
    let left = times;
    let grown = -1;
    appendFileSync(path, 'new');
    return {
      open: (from, flags, mode) => {
        const fd = real.open(from, flags, mode);
        if (from.toString() === path) grown = fd;
        else if (fd === grown) grown = -1;
        return fd;
      },
      fstat: (fd) => {
        const stats = real.fstat(fd);
        if (fd === grown && left > 0) {
          left -= 1;
          appendFileSync(path, 'more');
        }
        return stats;
      },
    };
  }
  test('once is copied again', async () => {
    const { folder, request, source } = await place();
    copyTree(request, testContext(growing(join(source, 'file 5'), 1)));
    expect(describeTree(join(folder, 'copy'))).toEqual(describeTree(source));
  });

  test('all the time is an error, unless that is accepted', async () => {
    const { folder, request, source } = await place();
    const path = join(source, 'file 5');
    const error = errorOf(() => copyTree(request, testContext(growing(path, 1000))));
    expect(error).toMatchObject({ code: 'changed-on-disk', file: 'file 5' });
    expect(readdirSync(folder).sort()).toEqual(['data', 'study']);
    const accepting = { ...request, id: newOperationId(), allowChanges: true };
    const { tally } = copyTree(accepting, testContext(growing(path, 4)));
    expect(mentionOf(tally, 'changed')).toMatchObject({ count: 1, examples: [{ key: 'file 5' }] });
  });

  test('by a file that goes away is an error, unless that is accepted', async () => {
    const { folder, request, source } = await place();
    const vanishing = (): Partial<FileOperations> => ({
      open: (path, flags, mode) => {
        if (isNamed(path, 'file 9'))
          rmSync(join(source, 'logs', 'run 0', 'file 9'), { force: true });
        return real.open(path, flags, mode);
      },
    });
    const error = errorOf(() => copyTree(request, testContext(vanishing())));
    expect(error).toMatchObject({ code: 'changed-on-disk', file: 'logs/run 0/file 9' });
    makeFileAgain(source);
    const accepting = { ...request, id: newOperationId(), allowChanges: true };
    const { tally } = copyTree(accepting, testContext(vanishing()));
    expect(tally.files).toBe(39);
    expect(describeTree(join(folder, 'copy')).join()).not.toContain('file 9 ');
  });

  test('by going away as a whole is said so', async () => {
    const { folder, request, source } = await place();
    const context = testContext({
      open: (path, flags, mode) => {
        if (isNamed(path, 'file 9')) rmSync(source, { recursive: true, force: true });
        return real.open(path, flags, mode);
      },
    });
    const error = errorOf(() => copyTree(request, context));
    expect(error).toMatchObject({ code: 'not-found', path: source });
    expect(readdirSync(folder)).toEqual(['data']);
  });
});

function makeFileAgain(source: string): void {
  appendFileSync(join(source, 'logs', 'run 0', 'file 9'), 'again');
}

describe('what cannot be cleaned up', () => {
  test('is named by the error, listed, and cleaned later', async () => {
    const { folder, request } = await place();
    const context = testContext({
      write: () => {
        throw systemError('ENOSPC');
      },
      rmdir: () => {
        throw systemError('EBUSY');
      },
    });
    const error = errorOf(() => copyTree(request, context));
    expect(error.code).toBe('too-large');
    const left = readdirSync(folder).filter((name) => name.endsWith('.partial'));
    expect(left).toHaveLength(1);
    expect(error.message).toContain(join(folder, left[0] ?? '?'));
    const [leftOver, ...others] = listLeftOvers(request.dataFolder, testContext());
    expect(others).toEqual([]);
    expect(leftOver).toMatchObject({ kind: 'copy', path: join(folder, left[0] ?? '?') });
    cleanLeftOver(request.dataFolder, request.id, testContext());
    expect(readdirSync(folder).sort()).toEqual(['data', 'study']);
    expect(listLeftOvers(request.dataFolder, testContext())).toEqual([]);
  });
});

describe('verification', () => {
  test('finds a file that is missing, short or different', async () => {
    const { folder, request, source } = await place();
    const { tally } = copyTree(request, testContext());
    const copy = join(folder, 'copy');
    const verify = (): unknown =>
      verifyCopy(
        {
          source,
          copy,
          copied: tally,
          leaveOut: [],
          allowChanges: false,
          compareUpToBytes: 1e9,
          compareUpToFiles: 1e9,
        },
        testContext(),
      );
    expect(verify()).toMatchObject({ comparison: 'equal', tally: { files: expect.any(Number) } });
    const path = join(copy, 'file 5');
    rmSync(path);
    expect(errorOf(verify)).toMatchObject({ code: 'corrupt-data' });
    appendFileSync(path, 'short');
    expect(errorOf(verify).message).toContain('bytes');
    appendFileSync(path, Buffer.alloc(5 * 37 - 5));
    expect(errorOf(verify)).toMatchObject({ code: 'changed-on-disk', file: 'file 5' });
  });
});

test('without a place for the journal nothing is begun', async () => {
  const { folder, request } = await place();
  const dataFolder = join(folder, 'data', 'file');
  appendFileSync(dataFolder, '');
  expect(() => copyTree({ ...request, dataFolder }, testContext())).toThrow();
  expect(readdirSync(folder).sort()).toEqual(['data', 'study']);
});
