import { basename, dirname, join } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import { errnoOf, fileException } from '../file-errors.ts';
import { FolderEntries } from './folder-entries.ts';
import { openFolder } from './folder-handle.ts';
import { nameProblem } from './folder-name.ts';
import { identityOf, isSameItem } from './item-identity.ts';
import { Journal, type JournalEntry, journalAuthor } from './journal.ts';
import { moveFile } from './move-file.ts';
import { isFile, type ProvenItem, refuseImportant, requireProven } from './proven-item.ts';
import { refuseExisting } from './refuse-existing.ts';
import { renamingName } from './sibling-names.ts';
import type { TreeContext } from './tree-context.ts';

export interface RenameRequest {
  /** Names the operation; see `newOperationId`. */
  readonly id: string;
  readonly folder: ProvenItem;
  /** Name in the same folder. */
  readonly name: string;
  readonly dataFolder: string;
}

/**
 * Gives a workflow another name in the same folder; one that differs only in case works too.
 *
 * @returns Absolute path
 * @throws AppException `invalid-request` (name), `refused` (there is something of this name),
 * `permission-denied`, `not-found`, `changed-on-disk`; the folder is then as it was
 */
export function renameItem(request: RenameRequest, context: TreeContext): string {
  const { folder, name, dataFolder } = request;
  const { operations, retrier } = context;
  const problem = nameProblem(name, process.platform);
  if (problem !== undefined) throw new AppException(problem);
  refuseImportant(folder, [dataFolder]);
  const target = join(dirname(folder.path), name);
  if (target === folder.path) return target;
  requireProven(folder, operations);
  const isCaseOnly = isTheSame(folder, target, context);
  if (!isCaseOnly) refuseExisting(target, operations);
  try {
    if (isFile(folder) && !isCaseOnly) moveFile(folder.path, target, context);
    else retrier.run(() => operations.rename(folder.path, target));
  } catch (error) {
    throw fileException(error, folder.path, 'renamed');
  }
  if (isCaseOnly && !isListed(dirname(target), name, context)) renameInTwoSteps(request, context);
  return target;
}

/** True when the target is the folder itself, on a volume that takes both spellings for one name. */
function isTheSame(folder: ProvenItem, target: string, { operations }: TreeContext): boolean {
  if (target.toLowerCase() !== folder.path.toLowerCase()) return false;
  try {
    return isSameItem(identityOf(operations.lstatFolder(target)), folder.identity);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw fileException(error, target, 'looked at');
  }
}

function isListed(folder: string, name: string, { operations }: TreeContext): boolean {
  const entries = new FolderEntries(operations, openFolder(operations, folder));
  try {
    for (let entry = entries.next(); entry !== undefined; entry = entries.next()) {
      if (entry.name === name) return true;
    }
    return false;
  } finally {
    entries.close();
  }
}

/** For volumes that take a rename to another spelling for no change at all. */
function renameInTwoSteps(request: RenameRequest, context: TreeContext): void {
  const { id, folder, name, dataFolder } = request;
  const parent = dirname(folder.path);
  const meanwhile = join(parent, renamingName(basename(folder.path), id));
  const journal = new Journal(dataFolder);
  const entry: JournalEntry = {
    ...journalAuthor(),
    id,
    kind: 'rename',
    source: folder.path,
    meanwhile,
    target: join(parent, name),
    identity: folder.identity,
    startedMs: context.nowMs(),
  };
  journal.write(entry);
  const { operations, retrier } = context;
  try {
    retrier.run(() => operations.rename(folder.path, meanwhile));
    finishRename(entry, context);
    journal.remove(id);
  } catch (error) {
    journal.end(entry);
    throw fileException(error, folder.path, 'renamed');
  }
}

/** Second step, also after a crash: to the new name, or back to the old one. */
export function finishRename(
  { source, meanwhile, target }: JournalEntry,
  { operations, retrier }: TreeContext,
): string {
  for (const path of [target, source]) {
    if (path === undefined) continue;
    try {
      refuseExisting(path, operations);
      retrier.run(() => operations.rename(meanwhile, path));
      return path;
    } catch {
      // The other name, then.
    }
  }
  throw new AppException({
    code: 'refused',
    message: `The workflow is whole, but is called ${meanwhile}: neither its old nor its new name is free.`,
    action: 'Rename it in the file manager.',
  });
}
