import {
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ZipReader } from '../../../electron/files/zip/zip-reader.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import { type ZipEntry, type ZipOptions, zipArchive } from '../../support/zip-archive.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'earshot-zip-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function written(bytes: Uint8Array): string {
  const path = join(root, 'a.zip');
  writeFileSync(path, bytes);
  return path;
}

function opened(entries: readonly ZipEntry[], options?: ZipOptions): Promise<ZipReader> {
  return ZipReader.open(written(zipArchive(entries, options)));
}

function text(reader: ZipReader, key: string): string {
  return Buffer.from(reader.readFile(key)).toString();
}

async function pieces(reader: ZipReader, key: string, from?: number): Promise<string> {
  let all = '';
  for await (const piece of reader.pieces(key, from)) all += Buffer.from(piece).toString('latin1');
  return all;
}

async function failureOf(use: () => unknown): Promise<AppException['error']> {
  try {
    await use();
  } catch (error) {
    if (error instanceof AppException) return error.error;
    throw error;
  }
  throw new Error('It did not fail.');
}

const LONG = 'Lorem ipsum dolor sit amet. '.repeat(20_000);

describe('members', () => {
  const entries: ZipEntry[] = [
    { name: '.zattrs', text: '{}' },
    { name: 'a/', mode: 0o040755 },
    { name: 'a/b/stored', text: 'stored' },
    { name: 'a/b/deflated', text: LONG, isDeflated: true },
    { name: 'a/later', text: 'sizes follow', hasDescriptor: true, isDeflated: true },
    { name: 'a/padded', text: 'padded', localExtra: Buffer.alloc(9) },
    { name: 'empty', text: '' },
  ];

  it.each<[string, ZipOptions]>([
    ['as usual', {}],
    ['zip64', { isZip64: true }],
    ['zip64 as Python writes between 2 and 4 GiB', { isZip64: true, hasBothEnds: true }],
    ['zip64 after other bytes', { isZip64: true, prefix: Buffer.alloc(5000, 7) }],
    ['after a program that unpacks them', { prefix: Buffer.alloc(5000, 7) }],
    ['before a comment that looks like an end', { comment: 'PK\x05\x06'.padEnd(40, 'x') }],
  ])('are read whole, by range and in pieces: %s', async (_, options) => {
    const reader = await opened(entries, options);
    expect(text(reader, 'a/b/stored')).toBe('stored');
    expect(text(reader, 'a/b/deflated')).toBe(LONG);
    expect(text(reader, 'a/later')).toBe('sizes follow');
    expect(text(reader, 'a/padded')).toBe('padded');
    expect(text(reader, 'empty')).toBe('');
    expect(Buffer.from(reader.tryReadRange('a/b/stored', 2, 3) ?? []).toString()).toBe('ore');
    expect(reader.tryReadRange('a/b/stored', 4, 99)).toHaveLength(2);
    expect(reader.tryReadRange('a/b/stored', 40, 99)).toHaveLength(0);
    expect(reader.tryReadRange('a/b/deflated', 28, 11)).toEqual(Buffer.from('Lorem ipsum'));
    expect(await pieces(reader, 'a/b/deflated', 300_000)).toBe(LONG.slice(300_000));
    expect(await pieces(reader, 'a/b/stored', 2)).toBe('ored');
    expect(reader.stamp('a/b/deflated')?.sizeBytes).toBe(LONG.length);
  });

  it('are listed in folders, whether the archive has entries for those or not', async () => {
    const reader = await opened(entries);
    expect(reader.tryList('')).toEqual([
      { name: 'a', kind: 'folder' },
      { name: '.zattrs', kind: 'file' },
      { name: 'empty', kind: 'file' },
    ]);
    expect(reader.tryListNames('a/b')).toEqual(['stored', 'deflated']);
    expect(reader.tryListNames('a/none')).toBeUndefined();
    expect([reader.isFolder('a/b'), reader.isFile('a/b'), reader.isFile('empty')]).toEqual([
      true,
      false,
      true,
    ]);
    const inner = reader.within('a');
    expect(text(inner, 'b/stored')).toBe('stored');
    expect(inner.tryListNames('')).toEqual(['b', 'later', 'padded']);
    expect(inner.isFile('.zattrs')).toBe(false);
  });

  it('of one name: the last counts', async () => {
    const reader = await opened([
      { name: 'x', text: 'old' },
      { name: 'x', text: 'new' },
    ]);
    expect(text(reader, 'x')).toBe('new');
    expect(reader.tryListNames('')).toEqual(['x']);
  });

  it('that are not there', async () => {
    const reader = await opened(entries);
    expect(reader.tryReadFile('nothing')).toBeUndefined();
    expect(reader.tryReadRange('nothing', 0, 1)).toBeUndefined();
    expect(reader.stamp('nothing')).toBeUndefined();
    expect(await failureOf(() => reader.readFile('nothing'))).toMatchObject({ code: 'not-found' });
    expect(await failureOf(() => reader.readFile('a/b'))).toMatchObject({ code: 'corrupt-data' });
  });
});

