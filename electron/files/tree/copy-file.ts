import { type BigIntStats, constants, type Stats } from 'node:fs';
import { AppException } from '../../../shared/contract/errors.ts';
import { errnoOf } from '../file-errors.ts';
import type { FileOperations } from './file-operations.ts';
import type { Retrier } from './retry.ts';
import { type TreeControl, throwIfStopped } from './tree-control.ts';
import { shownPath, type TreePath } from './tree-path.ts';

/** Up to here one read gets a file whole; most chunks and logs of a workflow are smaller. */
const SMALL_BYTES = 64 * 1024;
/** Up to here the system copies in one call (it may share blocks); longer would hold up a cancel. */
const MEDIUM_BYTES = 32 * 1024 * 1024;
/** A large file is copied in pieces of this. */
const PIECE_BYTES = 4 * 1024 * 1024;

/** A pipe put in a file's place must not hold the thread: it is opened without waiting. */
const READ = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const WRITE_NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
const PERMISSIONS = 0o777;
const MS_PER_S = 1000;
const NS_PER_S = 1e9;

/** More than the clocks of a file server and of this machine may differ. */
const RESTING_MS = 60 * 60 * 1000;

/** Times as `utimes` takes them. A double holds seconds of today to a quarter of a microsecond. */
export function timesOf(
  stats: Stats | BigIntStats,
): readonly [accessedS: number, modifiedS: number] {
  if (typeof stats.mtimeMs === 'number') {
    return [Number(stats.atimeMs) / MS_PER_S, stats.mtimeMs / MS_PER_S];
  }
  // Their milliseconds are whole numbers.
  const { atimeNs, mtimeNs } = stats as BigIntStats;
  return [Number(atimeNs) / NS_PER_S, Number(mtimeNs) / NS_PER_S];
}

/** Permissions only: a copy never runs with the rights of someone else (setuid, setgid). */
export function permissionsOf({ mode }: Pick<Stats | BigIntStats, 'mode'>): number {
  return Number(mode) & PERMISSIONS;
}

export interface CopiedFile {
  readonly stats: Stats;
  /** Bytes of the copy. */
  readonly sizeBytes: number;
  /** The file did not change while it was copied. */
  readonly isStill: boolean;
}

/** Thrown for what is no file any more when it is opened. */
export class NotAFile extends Error {}

export interface CopyFileOptions {
  readonly operations: FileOperations;
  readonly control: TreeControl;
  readonly retrier: Retrier;
  readonly syncEach: boolean;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly nowMs: () => number;
}

/** Copies files one after the other; holds the buffers for it. */
export class FileCopier {
  readonly #options: CopyFileOptions;
  readonly #small = Buffer.allocUnsafeSlow(SMALL_BYTES);
  #piece: Buffer | undefined;
  /** The volume shares blocks between files; assumed until it refuses. */
  #mayShareBlocks = true;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly #restingSinceMs: number;
  /** Permissions that the system takes away from new files. */
  readonly #mask = process.platform === 'win32' ? 0 : process.umask();

  constructor(options: CopyFileOptions) {
    this.#options = options;
    this.#restingSinceMs = options.nowMs() - RESTING_MS;
  }

  /**
   * Copies one file with its times and permissions to a place where nothing is. When it fails,
   * nothing is left there.
   *
   * @throws The error of the system; {@link NotAFile}; AppException `cancelled`
   */
  copy(from: TreePath, to: TreePath): CopiedFile {
    const { operations } = this.#options;
    const source = operations.open(from, READ);
    try {
      // Read before it is looked at: what then rests since long ago was not written meanwhile.
      const gotBytes = operations.read(source, this.#small, 0);
      const stats = operations.fstat(source);
      if (!stats.isFile()) throw new NotAFile(shownPath(from));
      if (gotBytes === stats.size) return this.#copySmall(source, stats, to);
      const sizeBytes = this.#copyLarge(source, stats, from, to);
      return { stats, sizeBytes, isStill: sizeBytes === stats.size && this.#stayed(source, stats) };
    } finally {
      operations.close(source);
    }
  }

  /** A file that one read got whole. */
  #copySmall(source: number, stats: Stats, to: TreePath): CopiedFile {
    const { control, operations } = this.#options;
    let sizeBytes = stats.size;
    let isStill = true;
    if (stats.mtimeMs >= this.#restingSinceMs) {
      sizeBytes = operations.read(source, this.#small, 0);
      isStill = sizeBytes === stats.size && this.#stayed(source, stats);
    }
    this.#writeNew(to, stats, (target) => writeAll(operations, target, this.#small, sizeBytes));
    control.count(0, sizeBytes);
    return { stats, sizeBytes, isStill };
  }

  #copyLarge(source: number, stats: Stats, from: TreePath, to: TreePath): number {
    if (this.#copyBySystem(source, stats, from, to)) return stats.size;
    let copiedBytes = 0;
    this.#writeNew(to, stats, (target) => {
      copiedBytes = this.#pieces(source, target, stats.size);
    });
    return copiedBytes;
  }

