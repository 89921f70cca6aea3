import { fstatSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppException } from '../../shared/contract/errors.ts';
import { ContainedPaths } from './contained-path.ts';
import { fileException, isMissing } from './file-errors.ts';
import type { FileSource, FolderEntry, StampedBytes } from './file-source.ts';
import {
  type FileStamp,
  isSameStamp,
  readAll,
  readRange,
  stampOf,
  withFile,
} from './read-bytes.ts';

/** Read at once: large enough to be quick, small enough to stop soon. */
const PIECE_BYTES = 256 * 1024;

/**
 * Reads files of one folder by key (`a/b/c`, relative, contained). Reads are synchronous: they run
 * in the worker of a workflow, and thousands of small files are read ten times faster that way.
 * Nothing is ever written.
 */
export class FolderReader implements FileSource {
  readonly isArchive = false;
  readonly #paths: ContainedPaths;

  /**
   * @param folder - Absolute path
   * @throws AppException `not-found`, `permission-denied`
   */
  constructor(readonly folder: string) {
    try {
      this.#paths = new ContainedPaths(folder);
    } catch (error) {
      throw fileException(error, folder);
    }
  }

  /** Reader of a folder, or `undefined` when there is none. */
  static at(folder: string): FolderReader | undefined {
    try {
      return new FolderReader(folder);
    } catch (error) {
      if (error instanceof AppException && error.error.code === 'not-found') return undefined;
      throw error;
    }
  }

  readonly #mayFollow = (path: string): boolean => this.#paths.contains(path);

  #path(key: string): string {
    return this.#paths.path(key);
  }

  /**
   * Checks that a key stays in the folder, for readers of their own. Nothing need be there.
   *
   * @throws AppException `refused`
   */
  check(key: string): void {
    try {
      this.#paths.checkedPath(key);
    } catch (error) {
      if (!isMissing(error)) throw fileException(error, this.#shown(key));
    }
  }

  /** What people read in messages. */
  #shown(key: string): string {
    return key === '' ? this.folder : `${this.folder}/${key}`;
  }

  /**
   * @returns The bytes, or `undefined` when there is no such file.
   * @throws AppException `permission-denied`, `refused`, `corrupt-data`
   */
  tryReadFile(key: string): Uint8Array | undefined {
    try {
      return withFile(this.#path(key), this.#mayFollow, readAll);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw fileException(error, this.#shown(key));
    }
  }

  /** As {@link tryReadFile}; throws `not-found` when there is no such file. */
  readFile(key: string): Uint8Array {
    const bytes = this.tryReadFile(key);
    if (bytes !== undefined) return bytes;
    throw fileException({ code: 'ENOENT' }, this.#shown(key));
  }

  /** At most `lengthBytes` bytes from `offsetBytes` on; `undefined` when there is no such file. */
  tryReadRange(key: string, offsetBytes: number, lengthBytes: number): Uint8Array | undefined {
    try {
      return withFile(this.#path(key), this.#mayFollow, (fd) =>
        readRange(fd, offsetBytes, lengthBytes),
      );
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw fileException(error, this.#shown(key));
    }
  }

  async *pieces(key: string, offsetBytes = 0): AsyncIterable<Uint8Array> {
    try {
      const handle = await open(this.#paths.checkedPath(key), 'r');
      try {
        const buffer = Buffer.allocUnsafeSlow(PIECE_BYTES);
        for (let at = offsetBytes; ; ) {
          const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
          if (bytesRead === 0) return;
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw fileException(error, this.#shown(key));
    }
  }

  /**
   * Reads a file that another process may rewrite in place: when it changed while it was read, it
   * is read once more (FORMATS T23).
   *
   * @throws AppException `not-found`, `permission-denied`, `changed-on-disk`
   */
  readStable(key: string): StampedBytes {
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const result = this.#readStamped(key);
      if (result !== undefined) return result;
    }
    throw new AppException({
      code: 'changed-on-disk',
      message: `${key} keeps changing while it is read.`,
      action: 'The workflow is probably running. Try again in a moment.',
      file: key,
    });
  }

  #readStamped(key: string): StampedBytes | undefined {
    try {
      return withFile(this.#path(key), this.#mayFollow, (fd) => {
        const before = stampOf(fstatSync(fd, { bigint: true }));
        const bytes = readAll(fd);
        const after = stampOf(fstatSync(fd, { bigint: true }));
        const isStable = isSameStamp(before, after) && bytes.length === after.sizeBytes;
        return isStable ? { bytes, stamp: after } : undefined;
      });
    } catch (error) {
      throw fileException(error, this.#shown(key));
    }
  }

  /** State of a file, links followed; `undefined` when there is none. */
  stamp(key: string): FileStamp | undefined {
    try {
      // Asked thousands of times: only a link has to be followed to see whether it stays inside.
      const stats = lstatSync(this.#paths.path(key), { bigint: true });
      if (!stats.isSymbolicLink()) return stampOf(stats);
      return stampOf(statSync(this.#paths.checkedPath(key), { bigint: true }));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw fileException(error, this.#shown(key));
    }
  }

  isFile(key: string): boolean {
    return this.#isKind(key, 'file');
  }

  isFolder(key: string): boolean {
    return this.#isKind(key, 'folder');
  }

  #isKind(key: string, kind: 'file' | 'folder'): boolean {
    try {
      const stats = statSync(this.#paths.checkedPath(key));
      return kind === 'file' ? stats.isFile() : stats.isDirectory();
    } catch (error) {
      if (isMissing(error)) return false;
      throw fileException(error, this.#shown(key));
    }
  }

  /** Entries in no defined order; `undefined` when there is no such folder. */
  tryList(key: string): FolderEntry[] | undefined {
    try {
      return readdirSync(this.#paths.checkedPath(key), { withFileTypes: true }).map((entry) => ({
        name: entry.name,
        kind: entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other',
      }));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw fileException(error, this.#shown(key));
    }
  }

  /** Names only, which is twice as fast for folders with ten thousand chunks. */
  tryListNames(key: string): string[] | undefined {
    try {
      return readdirSync(this.#paths.checkedPath(key));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw fileException(error, this.#shown(key));
    }
  }
}
