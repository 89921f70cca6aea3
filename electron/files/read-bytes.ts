import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { isUnfollowedLink } from './file-errors.ts';

/** Links are refused at the last part of a path (0 on Windows, which has no such flag). */
const NO_FOLLOW: number = constants.O_NOFOLLOW ?? 0;

/** Most chunks of a workflow are below this; one read call gets them whole. */
const SCRATCH_BYTES = 64 * 1024;
const scratch = Buffer.allocUnsafeSlow(SCRATCH_BYTES);

/** What tells one state of a file from another without reading it. */
export interface FileStamp {
  readonly sizeBytes: number;
  /** Last modification, nanoseconds since 1970-01-01 UTC. */
  readonly modifiedNs: bigint;
  readonly inode: bigint;
}

export function stampOf(stats: BigIntStats): FileStamp {
  return { sizeBytes: Number(stats.size), modifiedNs: stats.mtimeNs, inode: stats.ino };
}

export function isSameStamp(a: FileStamp, b: FileStamp): boolean {
  return a.sizeBytes === b.sizeBytes && a.modifiedNs === b.modifiedNs && a.inode === b.inode;
}

/**
 * Opens for reading; a symbolic link is followed only where `mayFollow` says so.
 *
 * @throws The error of the operating system
 */
export function openForReading(path: string, mayFollow: (path: string) => boolean): number {
  if (NO_FOLLOW === 0) {
    if (!mayFollow(path)) throw Object.assign(new Error('link'), { code: 'ELOOP' });
    return openSync(path, constants.O_RDONLY);
  }
  try {
    return openSync(path, constants.O_RDONLY | NO_FOLLOW);
  } catch (error) {
    if (!isUnfollowedLink(error) || !mayFollow(path)) throw error;
    return openSync(path, constants.O_RDONLY);
  }
}

function fill(fd: number, target: Uint8Array, from: number, positionBytes: number | null): number {
  let got = from;
  while (got < target.length) {
    const position = positionBytes === null ? null : positionBytes + got;
    const count = readSync(fd, target, got, target.length - got, position);
    if (count === 0) break;
    got += count;
  }
  return got;
}

/**
 * All bytes of an open file from its start. Not for growing files.
 *
 * Bytes of small files share a buffer with others: it must not be transferred to another thread.
 */
export function readAll(fd: number): Uint8Array {
  const first = fill(fd, scratch, 0, null);
  // Small ones share a buffer: one of its own for each of ten thousand files costs more than reading.
  if (first < SCRATCH_BYTES) return Buffer.from(scratch.subarray(0, first));
  const sizeBytes = Math.max(fstatSync(fd).size, first);
  const bytes = Buffer.allocUnsafeSlow(sizeBytes);
  bytes.set(scratch);
  const got = fill(fd, bytes, first, null);
  return got === sizeBytes ? bytes : bytes.subarray(0, got);
}

/** At most `lengthBytes` bytes from `offsetBytes` on; fewer at the end of the file. */
export function readRange(fd: number, offsetBytes: number, lengthBytes: number): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(lengthBytes);
  return bytes.subarray(0, fill(fd, bytes, 0, offsetBytes));
}

/** Calls `use` with the open file and closes it. */
export function withFile<T>(
  path: string,
  mayFollow: (path: string) => boolean,
  use: (fd: number) => T,
): T {
  const fd = openForReading(path, mayFollow);
  try {
    return use(fd);
  } finally {
    closeSync(fd);
  }
}