  /** True when a file is as it was when it was looked at. */
  #stayed(source: number, stats: Stats): boolean {
    const after = this.#options.operations.fstat(source);
    return after.mtimeMs === stats.mtimeMs && after.size === stats.size;
  }

  /** Makes a file of the same permissions and times, whole or not at all. */
  #writeNew(to: TreePath, stats: Stats, write: (target: number) => void): void {
    const { operations, syncEach } = this.#options;
    const permissions = permissionsOf(stats);
    const target = operations.open(to, WRITE_NEW, permissions);
    let isWhole = false;
    try {
      write(target);
      if ((permissions & this.#mask) !== 0) operations.fchmod(target, permissions);
      operations.futimes(target, ...timesOf(stats));
      if (syncEach) operations.fsync(target);
      isWhole = true;
    } finally {
      operations.close(target);
      if (!isWhole) operations.unlink(to);
    }
  }

  /** No more than it had when it was looked at: a log may grow faster than it is read. */
  #pieces(source: number, target: number, sizeBytes: number): number {
    const { control, operations } = this.#options;
    this.#piece ??= Buffer.allocUnsafeSlow(PIECE_BYTES);
    let copiedBytes = 0;
    while (copiedBytes < sizeBytes) {
      throwIfStopped(control);
      const room = this.#piece.subarray(0, sizeBytes - copiedBytes);
      const gotBytes = operations.read(source, room, copiedBytes);
      if (gotBytes === 0) break;
      writeAll(operations, target, this.#piece, gotBytes);
      control.count(0, gotBytes);
      copiedBytes += gotBytes;
    }
    return copiedBytes;
  }

  /** Copies by one call, sharing blocks where the volume can; false when it is to be read instead. */
  #copyBySystem(source: number, stats: Stats, from: TreePath, to: TreePath): boolean {
    const { control, operations, syncEach } = this.#options;
    const isMedium = stats.size <= MEDIUM_BYTES;
    if (!isMedium && !this.#mayShareBlocks) return false;
    // By descriptor, so that a link put in the file's place meanwhile is not followed.
    const path = process.platform === 'linux' ? `/proc/self/fd/${source}` : from;
    try {
      operations.copyFile(
        path,
        to,
        isMedium ? constants.COPYFILE_FICLONE : constants.COPYFILE_FICLONE_FORCE,
      );
    } catch (error) {
      if (isMedium || !CANNOT_SHARE.has(errnoOf(error) ?? '')) throw error;
      this.#mayShareBlocks = false;
      return false;
    }
    try {
      operations.chmod(to, permissionsOf(stats));
      operations.utimes(to, ...timesOf(stats));
      if (syncEach) syncPath(operations, to);
    } catch (error) {
      operations.unlink(to);
      throw error;
    }
    control.count(0, stats.size);
    return true;
  }
}

/** How systems say that blocks cannot be shared here (ioctl_ficlone(2), clonefile(2), libuv). */
const CANNOT_SHARE = new Set([
  'ENOTSUP',
  'EOPNOTSUPP',
  'EXDEV',
  'EINVAL',
  'ENOSYS',
  'ENOTTY',
  'EPERM',
  'EBADF',
]);

export function writeAll(
  operations: FileOperations,
  fd: number,
  bytes: Uint8Array,
  lengthBytes: number,
): void {
  let from = 0;
  while (from < lengthBytes) {
    const wrote = operations.write(fd, bytes.subarray(from), lengthBytes - from);
    if (wrote === 0) throw new AppException(NOTHING_WRITTEN);
    from += wrote;
  }
}

const NOTHING_WRITTEN = {
  code: 'too-large',
  message: 'The volume took no more bytes.',
  action: 'Free some space or choose a place on another volume, then try again.',
} as const;

export function syncPath(operations: FileOperations, path: TreePath): void {
  const fd = operations.open(path, constants.O_RDONLY);
  try {
    operations.fsync(fd);
  } finally {
    operations.close(fd);
  }
}
