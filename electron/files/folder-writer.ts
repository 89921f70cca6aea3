import { randomBytes } from 'node:crypto';
import { lstatSync, readdirSync } from 'node:fs';
import { ContainedPaths } from './contained-path.ts';
import { fileException, isMissing } from './file-errors.ts';
import { type FileSteps, nodeFileSteps } from './file-steps.ts';
import type { FileStamp } from './read-bytes.ts';
import { type RetryPolicy, retrying } from './retrying.ts';

export interface FolderWriterOptions {
  readonly steps?: FileSteps;
  readonly retry?: RetryPolicy;
  /**
   * Whether a file has reached the disk before it takes its place (default). Without it a loss of
   * power may undo what was written; the end of the process does not.
   */
  readonly isSynced?: boolean;
}

/** Beside the file until it is complete; zarr-python names its own likewise (FORMATS §2.3). */
function partialPath(path: string): string {
  return `${path}.${randomBytes(16).toString('hex')}.partial`;
}

/**
 * Writes files of one folder by key (`a/b/c`, contained): each is there whole or not at all. What is
 * held by another program is tried again by the policy given.
 */
export class FolderWriter {
  readonly #paths: ContainedPaths;
  readonly #steps: FileSteps;
  readonly #retry: RetryPolicy;
  readonly #isSynced: boolean;

  /** @param folder - Absolute path; must exist. */
  constructor(
    readonly folder: string,
    options: FolderWriterOptions = {},
  ) {
    this.#paths = new ContainedPaths(folder);
    this.#steps = options.steps ?? nodeFileSteps;
    this.#retry = options.retry ?? { waitsMs: [] };
    this.#isSynced = options.isSynced ?? true;
  }

  /** @throws AppException `refused` (a link leads out of the folder) and those of the system */
  async #run<T>(key: string, work: (path: string) => T): Promise<T> {
    const attempt = (): T => work(this.#paths.path(key));
    try {
      return await retrying(this.#retry, attempt);
    } catch (error) {
      throw this.#exception(error, key);
    }
  }

  #exception(error: unknown, key: string): Error {
    return fileException(error, key === '' ? this.folder : `${this.folder}/${key}`, 'written');
  }

  /** Puts a file in its place; what was there before is replaced at one instant. */
  async replace(key: string, bytes: Uint8Array): Promise<FileStamp> {
    return this.#run(key, (path) => {
      const partial = partialPath(path);
      try {
        const stamp = this.#steps.write(partial, bytes, this.#isSynced);
        this.#steps.rename(partial, path);
        return stamp;
      } catch (error) {
        this.#discard(partial);
        throw error;
      }
    });
  }

  /**
   * Writes a file that nothing refers to yet, straight into its place: when the process ends in
   * between it may be there in part.
   */
  async create(key: string, bytes: Uint8Array): Promise<void> {
    try {
      this.#steps.write(this.#paths.path(key), bytes, this.#isSynced);
    } catch {
      // It is there already, or something holds it.
      await this.replace(key, bytes);
    }
  }

  #discard(partial: string): void {
    try {
      this.#steps.unlink(partial);
    } catch {
      // It was never made, or the folder is gone: the first error says more.
    }
  }

  async makeFolder(key: string): Promise<void> {
    await this.#run(key, (path) => {
      this.#steps.makeFolder(path);
      // A link may have been in its place.
      this.#paths.checkedPath(key);
    });
  }

  /** Removes a file; none there is fine. */
  async remove(key: string): Promise<void> {
    await this.#run(key, (path) => {
      try {
        this.#steps.unlink(path);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    });
  }

  /** Removes a folder with all that is in it; none there is fine. A link is removed, not followed. */
  async removeTree(key: string): Promise<void> {
    await this.#run(key, (path) => {
      if (isLink(path)) this.#steps.unlink(path);
      else this.#steps.removeTree(path);
    });
  }

  /** Renames a folder; nothing may be at the new place. */
  async renameFolder(from: string, to: string): Promise<void> {
    await this.#run(to, (path) => this.#steps.rename(this.#paths.checkedPath(from), path));
  }

  /** Names in a folder; none when there is no such folder. */
  names(key: string): string[] {
    try {
      return readdirSync(this.#paths.checkedPath(key));
    } catch (error) {
      if (isMissing(error)) return [];
      throw this.#exception(error, key);
    }
  }
}

function isLink(path: string): boolean {
  try {
    return lstatSync(path).isSymbolicLink();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}
