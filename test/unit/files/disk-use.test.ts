import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { measureArchive, measureFolder } from '../../../electron/files/disk-use.ts';
import { ZipReader } from '../../../electron/files/zip/zip-reader.ts';
import { zipArchive } from '../../support/zip-archive.ts';

let folder: string | undefined;
afterEach(() => {
  if (folder !== undefined) rmSync(folder, { recursive: true });
  folder = undefined;
});

function make(): string {
  folder = mkdtempSync(join(tmpdir(), 'earshot-disk-'));
  mkdirSync(join(folder, 'execute', 'deep'), { recursive: true });
  mkdirSync(join(folder, 'metadata'));
  writeFileSync(join(folder, 'log.txt'), 'x'.repeat(10));
  writeFileSync(join(folder, 'metadata', 'a'), 'x'.repeat(20));
  for (let at = 0; at < 40; at += 1) {
    writeFileSync(join(folder, 'execute', 'deep', `f${at}`), 'x'.repeat(100));
  }
  return folder;
}

const options = { onProgress: () => undefined, checkCancelled: () => undefined };

test('sizes and files by entry, the largest first', async () => {
  expect(await measureFolder(make(), options)).toEqual({
    parts: [
      { name: 'execute', sizeBytes: 4000, fileCount: 40 },
      { name: 'metadata', sizeBytes: 20, fileCount: 1 },
      { name: '', sizeBytes: 10, fileCount: 1 },
    ],
    unreadCount: 0,
  });
});

test('a link is itself, never what it leads to', async () => {
  const path = make();
  symlinkSync(join(path, 'execute'), join(path, 'metadata', 'loop'));
  const { parts } = await measureFolder(path, options);
  expect(parts.find(({ name }) => name === 'metadata')?.fileCount).toBe(2);
});

test('a file is measured alone', async () => {
  expect((await measureFolder(join(make(), 'log.txt'), options)).parts).toEqual([
    { name: '', sizeBytes: 10, fileCount: 1 },
  ]);
});

test('stops where it is told to', async () => {
  let looks = 0;
  const checkCancelled = (): void => {
    looks += 1;
    if (looks > 1) throw new Error('stop');
  };
  await expect(measureFolder(make(), { ...options, checkCancelled })).rejects.toThrow('stop');
});

test('an archive is measured by its table of contents, packed and unpacked', async () => {
  const path = join(make(), 'a.zip');
  const entries = [
    { name: 'wk/metadata/a', text: 'x'.repeat(20) },
    { name: 'wk/execute/deep/f', text: 'x'.repeat(40_000), isDeflated: true },
    { name: 'wk/execute/g', text: 'y'.repeat(100) },
    { name: 'wk/.zattrs', text: '{}' },
    { name: 'wk/empty/', text: '' },
    { name: '../outside', text: 'no' },
  ];
  writeFileSync(path, zipArchive(entries));
  const reader = (await ZipReader.open(path)).within('wk');
  const { parts } = await measureArchive(reader.memberSizes(), options);
  expect(parts.map(({ name, sizeBytes, fileCount }) => [name, sizeBytes, fileCount])).toEqual([
    ['execute', 40_100, 2],
    ['metadata', 20, 1],
    ['', 2, 1],
  ]);
  expect(parts[1]?.compressedBytes).toBe(20);
  expect(parts[0]?.compressedBytes).toBeLessThan(300);
  reader.close();
});
