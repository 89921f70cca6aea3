import { lstat, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import { fileException } from '../file-errors.ts';
import type { FileOperations } from './file-operations.ts';
import {
  type FolderHandle,
  type FolderIdentity,
  identityOf,
  isSameFolder,
  openPinned,
} from './folder-handle.ts';
import { isBelow } from './link-facts.ts';

/**
 * A folder that was found to be a workflow: where it is, links resolved, and which folder it is. What
 * is copied, renamed or deleted is this folder, or nothing.
 */
export interface ProvenFolder {
  /** Absolute, without links. */
  readonly path: string;
  readonly identity: FolderIdentity;
}

/**
 * Finds out which folder a path names, and that it is a workflow.
 *
 * @param isWorkflow - Asked of the path without links
 * @throws AppException `not-found`, `permission-denied`, `unsupported-format`, `changed-on-disk`
 */
export async function proveFolder(
  path: string,
  isWorkflow: (path: string) => Promise<boolean>,
): Promise<ProvenFolder> {
  try {
    const real = await realpath(path);
    const identity = await lookAt(real);
    if (!(await isWorkflow(real))) {
      throw new AppException({
        code: 'unsupported-format',
        message: `${path} is not a workflow, so it is left alone.`,
        action: 'Use the file manager for folders that are no workflows.',
        path,
      });
    }
    // The same folder before and after it was recognised.
    if (!isSameFolder(identity, await lookAt(real))) throw replaced(path);
    return { path: real, identity };
  } catch (error) {
    throw fileException(error, path, 'looked at');
  }
}

async function lookAt(path: string): Promise<FolderIdentity> {
  const stats = await lstat(path, { bigint: true });
  if (!stats.isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
  return identityOf(stats);
}

function replaced(path: string): AppException {
  return new AppException({
    code: 'changed-on-disk',
    message: `${path} is not the folder that was shown: something else is there now.`,
    action: 'Reopen the workflow, then try again.',
    file: path,
  });
}

/**
 * Opens the folder that was proven, pinned (see `openPinned`).
 *
 * @param path - Where it is now, when it was renamed since
 * @throws AppException `changed-on-disk` when another folder is there; `not-found`, `permission-denied`
 */
export function openProven(
  folder: ProvenFolder,
  operations: FileOperations,
  path = folder.path,
): FolderHandle {
  let handle: FolderHandle;
  try {
    handle = openPinned(operations, path);
  } catch (error) {
    throw fileException(error, path, 'looked at');
  }
  if (isSameFolder(identityOf(handle.stats), folder.identity)) return handle;
  handle.close();
  throw replaced(path);
}

/**
 * Refuses to take away what is more than a workflow, whatever was recognised in it.
 *
 * @param keep - Absolute paths, links resolved, that must stay, such as the data folder of the
 * application
 * @throws AppException `refused`
 */
export function refuseImportant(folder: ProvenFolder, keep: readonly string[]): void {
  const isTop = basename(folder.path) === '' || dirname(folder.path) === folder.path;
  const kept = [homedir(), process.cwd(), ...keep].find((path) => isBelow(folder.path, path));
  if (!isTop && kept === undefined) return;
  throw new AppException({
    code: 'refused',
    message: isTop
      ? `${folder.path} is a whole volume.`
      : `${folder.path} is left where it is, because ${kept} is in it.`,
    action: 'Move the workflow into a folder of its own.',
  });
}
