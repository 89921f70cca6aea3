import { type BigIntStats, constants, existsSync } from 'node:fs';
import type { FileOperations } from './file-operations.ts';
import type { TreePath } from './tree-path.ts';

/** A folder that was opened and looked at. */
export interface FolderHandle {
  /** Folder of entries for system calls; see {@link openFolder}. */
  readonly base: TreePath;
  readonly stats: BigIntStats;
  close(): void;
}

/** Linux reaches the entries of an open folder through here (proc(5), /proc/pid/fd). */
const DESCRIPTORS = `/proc/${process.pid}/fd`;
const hasDescriptors = process.platform === 'linux' && existsSync(DESCRIPTORS);

const FOLDER_ONLY = constants.O_RDONLY | (constants.O_DIRECTORY ?? 0) | (constants.O_NOFOLLOW ?? 0);

function notAFolder(): Error {
  return Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
}

/**
 * Opens a folder, never through a link in its last part. Its entries are reached by its path.
 *
 * @throws The error of the system; `ENOTDIR` or `ELOOP` for a link
 */
export function openFolder(operations: FileOperations, path: TreePath): FolderHandle {
  const { stats, close } = openPinned(operations, path);
  close();
  return { base: path, stats, close: () => undefined };
}

/**
 * As {@link openFolder}; on Linux the entries are reached through the open descriptor, so that
 * renaming the folder, or putting a link in its place, leads nowhere else. It makes every call a
 * little slower, so it is for what takes away, not for what reads.
 */
export function openPinned(operations: FileOperations, path: TreePath): FolderHandle {
  if (process.platform === 'win32') {
    const stats = operations.lstatFolder(path);
    if (!stats.isDirectory()) throw notAFolder();
    return { base: path, stats, close: () => undefined };
  }
  const fd = operations.open(path, FOLDER_ONLY);
  try {
    const stats = operations.fstatFolder(fd);
    if (!stats.isDirectory()) throw notAFolder();
    const base = hasDescriptors ? `${DESCRIPTORS}/${fd}` : path;
    return { base, stats, close: () => operations.close(fd) };
  } catch (error) {
    operations.close(fd);
    throw error;
  }
}
