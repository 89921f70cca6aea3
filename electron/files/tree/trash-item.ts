import { closeSync, fsyncSync, openSync, unlinkSync, writeSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import { errnoOf, fileException } from '../file-errors.ts';
import type { FileOperations } from './file-operations.ts';
import { syncFolder } from './journal.ts';
import { moveFile } from './move-file.ts';
import { isFile, type ProvenItem, refuseImportant, requireProven } from './proven-item.ts';
import { refuseExisting } from './refuse-existing.ts';
import { INFO_END, trashInfoText, trashName } from './trash-info.ts';
import { findTrash, type TrashPlace, type TrashSurroundings } from './trash-place.ts';
import type { TreeContext } from './tree-context.ts';

/** A workflow in the trash, and what it takes to bring it back. */
export interface TrashedItem {
  /** As it was before. */
  readonly folder: ProvenItem;
  /** Absolute path in the trash. */
  readonly trashed: string;
  /** Absolute path of its note. */
  readonly info: string;
}

export interface TrashRequest {
  readonly folder: ProvenItem;
  readonly dataFolder: string;
  readonly around: TrashSurroundings;
}

/** As many items of one name nobody keeps. */
const MOST_OF_A_NAME = 10_000;

/**
 * Moves a workflow to the trash of its volume, as the freedesktop.org specification has it. Nothing
 * is copied: the folder or file is renamed, so it is whole in one place or in the other.
 *
 * @throws AppException `unsupported-operation` when the volume has no trash, `refused`,
 * `permission-denied`, `not-found`, `changed-on-disk`; the folder is then where it was
 */
export function trashItem(request: TrashRequest, context: TreeContext): TrashedItem {
  const { folder, dataFolder, around } = request;
  const { operations, retrier } = context;
  refuseImportant(folder, [dataFolder]);
  requireProven(folder, operations);
  const place = findTrash(folder.path, around);
  if (place === undefined) throw noTrash(folder.path);
  const { trashed, info } = reserve(place, folder.path, context);
  try {
    retrier.run(() => operations.rename(folder.path, trashed));
  } catch (error) {
    unlinkSync(info);
    throw errnoOf(error) === 'EXDEV'
      ? noTrash(folder.path)
      : fileException(error, folder.path, 'moved to the trash');
  }
  try {
    requireProven(folder, operations, trashed);
  } catch (error) {
    operations.rename(trashed, folder.path);
    unlinkSync(info);
    throw error;
  }
  return { folder, trashed, info };
}

/**
 * Moves a workflow to the trash by the system's own means (macOS, Windows), which take a path.
 *
 * @param moveToTrash - Electron's `shell.trashItem`
 * @throws AppException `unsupported-operation`; `changed-on-disk`; the folder is then where it was
 */
export async function moveToSystemTrash(
  folder: ProvenItem,
  dataFolder: string,
  operations: FileOperations,
  moveToTrash: (path: string) => Promise<void>,
): Promise<void> {
  refuseImportant(folder, [dataFolder]);
  requireProven(folder, operations);
  try {
    await moveToTrash(folder.path);
  } catch {
    throw noTrash(folder.path);
  }
}

export function noTrash(path: string): AppException {
  return new AppException({
    code: 'unsupported-operation',
    message: `The volume of ${path} has no trash.`,
    action: 'Delete the workflow for good, or move it to another place yourself.',
  });
}

/** Writes the note first: who makes it has the name (specification, “Contents of a trash directory”). */
function reserve(
  place: TrashPlace,
  path: string,
  { nowMs, operations }: TreeContext,
): Pick<TrashedItem, 'trashed' | 'info'> {
  const shown = place.top === undefined ? path : relative(place.top, path);
  const text = trashInfoText({ path: shown, deleted: new Date(nowMs()) });
  for (let n = 1; n <= MOST_OF_A_NAME; n += 1) {
    const name = trashName(basename(path), n);
    const info = join(place.folder, 'info', `${name}${INFO_END}`);
    const trashed = join(place.folder, 'files', name);
    try {
      writeNote(info, text);
    } catch (error) {
      if (errnoOf(error) === 'EEXIST') continue;
      throw fileException(error, path, 'moved to the trash');
    }
    try {
      // An item without a note, left by others: not ours to replace.
      refuseExisting(trashed, operations);
      return { trashed, info };
    } catch {
      unlinkSync(info);
    }
  }
  throw noTrash(path);
}

function writeNote(path: string, text: string): void {
  const fd = openSync(path, 'wx', 0o600);
  try {
    writeSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * Brings a workflow back from the trash to where it was.
 *
 * @throws AppException `refused` when its place is taken; `not-found` when the trash was emptied or
 * the folder around it is gone; `changed-on-disk`
 */
export function restoreItem({ folder, trashed, info }: TrashedItem, context: TreeContext): void {
  const { operations, retrier } = context;
  requireProven(folder, operations, trashed);
  refuseExisting(folder.path, operations);
  try {
    if (isFile(folder)) moveFile(trashed, folder.path, context);
    else retrier.run(() => operations.rename(trashed, folder.path));
  } catch (error) {
    throw fileException(error, folder.path, 'made');
  }
  try {
    operations.unlink(info);
    syncFolder(join(info, '..'));
  } catch {
    // A note without an item: file managers sweep these up.
  }
}
