import * as fs from 'node:fs';
import type { TreePath } from './tree-path.ts';

/** Kind of an entry, never of what a link leads to. */
export type EntryKind = 'file' | 'folder' | 'link' | 'special';

export interface ListedEntry {
  readonly name: TreePath;
  readonly kind: EntryKind;
}

/** A folder that is being listed, entry by entry. */
export interface OpenListing {
  /** `undefined` at the end. */
  next(): ListedEntry | undefined;
  close(): void;
}

/** Sizes of a volume, bytes. */
export interface VolumeSpace {
  readonly freeBytes: number;
  readonly totalBytes: number;
  /** Number by which Linux knows the kind of file system. */
  readonly type: number;
}

/**
 * Every call to the system that the tree operations make. Synchronous: they run in threads of their
 * own, and many small files go ten times faster that way. An interface, so that tests can fail any
 * call or end the process at it.
 */
export interface FileOperations {
  open(path: TreePath, flags: number, mode?: number): number;
  close(fd: number): void;
  /** Of a folder, or of a file as it is proven: its identity needs all digits. */
  fstatFolder(fd: number): fs.BigIntStats;
  lstatFolder(path: TreePath): fs.BigIntStats;
  /** Of anything else; numbers are faster, and hold times to a quarter of a microsecond. */
  fstat(fd: number): fs.Stats;
  lstat(path: TreePath): fs.Stats;
  /** @param isLarge - Entry by entry rather than at once: slower, but no list is held in memory. */
  list(path: TreePath, isLarge: boolean): OpenListing;
  /** The whole folder at once, with names as bytes. */
  listBytes(path: TreePath): ListedEntry[];
  read(fd: number, into: Uint8Array, positionBytes: number): number;
  write(fd: number, from: Uint8Array, lengthBytes: number): number;
  fsync(fd: number): void;
  futimes(fd: number, accessedS: number, modifiedS: number): void;
  utimes(path: TreePath, accessedS: number, modifiedS: number): void;
  lutimes(path: TreePath, accessedS: number, modifiedS: number): void;
  fchmod(fd: number, mode: number): void;
  chmod(path: TreePath, mode: number): void;
  mkdir(path: TreePath, mode: number): void;
  rmdir(path: TreePath): void;
  unlink(path: TreePath): void;
  rename(from: TreePath, to: TreePath): void;
  /** A second name for a file; never onto something that is there. */
  link(from: TreePath, to: TreePath): void;
  readlink(path: TreePath): Buffer;
  symlink(target: Buffer, path: TreePath): void;
  /** As `fs.copyFileSync`, never onto something that is there. */
  copyFile(from: TreePath, to: TreePath, flags: number): void;
  realpath(path: string): string;
  space(path: string): VolumeSpace;
}

export function kindOf(entry: fs.Dirent<string | Buffer> | fs.BigIntStats | fs.Stats): EntryKind {
  if (entry.isFile()) return 'file';
  if (entry.isDirectory()) return 'folder';
  return entry.isSymbolicLink() ? 'link' : 'special';
}

/** Entries the system hands over at once; fewer means more calls, more means more memory. */
const LISTING_BUFFER_ENTRIES = 512;

function list(path: TreePath, isLarge: boolean): OpenListing {
  return isLarge ? listStreaming(path) : listAtOnce(path);
}

/** Without a handle: ten thousands of these stay in memory until they are collected. */
function listAtOnce(path: TreePath): OpenListing {
  const entries = fs.readdirSync(path, { withFileTypes: true });
  let at = 0;
  return {
    next() {
      const entry = entries[at];
      at += 1;
      return entry === undefined ? undefined : { name: entry.name, kind: kindOf(entry) };
    },
    close: () => undefined,
  };
}

function listStreaming(path: TreePath): OpenListing {
  const folder = fs.opendirSync(path, { bufferSize: LISTING_BUFFER_ENTRIES });
  return {
    next() {
      const entry = folder.readSync();
      return entry === null ? undefined : { name: entry.name, kind: kindOf(entry) };
    },
    close: () => folder.closeSync(),
  };
}

export const nodeFileOperations: FileOperations = {
  open: (path, flags, mode) => fs.openSync(path, flags, mode),
  close: (fd) => fs.closeSync(fd),
  fstatFolder: (fd) => fs.fstatSync(fd, { bigint: true }),
  lstatFolder: (path) => fs.lstatSync(path, { bigint: true }),
  fstat: (fd) => fs.fstatSync(fd),
  lstat: (path) => fs.lstatSync(path),
  list,
  listBytes: (path) =>
    fs
      .readdirSync(path, { encoding: 'buffer', withFileTypes: true })
      .map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
  read: (fd, into, positionBytes) => fs.readSync(fd, into, 0, into.length, positionBytes),
  write: (fd, from, lengthBytes) => fs.writeSync(fd, from, 0, lengthBytes, null),
  fsync: (fd) => fs.fsyncSync(fd),
  futimes: (fd, accessedS, modifiedS) => fs.futimesSync(fd, accessedS, modifiedS),
  utimes: (path, accessedS, modifiedS) => fs.utimesSync(path, accessedS, modifiedS),
  lutimes: (path, accessedS, modifiedS) => fs.lutimesSync(path, accessedS, modifiedS),
  fchmod: (fd, mode) => fs.fchmodSync(fd, mode),
  chmod: (path, mode) => fs.chmodSync(path, mode),
  mkdir: (path, mode) => {
    fs.mkdirSync(path, { mode });
  },
  rmdir: (path) => fs.rmdirSync(path),
  unlink: (path) => fs.unlinkSync(path),
  rename: (from, to) => fs.renameSync(from, to),
  link: (from, to) => fs.linkSync(from, to),
  readlink: (path) => fs.readlinkSync(path, { encoding: 'buffer' }),
  symlink: (target, path) => fs.symlinkSync(target, path),
  copyFile: (from, to, flags) => fs.copyFileSync(from, to, flags | fs.constants.COPYFILE_EXCL),
  realpath: (path) => fs.realpathSync.native(path),
  space: (path) => {
    const { bavail, blocks, bsize, type } = fs.statfsSync(path);
    return { freeBytes: bavail * bsize, totalBytes: blocks * bsize, type };
  },
};
