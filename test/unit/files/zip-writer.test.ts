import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ZipReader } from '../../../electron/files/zip/zip-reader.ts';
import { checksum, localHeader, tableEntry } from '../../../electron/files/zip/zip-records.ts';
import { ZipTable } from '../../../electron/files/zip/zip-table.ts';
import { ZipWriter } from '../../../electron/files/zip/zip-writer.ts';
import { scratchFolder } from './tree/tree-support.ts';

test('more than 65535 members have their 64-bit records', async () => {
  const pieces: Buffer[] = [];
  const writer = new ZipWriter((bytes, lengthBytes) => {
    pieces.push(Buffer.from(bytes.subarray(0, lengthBytes)));
  });
  const bytes = Buffer.from('same');
  for (let at = 0; at < 65_600; at += 1) {
    writer.begin({ name: Buffer.from(`${at % 66}/${at}`), crc32: checksum(bytes), sizeBytes: 4 });
    writer.append(bytes);
  }
  const sizeBytes = writer.end();
  const archive = join(scratchFolder(), 'many.zip');
  writeFileSync(archive, Buffer.concat(pieces));
  const reader = await ZipReader.open(archive);
  expect(sizeBytes).toBe(Buffer.concat(pieces).length);
  expect([...reader.memberSizes()]).toHaveLength(65_600);
  expect(Buffer.from(reader.readFile('61/65599')).toString()).toBe('same');
}, 30_000);

const GIB = 1024 ** 3;

test.each([
  { sizeBytes: 10, headerAt: 5 * GIB },
  { sizeBytes: 3 * GIB, headerAt: 7 },
  { sizeBytes: 9 * GIB, headerAt: 70 * GIB },
  { sizeBytes: 2 * GIB - 1, headerAt: 2 * GIB - 1 },
])('a member of $sizeBytes bytes at $headerAt', ({ sizeBytes, headerAt }) => {
  const member = { name: Buffer.from('é'), crc32: 0xfedc_ba98, sizeBytes };
  const entry = tableEntry(member, headerAt);
  const table = new ZipTable({ bytes: entry, shiftBytes: 0 }, 'x.zip');
  expect(table.member(0, table.nameOf(0))).toMatchObject({
    name: 'é',
    crc32: 0xfedc_ba98,
    method: 0,
    sizeBytes,
    compressedBytes: sizeBytes,
    headerAt,
  });
  // The header before the bytes has the same numbers, in its extra field where they are large.
  const header = localHeader(member);
  const isLarge = sizeBytes > 2 * GIB - 1;
  expect(header.readUInt16LE(28)).toBe(isLarge ? 20 : 0);
  expect(isLarge ? Number(header.readBigUInt64LE(36)) : header.readUInt32LE(22)).toBe(sizeBytes);
});
