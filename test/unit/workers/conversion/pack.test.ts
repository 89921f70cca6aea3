import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nodeFileOperations } from '../../../../electron/files/tree/file-operations.ts';
import { ZipReader } from '../../../../electron/files/zip/zip-reader.ts';
import { ARCHIVE_LEAVES_OUT } from '../../../../electron/generations/run-files.ts';
import { expectedError } from '../../../../shared/contract/exceptions.ts';
import {
  describeTree,
  makeTree,
  scratchFolder,
  systemError,
  testContext,
} from '../../files/tree/tree-support.ts';
import { contentsOf, convert, expectOnly } from './conversion-support.ts';

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** Above this a file is read in pieces, and twice. */
const PIECE_BYTES = 4 * 1024 * 1024;

function put(folder: string, key: string, content: string | Uint8Array = key): void {
  mkdirSync(join(folder, key, '..'), { recursive: true });
  writeFileSync(join(folder, key), content);
}

function place(): { folder: string; source: string; archive: string } {
  const folder = scratchFolder();
  return { folder, source: join(folder, 'study'), archive: join(folder, 'study.zip') };
}

async function namesIn(archive: string): Promise<string[]> {
  return [...(await ZipReader.open(archive)).memberSizes()].map(({ key }) => key);
}

test('members are in the order of Python, links and empty folders left out', async () => {
  const { folder, source, archive } = place();
  for (const key of ['a.b', 'a/z', 'a/b/c', 'a-b/x', 'B', 'é/ü', 'zz/\u{1F600}', 'zz/\uFFEE']) {
    put(source, key);
  }
  mkdirSync(join(source, 'empty'));
  symlinkSync('a.b', join(source, 'link'));
  const before = describeTree(source);
  const { isCompared, tally } = await convert('pack', source, archive);
  expect(await namesIn(archive)).toEqual([
    'B',
    'a-b/x',
    'a.b',
    'a/b/c',
    'a/z',
    'zz/\uFFEE',
    'zz/\u{1F600}',
    'é/ü',
  ]);
  expect({ isCompared, files: tally.files }).toEqual({ isCompared: true, files: 8 });
  expect(tally.mentions).toMatchObject([{ kind: 'link-left-out', examples: [{ key: 'link' }] }]);
  expect(describeTree(source)).toEqual(before);
  expectOnly(folder, ['data', 'study', 'study.zip']);
});

test('Python reads it, and would have written the same bytes', async ({ skip }) => {
  skip(!hasPython, 'python3 is not installed');
  const { source, archive, folder } = place();
  makeTree(source);
  put(source, 'large', Buffer.alloc(PIECE_BYTES + 123, 'large '));
  put(source, 'names/\u{1F600}', 'x');
  await convert('pack', source, archive);
  const script = `
import sys, zipfile
source, ours, theirs = sys.argv[1:]
with zipfile.ZipFile(ours) as z:
    assert z.testzip() is None
    names = z.namelist()
    assert names == sorted(names)
    with zipfile.ZipFile(theirs, 'w') as w:
        for name in names:
            with w.open(name, 'w') as f:
                f.write(open(source + '/' + name, 'rb').read())
`;
  const theirs = join(folder, 'theirs.zip');
  execFileSync('python3', ['-c', script, source, archive, theirs]);
  expect(readFileSync(archive).equals(readFileSync(theirs))).toBe(true);
});

test('what hpcflow leaves out is left out, wherever the word is', async () => {
  const { source, archive } = place();
  const kept = ['.zattrs', 'metadata/runs/0', 'parameters/base/3'];
  const left = [
    'execute/t_0/log',
    'artifacts/my_execute.txt',
    'metadata/runs.bak/0',
    'x/base.bak/.zarray',
  ];
  for (const key of [...kept, ...left]) put(source, key);
  await convert('pack', source, archive, { leaveOut: ARCHIVE_LEAVES_OUT });
  expect(await namesIn(archive)).toEqual(kept);
});

test('large files, and all of them, come back to the byte', async () => {
  const { folder, source, archive } = place();
  for (const sizeBytes of [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1]) {
    put(source, `sized/${sizeBytes}`, Buffer.alloc(sizeBytes, 'some bytes, '));
  }
  await convert('pack', source, archive);
  await convert('unpack', archive, join(folder, 'again'));
  expect(contentsOf(join(folder, 'again'))).toEqual(contentsOf(source));
});

test('a place that is taken, or inside, is refused before anything is made', async () => {
  const { folder, source, archive } = place();
  makeTree(source);
  writeFileSync(archive, 'mine');
  await expect(convert('pack', source, archive)).rejects.toMatchObject({
    error: { code: 'refused' },
  });
  expect(readFileSync(archive, 'utf8')).toBe('mine');
  await expect(convert('pack', source, join(source, 'x.zip'))).rejects.toMatchObject({
    error: { code: 'invalid-request' },
  });
  expectOnly(folder, ['study', 'study.zip']);
});