describe('names', () => {
  it('are UTF-8, or code page 437 where they cannot be', async () => {
    const reader = await opened([
      { name: 'Größe', text: 'said to be UTF-8' },
      { name: Buffer.from('Maß'), text: 'not said to be' },
      { name: Buffer.from([0x53, 0x74, 0x84, 0x72, 0x6b, 0x65]), text: 'old' },
      { name: 'folder\\inner.txt', text: 'made on Windows', system: 0 },
    ]);
    expect(text(reader, 'Größe')).toBe('said to be UTF-8');
    expect(text(reader, 'Maß')).toBe('not said to be');
    expect(text(reader, 'Stärke')).toBe('old');
    expect(reader.tryListNames('')).toEqual(['folder', 'Größe', 'Maß', 'Stärke']);
    expect(text(reader, 'folder/inner.txt')).toBe('made on Windows');
  });

  it('that lead out of the archive are never shown or read', async () => {
    const slips = ['../out', '/etc/passwd', 'a/../../out', 'a//b', './c', 'nul\0', ''];
    const reader = await opened([
      ...slips.map((name) => ({ name, text: 'x' })),
      { name: '..\\win', text: 'x', system: 0 },
      { name: 'a..b/.c.', text: 'fine' },
    ]);
    expect(reader.refusedNames).toEqual([...slips, '../win']);
    expect(reader.tryListNames('')).toEqual(['a..b']);
    expect(text(reader, 'a..b/.c.')).toBe('fine');
    for (const name of slips.slice(0, 5)) {
      expect(await failureOf(() => reader.tryReadFile(name))).toMatchObject({ code: 'refused' });
    }
  });

  it('of links are shown as such and not followed', async () => {
    const reader = await opened([{ name: 'link', text: '/etc/passwd', mode: 0o120777 }]);
    expect(reader.tryList('')).toEqual([{ name: 'link', kind: 'other' }]);
    expect(await failureOf(() => reader.readFile('link'))).toMatchObject({ code: 'refused' });
  });
});

describe('what cannot be read', () => {
  it('encrypted members and other methods say so, and the rest is there', async () => {
    const reader = await opened([
      { name: 'secret', text: 'x', flags: 1 },
      { name: 'bz2', text: 'x', method: 12 },
      { name: 'fine', text: 'fine' },
    ]);
    expect(await failureOf(() => reader.readFile('secret'))).toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining('encrypted member secret'),
    });
    expect(await failureOf(() => reader.readFile('bz2'))).toMatchObject({
      code: 'unsupported-format',
      message: expect.stringContaining('compresses bz2 by method 12'),
    });
    expect(text(reader, 'fine')).toBe('fine');
  });

  it.each<[string, ZipEntry]>([
    ['more than it declares', { name: 'x', text: LONG, isDeflated: true, sizeBytes: 10 }],
    ['less than it declares', { name: 'x', text: 'x', isDeflated: true, sizeBytes: 100 }],
    ['an impossible size', { name: 'x', text: 'x', isDeflated: true, sizeBytes: 900_000_000 }],
    ['another checksum', { name: 'x', text: 'x', crc32: 1 }],
    ['no deflated data', { name: 'x', text: 'not deflated', method: 8 }],
    ['more than the archive has', { name: 'x', text: 'x', sizeBytes: 5_000 }],
  ])('a member with %s is damaged', async (_, entry) => {
    const reader = await opened([entry]);
    const failure = { code: 'corrupt-data', place: 'x' };
    expect(await failureOf(() => reader.readFile('x'))).toMatchObject(failure);
    if (entry.crc32 !== undefined) return;
    expect(await failureOf(() => pieces(reader, 'x'))).toMatchObject(failure);
  });

  it('a member larger than memory is read by range only', async () => {
    const path = written(zipArchive([{ name: 'log', text: 'x', sizeBytes: 1_500_000_000 }]));
    const bytes = zipArchive([{ name: 'log', text: 'x', sizeBytes: 1_500_000_000 }]);
    truncateSync(path, 31);
    truncateSync(path, 33 + 1_500_000_000);
    const table = bytes.subarray(34);
    table.writeUInt32LE(33 + 1_500_000_000, table.length - 6);
    const fd = openSync(path, 'a');
    writeSync(fd, table);
    const reader = await ZipReader.open(path);
    expect(await failureOf(() => reader.readFile('log'))).toMatchObject({ code: 'too-large' });
    expect(reader.tryReadRange('log', 1_499_999_990, 100)).toHaveLength(10);
  });

  it('no archive, and one that was cut off', async () => {
    const whole = zipArchive([{ name: 'x', text: 'x'.repeat(500) }]);
    expect(await ZipReader.tryOpen(written(Buffer.from('no archive at all')))).toBeUndefined();
    expect(await ZipReader.tryOpen(written(Buffer.alloc(0)))).toBeUndefined();
    const path = written(whole.subarray(0, 300));
    expect(await failureOf(() => ZipReader.open(path))).toMatchObject({
      code: 'corrupt-data',
      message: expect.stringContaining('its end is missing'),
    });
    expect(await failureOf(() => ZipReader.open(join(root, 'gone.zip')))).toMatchObject({
      code: 'not-found',
    });
  });
});

it('an archive that is replaced is noticed, and let go of meanwhile', async () => {
  const reader = await opened([{ name: 'x', text: 'one' }]);
  expect(text(reader, 'x')).toBe('one');
  const before = reader.stamp('x');
  reader.close();
  const path = written(zipArchive([{ name: 'x', text: 'two' }]));
  utimesSync(path, 1, 1);
  expect(reader.stamp('x')).not.toEqual(before);
  expect(await failureOf(() => reader.readFile('x'))).toMatchObject({ code: 'changed-on-disk' });
  expect(statSync(path).size).toBeGreaterThan(0);
});

it('opens an archive of 70,000 members', async () => {
  const entries = Array.from({ length: 70_000 }, (_, i) => ({ name: `runs/${i}`, text: `${i}` }));
  const reader = await opened(entries, { isZip64: true });
  expect(text(reader, 'runs/69999')).toBe('69999');
  expect(reader.tryListNames('runs')).toHaveLength(70_000);
});
