import { type BigIntStats, constants, type Stats } from 'node:fs';
import { AppException } from '../../../shared/contract/errors.ts';
import type { FileOperations } from './file-operations.ts';
import { errnoOf, type Retrier } from './retry.ts';
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
      const stats = operations.fstat(source);
      if (!stats.isFile()) throw new NotAFile(shownPath(from));
      const sizeBytes = this.#copyOpen(source, stats, from, to);
      const isWhole = sizeBytes === stats.size;
      return { stats, sizeBytes, isStill: isWhole && this.#stayed(source, stats) };
    } finally {
      operations.close(source);
    }
  }

  /** True when a file is as it was when it was opened. */
  #stayed(source: number, stats: Stats): boolean {
    // One that rests since long ago has not been written since: asking costs as much as reading it.
    if (stats.mtimeMs < this.#restingSinceMs) return true;
    const after = this.#options.operations.fstat(source);
    return after.mtimeMs === stats.mtimeMs && after.size === stats.size;
  }

  #copyOpen(source: number, stats: Stats, from: TreePath, to: TreePath): number {
    const size = stats.size;
    if (size > SMALL_BYTES && this.#copyBySystem(source, stats, from, to)) return size;
    const { operations, syncEach } = this.#options;
    const target = operations.open(to, WRITE_NEW, permissionsOf(stats));
    let isWhole = false;
    try {
      const copied =
        size > SMALL_BYTES ? this.#pieces(source, target) : this.#whole(source, target, size);
      if ((permissionsOf(stats) & this.#mask) !== 0) {
        operations.fchmod(target, permissionsOf(stats));
      }
      operations.futimes(target, ...timesOf(stats));
      if (syncEach) operations.fsync(target);
      isWhole = true;
      return copied;
    } finally {
      operations.close(target);
      if (!isWhole) operations.unlink(to);
    }
  }

  /** A file of one read; when that did not get it whole, the rest follows in pieces. */
  #whole(source: number, target: number, size: number): number {
    const { control, operations } = this.#options;
    const got = operations.read(source, this.#small);
    writeAll(operations, target, this.#small, got);
    control.count(0, got);
    return got === size ? got : got + this.#pieces(source, target);
  }

  #pieces(source: number, target: number): number {
    const { control, operations } = this.#options;
    this.#piece ??= Buffer.allocUnsafeSlow(PIECE_BYTES);
    let copied = 0;
    for (;;) {
      throwIfStopped(control);
      const got = operations.read(source, this.#piece);
      if (got === 0) return copied;
      writeAll(operations, target, this.#piece, got);
      control.count(0, got);
      copied += got;
    }
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

function writeAll(
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