test('cancelled at any moment, nothing is left', async () => {
  const { folder, source, archive } = place();
  makeTree(source);
  for (const at of [0, 1, 20, 40]) {
    const context = testContext();
    context.control.onCheck = (files) => {
      context.control.isCancelled = files >= at;
    };
    await expect(convert('pack', source, archive, { context })).rejects.toMatchObject({
      error: { code: 'cancelled' },
    });
    expectOnly(folder, ['data', 'study']);
  }
});

/** A context in which something happens to a file when it is read for the n-th time. */
function whenRead(name: string, nth: number, happens: () => void) {
  const fds = new Set<number>();
  let reads = 0;
  return testContext({
    open: (path, flags, mode) => {
      const fd = nodeFileOperations.open(path, flags, mode);
      if (String(path).endsWith(name)) fds.add(fd);
      return fd;
    },
    read: (fd, into, at) => {
      if (fds.has(fd)) {
        reads += 1;
        if (reads === nth) happens();
      }
      return nodeFileOperations.read(fd, into, at);
    },
  });
}

test('a file that changes meanwhile stops it, unless that was confirmed', async () => {
  const { folder, source, archive } = place();
  put(source, 'log', 'first\n');
  const grow = (): void => appendFileSync(join(source, 'log'), 'second\n');
  await expect(
    convert('pack', source, archive, { context: whenRead('log', 1, grow) }),
  ).rejects.toMatchObject({ error: { code: 'changed-on-disk' } });
  expectOnly(folder, ['data', 'study']);
  const context = whenRead('log', 2, grow);
  const { tally } = await convert('pack', source, archive, { allowChanges: true, context });
  expect(tally.mentions).toMatchObject([{ kind: 'changed', examples: [{ key: 'log' }] }]);
  expect(await namesIn(archive)).toEqual(['log']);
});

test('a large file that is written anew between the two readings is no member', async () => {
  const { folder, source, archive } = place();
  const path = join(source, 'large');
  put(source, 'large', Buffer.alloc(2 * PIECE_BYTES, 'a'));
  const context = whenRead('large', 4, () => {
    truncateSync(path, 0);
    writeFileSync(path, Buffer.alloc(2 * PIECE_BYTES, 'b'));
  });
  await expect(
    convert('pack', source, archive, { allowChanges: true, context }),
  ).rejects.toMatchObject({ error: { code: 'changed-on-disk' } });
  expectOnly(folder, ['data', 'study']);
});

test('errors of the disk clean up, and say what they were', async () => {
  const { folder, source, archive } = place();
  makeTree(source);
  for (const [code, expected] of [
    ['ENOSPC', 'too-large'],
    ['EACCES', 'permission-denied'],
  ] as const) {
    const write = (): number => {
      throw systemError(code);
    };
    const error = await convert('pack', source, archive, { context: testContext({ write }) }).catch(
      (thrown: unknown) => expectedError(thrown),
    );
    expect(error).toMatchObject({ code: expected });
    expect(existsSync(archive)).toBe(false);
    expectOnly(folder, ['data', 'study']);
  }
});

test('a disk that keeps other bytes than it was given is noticed', async () => {
  const { folder, source, archive } = place();
  makeTree(source);
  const write: typeof nodeFileOperations.write = (fd, from, lengthBytes) => {
    const bytes = Uint8Array.from(from.subarray(0, lengthBytes));
    bytes[200] = 255 - (bytes[200] ?? 0);
    return nodeFileOperations.write(fd, bytes, lengthBytes);
  };
  await expect(
    convert('pack', source, archive, { context: testContext({ write }) }),
  ).rejects.toMatchObject({ error: { code: 'corrupt-data' } });
  expectOnly(folder, ['data', 'study']);
});

test('a file that another program holds is left out when the person says so', async () => {
  const { source, archive } = place();
  for (const key of ['a', 'held', 'z']) put(source, key);
  const context = testContext({
    open: (path, flags, mode) => {
      if (String(path).endsWith('/held')) throw systemError('EBUSY');
      return nodeFileOperations.open(path, flags, mode);
    },
  });
  await expect(convert('pack', source, archive, { context })).rejects.toThrow(/held/);
  context.control.isSkipping = true;
  const { isCompared, tally } = await convert('pack', source, archive, { context });
  expect(await namesIn(archive)).toEqual(['a', 'z']);
  expect(isCompared).toBe(false);
  expect(tally.mentions).toMatchObject([{ kind: 'skipped', examples: [{ key: 'held' }] }]);
});
