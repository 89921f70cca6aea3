import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { keyParts } from '../../../electron/files/contained-path.ts';
import { fileException } from '../../../electron/files/file-errors.ts';
import { FolderReader } from '../../../electron/files/folder-reader.ts';
import { isSameStamp } from '../../../electron/files/read-bytes.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';

function codeOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof AppException) return error.error.code;
    throw error;
  }
  return 'no error';
}

/** A folder `w` with a file and a sub-folder, and a secret beside it. */
function folders(): { reader: FolderReader; inside: string; outside: string } {
  const root = temporaryFolder();
  const inside = join(root, 'w');
  const outside = join(root, 'secret');
  mkdirSync(join(inside, 'sub'), { recursive: true });
  mkdirSync(outside);
  writeFileSync(join(inside, 'a.txt'), 'hello');
  writeFileSync(join(inside, 'sub', 'b.txt'), 'below');
  writeFileSync(join(outside, 'key.txt'), 'secret');
  return { reader: new FolderReader(inside), inside, outside };
}

const textOf = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

describe('reading', () => {
  test('gives whole files and ranges, and nothing for what is not there', () => {
    const { reader } = folders();
    expect(textOf(reader.readFile('a.txt'))).toBe('hello');
    expect(textOf(reader.tryReadFile('sub/b.txt'))).toBe('below');
    expect(textOf(reader.tryReadRange('a.txt', 1, 3))).toBe('ell');
    expect(textOf(reader.tryReadRange('a.txt', 3, 100))).toBe('lo');
    expect(reader.tryReadFile('c.txt')).toBeUndefined();
    expect(reader.tryReadFile('nowhere/c.txt')).toBeUndefined();
    expect(reader.tryReadRange('c.txt', 0, 1)).toBeUndefined();
    expect(codeOf(() => reader.readFile('c.txt'))).toBe('not-found');
  });

  test('gives files that are larger than one read', () => {
    const { reader, inside } = folders();
    for (const size of [65_535, 65_536, 65_537, 300_000]) {
      const bytes = Buffer.from(Array.from({ length: size }, (_, i) => i % 251));
      writeFileSync(join(inside, 'large'), bytes);
      expect(Buffer.compare(Buffer.from(reader.readFile('large')), bytes)).toBe(0);
      expect(reader.readStable('large').bytes.length).toBe(size);
    }
  });

  test('lists and tells files from folders', () => {
    const { reader } = folders();
    expect(reader.tryList('')?.sort((a, b) => a.name.localeCompare(b.name))).toEqual([
      { name: 'a.txt', kind: 'file' },
      { name: 'sub', kind: 'folder' },
    ]);
    expect(reader.tryListNames('sub')).toEqual(['b.txt']);
    expect(reader.tryList('nowhere')).toBeUndefined();
    expect([reader.isFile('a.txt'), reader.isFolder('a.txt')]).toEqual([true, false]);
    expect([reader.isFile('sub'), reader.isFolder('sub')]).toEqual([false, true]);
    expect([reader.isFile('c'), reader.isFolder('c')]).toEqual([false, false]);
  });

  test('tells states of a file apart', () => {
    const { reader, inside } = folders();
    const before = reader.stamp('a.txt');
    writeFileSync(join(inside, 'a.txt'), 'hello again');
    const after = reader.stamp('a.txt');
    expect(before?.sizeBytes).toBe(5);
    expect(after && before && isSameStamp(before, after)).toBe(false);
    expect(after && isSameStamp(after, after)).toBe(true);
    expect(reader.stamp('c.txt')).toBeUndefined();
  });

  test.skipIf(process.platform !== 'linux')(
    'T23: what never holds still is changed-on-disk, not shown',
    () => {
      // Its size says 0 while it has text: what a file looks like that grows while it is read.
      const system = new FolderReader('/proc/self');
      expect(codeOf(() => system.readStable('status'))).toBe('changed-on-disk');
    },
  );
});

describe('containment', () => {
  test.each([
    '../secret/key.txt',
    'sub/../../secret/key.txt',
    '/etc/passwd',
    'a//b',
    './a',
    'a\0b',
  ])('refuses the key %j', (key) => {
    const { reader } = folders();
    expect(codeOf(() => keyParts(key))).toBe('refused');
    expect(codeOf(() => reader.tryReadFile(key))).toBe('refused');
    expect(codeOf(() => reader.tryList(key))).toBe('refused');
  });

  test('refuses links that lead out of the folder, to files and through folders', () => {
    const { reader, inside, outside } = folders();
    symlinkSync(join(outside, 'key.txt'), join(inside, 'link.txt'));
    symlinkSync(outside, join(inside, 'elsewhere'));
    for (const key of ['link.txt', 'elsewhere/key.txt']) {
      expect(codeOf(() => reader.tryReadFile(key))).toBe('refused');
      expect(codeOf(() => reader.tryReadRange(key, 0, 1))).toBe('refused');
      expect(codeOf(() => reader.stamp(key))).toBe('refused');
      expect(codeOf(() => reader.check(key))).toBe('refused');
    }
    expect(codeOf(() => reader.tryList('elsewhere'))).toBe('refused');
  });

  test('follows links that stay inside, and a link to the folder itself', () => {
    const { inside } = folders();
    symlinkSync(join(inside, 'sub'), join(inside, 'again'));
    symlinkSync(join(inside, 'a.txt'), join(inside, 'link.txt'));
    symlinkSync(inside, `${inside}-link`);
    const reader = new FolderReader(`${inside}-link`);
    expect(textOf(reader.tryReadFile('again/b.txt'))).toBe('below');
    expect(textOf(reader.tryReadFile('link.txt'))).toBe('hello');
  });
});

describe('errors of the system', () => {
  test.each([
    ['ENOENT', 'not-found'],
    ['ENOTDIR', 'not-found'],
    ['EACCES', 'permission-denied'],
    ['EPERM', 'permission-denied'],
    ['ELOOP', 'refused'],
    ['ESTALE', 'changed-on-disk'],
    ['EISDIR', 'corrupt-data'],
    ['EIO', 'corrupt-data'],
  ])('%s becomes %s and names the file', (code, expected) => {
    const { error } = fileException({ code }, 'w/metadata.json');
    expect(error.code).toBe(expected);
    expect(error.message).toContain('w/metadata.json');
    expect(error.action).toMatch(/\w/);
  });

  test('a folder that is not there is not-found, a file in its place too', () => {
    const { inside } = folders();
    expect(codeOf(() => new FolderReader(join(inside, 'nowhere')))).toBe('not-found');
    expect(FolderReader.at(join(inside, 'nowhere'))).toBeUndefined();
    expect(codeOf(() => new FolderReader(inside).readFile('sub'))).toBe('corrupt-data');
  });
});
