import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type DeleteRequest, deleteTree } from '../../../../electron/files/tree/delete-tree.ts';
import { nodeFileOperations as real } from '../../../../electron/files/tree/file-operations.ts';
import { cleanLeftOver, listLeftOvers } from '../../../../electron/files/tree/left-overs.ts';
import { proveItem } from '../../../../electron/files/tree/proven-item.ts';
import { newOperationId } from '../../../../electron/files/tree/sibling-names.ts';
import {
  describeTree,
  errorOf,
  makeTree,
  prove,
  scratchFolder,
  systemError,
  testContext,
} from './tree-support.ts';

interface Place {
  readonly folder: string;
  readonly study: string;
  readonly request: DeleteRequest;
}

async function place(): Promise<Place> {
  const folder = scratchFolder();
  const study = join(folder, 'study');
  makeTree(study);
  const dataFolder = join(folder, 'data');
  mkdirSync(dataFolder);
  return {
    folder,
    study,
    request: { id: newOperationId(), folder: await prove(study), dataFolder },
  };
}

const leftIn = ({ folder }: Place): string[] =>
  readdirSync(folder).filter((name) => name.includes('.deleting-'));

describe('deleting', () => {
  test('removes all, and no trace stays', async () => {
    const at = await place();
    const report = deleteTree(at.request, testContext());
    expect(report).toEqual({ files: 42, folders: 6 });
    expect(readdirSync(at.folder)).toEqual(['data']);
    expect(readdirSync(join(at.folder, 'data', 'operations'))).toEqual([]);
  });

  test('takes the name away before anything is removed', async () => {
    const at = await place();
    let isFirst = true;
    const context = testContext({
      unlink: (path) => {
        if (isFirst) expect(existsSync(at.study)).toBe(false);
        isFirst = false;
        real.unlink(path);
      },
    });
    deleteTree(at.request, context);
    expect(isFirst).toBe(false);
  });

  test('never follows a link', async () => {
    const at = await place();
    const outside = join(at.folder, 'data', 'kept');
    makeTree(outside);
    const before = describeTree(outside);
    symlinkSync(outside, join(at.study, 'out'));
    symlinkSync(join(outside, 'file 5'), join(at.study, 'file out'));
    deleteTree(at.request, testContext());
    expect(describeTree(outside)).toEqual(before);
  });

  test.runIf(process.platform === 'linux')(
    'never follows a link put in the place of a folder meanwhile',
    async () => {
      const at = await place();
      const outside = join(at.folder, 'data', 'kept');
      makeTree(outside);
      const before = describeTree(outside);
      let isSwapped = false;
      const context = testContext({
        list: (path, isLarge) => {
          const listing = real.list(path, isLarge);
          const [name] = leftIn(at);
          if (!isSwapped && name !== undefined) {
            // As soon as the folder is open, every other one becomes a link.
            isSwapped = true;
            for (const inner of ['array', 'logs']) {
              const inside = join(at.folder, name, inner);
              execFileSync('mv', [inside, join(at.folder, 'data', inner)]);
              symlinkSync(outside, inside);
            }
          }
          return listing;
        },
      });
      try {
        deleteTree(at.request, context);
      } catch {
        // It may say that something is left.
      }
      expect(isSwapped).toBe(true);
      expect(describeTree(outside)).toEqual(before);
    },
  );

  test('works with names that are no text', async () => {
    const at = await place();
    const folder = Buffer.concat([Buffer.from(`${at.study}/`), Buffer.from([0x66, 0xff])]);
    mkdirSync(folder);
    writeFileSync(Buffer.concat([folder, Buffer.from('/a'), Buffer.from([0xfe])]), 'one');
    deleteTree(at.request, testContext());
    expect(readdirSync(at.folder)).toEqual(['data']);
  });

  test('goes many folders deep', async () => {
    const at = await place();
    mkdirSync(join(at.study, ...Array<string>(300).fill('d')), { recursive: true });
    deleteTree(at.request, testContext());
    expect(readdirSync(at.folder)).toEqual(['data']);
  });
});

describe('deleting is refused', () => {
  test('when the folder is not a workflow', async () => {
    const at = await place();
    const proving = proveItem(at.study, async () => false);
    await expect(proving).rejects.toMatchObject({ error: { code: 'unsupported-format' } });
  });

  test('when it is another folder than the one that was shown', async () => {
    const at = await place();
    execFileSync('mv', [at.study, join(at.folder, 'old')]);
    makeTree(at.study);
    const before = describeTree(at.study);
    expect(errorOf(() => deleteTree(at.request, testContext())).code).toBe('changed-on-disk');
    expect(describeTree(at.study)).toEqual(before);
  });

  test('when another folder takes its place at the very moment', async () => {
    const at = await place();
    const context = testContext({
      rename: (from, to) => {
        if (from === at.study) {
          execFileSync('mv', [at.study, join(at.folder, 'old')]);
          mkdirSync(at.study);
          writeFileSync(join(at.study, 'precious'), 'kept');
        }
        real.rename(from, to);
      },
    });
    expect(errorOf(() => deleteTree(at.request, context)).code).toBe('changed-on-disk');
    expect(readFileSync(join(at.study, 'precious'), 'utf8')).toBe('kept');
    expect(leftIn(at)).toEqual([]);
  });

  test('when the home folder or the data of the application is in it', async () => {
    const { folder, request } = await place();
    for (const path of [homedir(), '/', folder]) {
      const refused = { ...request, folder: await prove(path) };
      expect(errorOf(() => deleteTree(refused, testContext())).code).toBe('refused');
    }
    expect(existsSync(request.dataFolder)).toBe(true);
  });

  test('when it is shown by a link: what is deleted is what the link leads to', async () => {
    const at = await place();
    symlinkSync(at.study, join(at.folder, 'data', 'link'));
    const folder = await prove(join(at.folder, 'data', 'link'));
    expect(folder.path).toBe(at.study);
  });
});

