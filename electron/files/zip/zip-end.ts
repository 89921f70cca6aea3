import { brokenZip, tooLargeInZip, unsupportedZip } from './zip-errors.ts';
import type { ZipFile } from './zip-file.ts';

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const END64_SIGNATURE = 0x06064b50;
const END64_BYTES = 56;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_BYTES = 20;
const MEMBER_SIGNATURE = 0x04034b50;
const MAX_COMMENT_BYTES = 65_535;
export const UNKNOWN_32 = 0xffffffff;

/** Tables of contents beyond this are not read: some four million members. */
const MAX_DIRECTORY_BYTES = 512 * 1024 * 1024;

/** The table of contents of an archive, and what to add to the places it gives. */
export interface TableBytes {
  readonly bytes: Buffer;
  /** Bytes put before the archive later, such as a program that unpacks it. */
  readonly shiftBytes: number;
}

interface TablePlace {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  /** Where the table must end, by the records that follow it. */
  readonly endBytes: number;
}

/**
 * Reads the table of contents ("central directory") at the end of the file.
 *
 * @returns `undefined` when the file is no zip archive.
 * @throws AppException `corrupt-data` for an archive whose end is missing or broken;
 *   `unsupported-format`, `too-large`
 */
export async function readTable(file: ZipFile): Promise<TableBytes | undefined> {
  const tailBytes = Math.min(file.sizeBytes, END_BYTES + MAX_COMMENT_BYTES + LOCATOR_BYTES);
  const tail = await file.readLater(file.sizeBytes - tailBytes, tailBytes, 'end record');
  const at = findEnd(tail);
  if (at === undefined) {
    const start = await file.readLater(0, Math.min(4, file.sizeBytes), 'start');
    if (start.length < 4 || start.readUInt32LE(0) !== MEMBER_SIGNATURE) return undefined;
    throw brokenZip(file.path, 'its end is missing');
  }
  const place = await tablePlace(file, tail, at, file.sizeBytes - tailBytes);
  const { offsetBytes, sizeBytes, endBytes } = place;
  if (sizeBytes > MAX_DIRECTORY_BYTES) {
    throw tooLargeInZip(file.path, 'The table of contents', sizeBytes);
  }
  const shiftBytes = endBytes - sizeBytes - offsetBytes;
  if (shiftBytes < 0) throw brokenZip(file.path, 'table of contents');
  return {
    bytes: await file.readLater(offsetBytes + shiftBytes, sizeBytes, 'table of contents'),
    shiftBytes,
  };
}

/** The comment after the record can hold its signature too: then its stated length does not fit. */
function findEnd(tail: Buffer): number | undefined {
  let last: number | undefined;
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail[at] !== 0x50 || tail.readUInt32LE(at) !== END_SIGNATURE) continue;
    if (at + END_BYTES + tail.readUInt16LE(at + 20) === tail.length) return at;
    last ??= at;
  }
  return last;
}

async function tablePlace(
  file: ZipFile,
  tail: Buffer,
  at: number,
  tailStart: number,
): Promise<TablePlace> {
  const disks = [tail.readUInt16LE(at + 4), tail.readUInt16LE(at + 6)];
  const offsetBytes = tail.readUInt32LE(at + 16);
  const sizeBytes = tail.readUInt32LE(at + 12);
  const locator = at - LOCATOR_BYTES;
  // Python writes the 64-bit records from 2 GiB on, where the others still hold the numbers.
  const has64 = locator >= 0 && tail.readUInt32LE(locator) === LOCATOR_SIGNATURE;
  if (!has64) {
    if (disks.some((disk) => disk !== 0)) throw inParts(file);
    return { offsetBytes, sizeBytes, endBytes: tailStart + at };
  }
  // Just before its locator, also where bytes were put before the archive; else where that says.
  const before = tailStart + locator - END64_BYTES;
  const stated = Number(tail.readBigUInt64LE(locator + 8));
  const end64At = (await isEnd64(file, before)) ? before : stated;
  const end64 = await file.readLater(end64At, END64_BYTES, 'end record');
  if (end64.readUInt32LE(0) !== END64_SIGNATURE) throw brokenZip(file.path, 'end record');
  if (end64.readUInt32LE(16) !== 0 || end64.readUInt32LE(20) !== 0) throw inParts(file);
  return {
    offsetBytes: Number(end64.readBigUInt64LE(48)),
    sizeBytes: Number(end64.readBigUInt64LE(40)),
    endBytes: end64At,
  };
}

async function isEnd64(file: ZipFile, at: number): Promise<boolean> {
  return at >= 0 && (await file.readLater(at, 4, 'end record')).readUInt32LE(0) === END64_SIGNATURE;
}

function inParts(file: ZipFile): Error {
  return unsupportedZip(file.path, 'consists of several files');
}
