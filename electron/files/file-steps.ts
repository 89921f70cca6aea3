import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import { errnoOf } from './file-errors.ts';
import { type FileStamp, stampOf } from './read-bytes.ts';

/**
 * Every change that a store makes to the disk goes through one of these. An interface, so that tests
 * can fail any of them or end the process at it.
 */
export interface FileSteps {
  /** Writes a file that must not be there. @returns Its state once it is complete. */
  write(path: string, bytes: Uint8Array, isSynced: boolean): FileStamp;
  rename(from: string, to: string): void;
  /** Makes a folder and its missing parents; one that is there is fine. */
  makeFolder(path: string): void;
  /** Makes one folder, which must not be there. */
  makeNewFolder(path: string): void;
  unlink(path: string): void;
  /** Removes a folder with all that is in it; nothing there is fine. Follows no link. */
  removeTree(path: string): void;
}

function writeAll(fd: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at, bytes.length - at);
}

export const nodeFileSteps: FileSteps = {
  write(path, bytes, isSynced) {
    const fd = openSync(path, 'wx');
    try {
      writeAll(fd, bytes);
      if (isSynced) fsyncSync(fd);
      return stampOf(fstatSync(fd, { bigint: true }));
    } finally {
      closeSync(fd);
    }
  },
  rename: (from, to) => renameSync(from, to),
  makeFolder: (path) => {
    try {
      mkdirSync(path);
    } catch (error) {
      // Only here: of a volume that can only be read Node says that the folder is not there.
      if (!['EEXIST', 'ENOENT'].includes(errnoOf(error) ?? '')) throw error;
      mkdirSync(path, { recursive: true });
    }
  },
  makeNewFolder: (path) => mkdirSync(path),
  unlink: (path) => unlinkSync(path),
  removeTree: (path) => rmSync(path, { recursive: true, force: true }),
};
