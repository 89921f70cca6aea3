import { type FileHandle, open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { AppException } from '../../shared/contract/errors.ts';
import { fileException } from '../files/file-errors.ts';
import type { Evidence } from './evidence.ts';

/** A member of an archive, from its central directory. */
interface ZipMember {
  readonly method: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly headerOffset: number;
}

/** Central directories beyond this are not read: about a million members. */
const MAX_DIRECTORY_BYTES = 128 * 1024 * 1024;

/**
 * Evidence of a zip archive (FORMATS §13.9): its table of contents and the few members that tell the
 * generation. Nothing is unpacked.
 *
 * @param path A regular file.
 * @returns `undefined` when the file is no zip archive.
 * @throws {AppException} `corrupt-data` when it is one whose table of contents is broken.
 */
export async function withZipEvidence<T>(
  path: string,
  fileSize: number,
  use: (evidence: Evidence) => Promise<T>,
): Promise<T | undefined> {
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw fileException(error, path);
  });
  try {
    const directory = await findDirectory(handle, path, fileSize);
    if (directory === undefined) return undefined;
    const members = readDirectory(directory, path);
    return await use({
      sizeOf: async (key) => members.get(key)?.size,
      pieces: (key) => memberPieces(handle, path, key, members.get(key)),
    });
  } finally {
    await handle.close();
  }
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const END64_SIGNATURE = 0x06064b50;
const END64_LOCATOR_SIGNATURE = 0x07064b50;
const END64_LOCATOR_BYTES = 20;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const HEADER_BYTES = 30;
const MAX_COMMENT_BYTES = 65_535;
const UNKNOWN_32 = 0xffffffff;

async function findDirectory(
  handle: FileHandle,
  path: string,
  fileSize: number,
): Promise<Buffer | undefined> {
  const tailSize = Math.min(fileSize, END_BYTES + MAX_COMMENT_BYTES + END64_LOCATOR_BYTES);
  const tail = await readExactly(handle, path, fileSize - tailSize, tailSize);
  let at = tail.length - END_BYTES;
  while (at >= 0 && tail.readUInt32LE(at) !== END_SIGNATURE) at -= 1;
  if (at < 0) return undefined;
  let size = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  const locator = at - END64_LOCATOR_BYTES;
  if (
    (size === UNKNOWN_32 || offset === UNKNOWN_32) &&
    locator >= 0 &&
    tail.readUInt32LE(locator) === END64_LOCATOR_SIGNATURE
  ) {
    const end64 = await readExactly(handle, path, Number(tail.readBigUInt64LE(locator + 8)), 56);
    if (end64.readUInt32LE(0) !== END64_SIGNATURE) throw brokenZip(path, 'end record');
    size = Number(end64.readBigUInt64LE(40));
    offset = Number(end64.readBigUInt64LE(48));
  }
  if (offset + size > fileSize) throw brokenZip(path, 'table of contents');
  if (size > MAX_DIRECTORY_BYTES) {
    throw new AppException({
      code: 'too-large',
      message: `The table of contents of ${path} is too large to read.`,
      action: 'Unpack the archive and open the folder.',
      sizeBytes: size,
    });
  }
  return readExactly(handle, path, offset, size);
}

function readDirectory(directory: Buffer, path: string): Map<string, ZipMember> {
  const members = new Map<string, ZipMember>();
  let at = 0;
  while (at + ENTRY_BYTES <= directory.length) {
    if (directory.readUInt32LE(at) !== ENTRY_SIGNATURE) throw brokenZip(path, 'table of contents');
    const nameLength = directory.readUInt16LE(at + 28);
    const extraLength = directory.readUInt16LE(at + 30);
    const commentLength = directory.readUInt16LE(at + 32);
    const nameEnd = at + ENTRY_BYTES + nameLength;
    members.set(directory.toString('utf8', at + ENTRY_BYTES, nameEnd), {
      method: directory.readUInt16LE(at + 10),
      compressedSize: directory.readUInt32LE(at + 20),
      size: directory.readUInt32LE(at + 24),
      headerOffset: directory.readUInt32LE(at + 42),
    });
    at = nameEnd + extraLength + commentLength;
  }
  return members;
}

async function* memberPieces(
  handle: FileHandle,
  path: string,
  key: string,
  member: ZipMember | undefined,
): AsyncIterable<Uint8Array> {
  if (member === undefined) throw brokenZip(path, key);
  const header = await readExactly(handle, path, member.headerOffset, HEADER_BYTES);
  const start =
    member.headerOffset + HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  const stored = await readExactly(handle, path, start, member.compressedSize);
  if (member.method === 0) {
    yield stored;
    return;
  }
  if (member.method !== 8) throw brokenZip(path, key);
  const inflate = createInflateRaw();
  inflate.end(stored);
  let given = 0;
  try {
    for await (const piece of inflate) {
      if (!(piece instanceof Uint8Array)) continue;
      given += piece.length;
      // A member that unpacks to more than it declares is a trap, not data.
      if (given > member.size) throw brokenZip(path, key);
      yield piece;
    }
  } catch (error) {
    throw error instanceof AppException ? error : brokenZip(path, key, error);
  }
}

async function readExactly(
  handle: FileHandle,
  path: string,
  position: number,
  length: number,
): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position).catch((error: unknown) => {
    throw fileException(error, path);
  });
  if (bytesRead !== length) throw brokenZip(path, 'end of file');
  return buffer;
}

function brokenZip(path: string, place: string, cause?: unknown): AppException {
  return new AppException(
    {
      code: 'corrupt-data',
      message: `The zip archive ${path} is damaged (${place}).`,
      action: 'Copy or download it again.',
      file: path,
      place,
    },
    { cause },
  );
}
