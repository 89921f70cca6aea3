import type { FileStamp } from './read-bytes.ts';

export interface FolderEntry {
  readonly name: string;
  /** A link in an archive is `other`, as a device in a folder is. */
  readonly kind: 'file' | 'folder' | 'other';
}

export interface StampedBytes {
  readonly bytes: Uint8Array;
  readonly stamp: FileStamp;
}

/** A file of an archive. */
export interface MemberSizes {
  readonly key: string;
  readonly sizeBytes: number;
  /** What it takes in the archive, without its headers. */
  readonly compressedBytes: number;
}

/**
 * The files of a workflow by key (`a/b/c`, relative, contained), wherever they lie: in a folder or in
 * an archive. Reads are synchronous: they run in the worker of a workflow, and thousands of small
 * files are read ten times faster that way. Nothing is ever written.
 *
 * All that reads may throw an AppException with `permission-denied`, `refused` (a key that leads out
 * of the workflow), `corrupt-data` or `changed-on-disk`; in an archive also with `unsupported-format`
 * (encrypted, or compressed by another method than deflate) and `too-large`.
 */
export interface FileSource {
  /** Absolute path of the folder or the archive, for messages. */
  readonly folder: string;
  /** True for an archive. */
  readonly isArchive: boolean;

  /** Checks that a key stays inside. Nothing need be there. @throws AppException `refused` */
  check(key: string): void;
  /** The bytes, or `undefined` when there is no such file. */
  tryReadFile(key: string): Uint8Array | undefined;
  /** As {@link tryReadFile}; throws `not-found` when there is no such file. */
  readFile(key: string): Uint8Array;
  /** At most `lengthBytes` bytes from `offsetBytes` on; `undefined` when there is no such file. */
  tryReadRange(key: string, offsetBytes: number, lengthBytes: number): Uint8Array | undefined;
  /** Bytes from `offsetBytes` on, piece by piece; each is valid until the next is asked for. */
  pieces(key: string, offsetBytes?: number): AsyncIterable<Uint8Array>;
  /** Reads a file that another process may rewrite in place, in one state (FORMATS T23). */
  readStable(key: string): StampedBytes;
  /** State of a file; `undefined` when there is none. */
  stamp(key: string): FileStamp | undefined;
  isFile(key: string): boolean;
  isFolder(key: string): boolean;
  /** Entries in no defined order; `undefined` when there is no such folder. */
  tryList(key: string): FolderEntry[] | undefined;
  /** Names only, which is twice as fast for folders with ten thousand chunks. */
  tryListNames(key: string): string[] | undefined;
  /** Of an archive: all its files with their sizes, from its table of contents. */
  memberSizes?(): Iterable<MemberSizes>;
  /** Lets go of what is held open, until it is read again. */
  close?(): void;
}
