import type { BigIntStats } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, dirname } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import { fileException } from '../file-errors.ts';
import type { FileOperations } from './file-operations.ts';
import { type FolderHandle, openPinned } from './folder-handle.ts';
import {
  identityOf,
  isSameItem,
  isUnchanged,
  type ProvenIdentity,
  provenIdentityOf,
} from './item-identity.ts';
import { isBelow } from './link-facts.ts';

/**
 * A folder or an archive that was found to be a workflow: where it is, links resolved, and which one
 * it is. What is copied, renamed or deleted is this, or nothing.
 */
export interface ProvenItem {
  /** Absolute, without links. */
  readonly path: string;
  readonly identity: ProvenIdentity;
}

export function isFile({ identity }: ProvenItem): boolean {
  return identity.file !== undefined;
}

/**
 * Finds out which folder or regular file a path names, and that it is a workflow.
 *
 * @param isWorkflow - Asked of the path without links
 * @throws AppException `not-found`, `permission-denied`, `unsupported-format`, `changed-on-disk`
 */
export async function proveItem(
  path: string,
  isWorkflow: (path: string) => Promise<boolean>,
): Promise<ProvenItem> {
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
    // The same before and after it was recognised.
    const now = await lookAt(real);
    if (!isSameItem(identity, now)) throw replaced(path);
    if (!isUnchanged(identity, now)) throw changed(path);
    return { path: real, identity };
  } catch (error) {
    throw fileException(error, path, 'looked at');
  }
}

async function lookAt(path: string): Promise<ProvenIdentity> {
  return provenIdentityOf(await lstat(path, { bigint: true }));
}

function replaced(path: string): AppException {
  return new AppException({
    code: 'changed-on-disk',
    message: `${path} is not what was shown: something else is there now.`,
    action: 'Reopen the workflow, then try again.',
    file: path,
  });
}

function changed(path: string): AppException {
  return new AppException({
    code: 'changed-on-disk',
    message: `${path} changed since it was looked at.`,
    action: 'Wait until nothing writes to it, then try again.',
    file: path,
  });
}

/**
 * Sees that what was proven is there, and for a file that it did not change. A link is never
 * followed, and a file is not opened.
 *
 * @param path - Where it is now, when it was renamed since
 * @throws AppException `changed-on-disk`; `not-found`, `permission-denied`
 */
export function requireProven(
  item: ProvenItem,
  operations: FileOperations,
  path = item.path,
): void {
  if (isFile(item)) statProvenFile(item, operations, path);
  else openProven(item, operations, path).close();
}

/**
 * As {@link requireProven}, of a file: what it is like.
 *
 * @throws AppException as {@link requireProven}
 */
export function statProvenFile(
  { identity, path: provenPath }: ProvenItem,
  operations: FileOperations,
  path = provenPath,
): BigIntStats {
  let stats: BigIntStats;
  try {
    stats = operations.lstatFolder(path);
  } catch (error) {
    throw fileException(error, path, 'looked at');
  }
  if (!stats.isFile() || !isSameItem(identityOf(stats), identity)) throw replaced(path);
  if (!isUnchanged(identity, provenIdentityOf(stats))) throw changed(path);
  return stats;
}

/**
 * Opens the folder that was proven, pinned (see `openPinned`).
 *
 * @param path - Where it is now, when it was renamed since
 * @throws AppException `changed-on-disk` when another folder is there; `not-found`, `permission-denied`
 */
export function openProven(
  folder: ProvenItem,
  operations: FileOperations,
  path = folder.path,
): FolderHandle {
  let handle: FolderHandle;
  try {
    handle = openPinned(operations, path);
  } catch (error) {
    throw fileException(error, path, 'looked at');
  }
  if (isSameItem(identityOf(handle.stats), folder.identity)) return handle;
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
export function refuseImportant(folder: ProvenItem, keep: readonly string[]): void {
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