describe('a cancelled deletion', () => {
  test.each([0, 1])(
    'before anything is removed (check %i) leaves all as it was',
    async (checks) => {
      const at = await place();
      const before = describeTree(at.study);
      const context = testContext();
      let count = 0;
      context.control.onCheck = () => {
        context.control.isCancelled = count >= checks;
        count += 1;
      };
      expect(errorOf(() => deleteTree(at.request, context)).code).toBe('cancelled');
      expect(describeTree(at.study)).toEqual(before);
      expect(leftIn(at)).toEqual([]);
      expect(listLeftOvers(at.request.dataFolder, testContext())).toEqual([]);
    },
  );

  test('later says what is left and where, and can be finished', async () => {
    const at = await place();
    const context = testContext();
    context.control.onCheck = (files) => {
      context.control.isCancelled = files >= 10;
    };
    const error = errorOf(() => deleteTree(at.request, context));
    const [name = '?'] = leftIn(at);
    expect(error.code).toBe('cancelled');
    expect(error.message).toContain(join(at.folder, name));
    expect(error.message).toMatch(/32 files/);
    expect(existsSync(at.study)).toBe(false);
    expect(listLeftOvers(at.request.dataFolder, testContext())).toMatchObject([{ kind: 'delete' }]);
    cleanLeftOver(at.request.dataFolder, at.request.id, testContext());
    expect(readdirSync(at.folder)).toEqual(['data']);
  });
});

describe('what cannot be removed', () => {
  test('is named, the rest is gone, and the next try finishes', async () => {
    const at = await place();
    const context = testContext({
      unlink: (path) => {
        if (path.toString().endsWith('/file 6')) throw systemError('EBUSY');
        real.unlink(path);
      },
    });
    const error = errorOf(() => deleteTree(at.request, context));
    const [name = '?'] = leftIn(at);
    expect(error.message).toContain('array/file 6');
    expect(error.message).toContain('1 file and 1 folder are left');
    expect(readdirSync(join(at.folder, name, 'array'))).toEqual(['file 6']);
    // Half a workflow never gets the name back.
    expect(
      errorOf(() => cleanLeftOver(at.request.dataFolder, at.request.id, context)).message,
    ).toContain('in part');
    expect(leftIn(at)).toEqual([name]);
    cleanLeftOver(at.request.dataFolder, at.request.id, testContext());
    expect(readdirSync(at.folder)).toEqual(['data']);
  });

  test('at all leaves the workflow whole under its name', async () => {
    const at = await place();
    const before = describeTree(at.study);
    const refuse = (): never => {
      throw systemError('EACCES');
    };
    const context = testContext({ unlink: refuse, rmdir: refuse });
    const error = errorOf(() => deleteTree(at.request, context));
    expect(error.message).toContain('Nothing was deleted');
    expect(describeTree(at.study)).toEqual(before);
    // Not for every file anew.
    expect(context.control.sleptMs).toBeLessThanOrEqual(1000);
  });

  test('as its folder is read-only leaves all as it was', async () => {
    const at = await place();
    const before = describeTree(at.study);
    const context = testContext({
      rename: () => {
        throw systemError('EROFS');
      },
    });
    expect(errorOf(() => deleteTree(at.request, context)).code).toBe('permission-denied');
    expect(describeTree(at.study)).toEqual(before);
    expect(listLeftOvers(at.request.dataFolder, testContext())).toEqual([]);
  });

  test('because it comes while we remove is removed too', async () => {
    const at = await place();
    let isAdded = false;
    const context = testContext({
      rmdir: (path) => {
        if (!isAdded && path.toString().endsWith('/deeper')) {
          isAdded = true;
          writeFileSync(join(path.toString(), 'new'), '');
        }
        real.rmdir(path);
      },
    });
    deleteTree(at.request, context);
    expect(isAdded).toBe(true);
    expect(readdirSync(at.folder)).toEqual(['data']);
  });
});

test.runIf(process.platform === 'linux' && process.getuid?.() === 0)(
  'another volume mounted inside is never touched',
  async ({ skip }) => {
    const at = await place();
    const mounted = join(at.study, 'array', 'deep', 'volume');
    mkdirSync(mounted);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', mounted], {
        stdio: 'ignore',
      });
    } catch {
      skip('mounting is not allowed here');
    }
    writeFileSync(join(mounted, 'kept'), 'kept');
    onTestFinished(() => {
      const [name = '?'] = leftIn(at);
      execFileSync('umount', [join(at.folder, name, 'array', 'deep', 'volume')]);
    });
    const error = errorOf(() => deleteTree(at.request, testContext()));
    expect(error.message).toContain('array/deep/volume');
    const [name = '?'] = leftIn(at);
    expect(readFileSync(join(at.folder, name, 'array', 'deep', 'volume', 'kept'), 'utf8')).toBe(
      'kept',
    );
  },
);
