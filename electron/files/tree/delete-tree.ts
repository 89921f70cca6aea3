import { basename, dirname, join } from 'node:path';
import { type AppErrorCode, AppException } from '../../../shared/contract/errors.ts';
import { errnoOf, fileException, withMore } from '../file-errors.ts';
import { Journal, type JournalEntry, journalAuthor } from './journal.ts';
import { measureTree } from './measure-tree.ts';
import {
  isFile,
  openProven,
  type ProvenItem,
  refuseImportant,
  requireProven,
} from './proven-item.ts';
import { type RemovedTree, removeTree } from './remove-tree.ts';
import { alone } from './sharing.ts';
import { deletingName } from './sibling-names.ts';
import type { TreeContext } from './tree-context.ts';
import { throwIfStopped, unstoppable } from './tree-control.ts';
import { TallyBook, type TreeTally } from './tree-tally.ts';

export interface DeleteRequest {
  /** Names the operation; see `newOperationId`. */
  readonly id: string;
  readonly folder: ProvenItem;
  /** Absolute path of the application's own folder, where the operation is noted. */
  readonly dataFolder: string;
}

export interface DeleteReport {
  /** Files, links and others removed. */
  readonly files: number;
  readonly folders: number;
}

/**
 * Deletes a workflow for good. It first gets another name, so that what is half deleted never looks
 * like a workflow; then all in it, or the one file that it is, is removed, without following a link or leaving the volume.
 * Cancelling before anything is removed gives it its name back; later the rest stays under the other
 * name, the error says how much and where, and the journal keeps it.
 *
 * @throws AppException `cancelled`, `refused`, `permission-denied`, `not-found`, `changed-on-disk`
 */
export function deleteTree(request: DeleteRequest, context: TreeContext): DeleteReport {
  const { id, folder, dataFolder } = request;
  refuseImportant(folder, [dataFolder]);
  const meanwhile = join(dirname(folder.path), deletingName(basename(folder.path), id));
  requireProven(folder, context.operations);
  throwIfStopped(context.control);
  const journal = new Journal(dataFolder);
  const entry: JournalEntry = {
    ...journalAuthor(),
    id,
    kind: 'delete',
    source: folder.path,
    meanwhile,
    identity: folder.identity,
    startedMs: context.nowMs(),
  };
  try {
    journal.write(entry);
  } catch (error) {
    throw fileException(error, dataFolder, 'made');
  }
  try {
    setAside(folder, meanwhile, context);
  } catch (error) {
    journal.remove(id);
    throw error;
  }
  return finishDeletion(entry, folder, context, { mayGiveBack: true, dataFolder });
}

/** Gives the proven folder or file, and no other, the name under which it is deleted. */
function setAside(folder: ProvenItem, meanwhile: string, context: TreeContext): void {
  const { operations, retrier } = context;
  try {
    retrier.run(() => operations.rename(folder.path, meanwhile));
  } catch (error) {
    throw fileException(error, folder.path, 'deleted');
  }
  try {
    requireProven(folder, operations, meanwhile);
  } catch (error) {
    // Something else had taken its place in that very moment: it gets its name back.
    operations.rename(meanwhile, folder.path);
    throw error;
  }
}

export interface FinishOptions {
  /** The folder is whole: when nothing can be removed, it gets its name back. */
  readonly mayGiveBack: boolean;
  readonly dataFolder: string;
}

/**
 * Removes what has been set aside; also used for what a crash left.
 *
 * @throws AppException what is left, where, and why
 */
export function finishDeletion(
  entry: JournalEntry,
  folder: ProvenItem,
  context: TreeContext,
  { mayGiveBack, dataFolder }: FinishOptions,
): DeleteReport {
  const { control, operations } = context;
  const journal = new Journal(dataFolder);
  const { meanwhile } = entry;
  control.phase('removing');
  let removed: RemovedTree;
  try {
    removed = isFile(folder)
      ? removeProvenFile(folder, meanwhile, context)
      : removeTree(meanwhile, () => openProven(folder, operations, meanwhile), context);
  } catch (error) {
    context.sharing.abandon();
    journal.end(entry);
    throw withMore(error, `What is left of it is in ${meanwhile}.`);
  }
  const { files, folders } = removed.tally;
  if (removed.isGone) {
    journal.remove(entry.id);
    return { files, folders };
  }
  if (mayGiveBack && files + folders === 0 && givenBack(entry, context)) {
    journal.remove(entry.id);
    throw new AppException({
      code: codeOf(removed),
      message: `Nothing was deleted; ${entry.source} is whole. ${reasonOf(removed)}`.trim(),
    });
  }
  journal.end(entry);
  throw new AppException({
    code: codeOf(removed),
    message:
      `${entry.source} is ${isFile(folder) ? 'not deleted' : 'deleted in part'}: ${leftIn(folder, meanwhile, context)} left in ${meanwhile}. ${reasonOf(removed)}`.trim(),
    action: 'Deleting can be finished from the list of interrupted operations.',
  });
}

type Stopped = Pick<RemovedTree, 'isCancelled' | 'tally'>;

function codeOf({ isCancelled }: Stopped): Extract<AppErrorCode, 'cancelled' | 'refused'> {
  return isCancelled ? 'cancelled' : 'refused';
}

function reasonOf({ isCancelled, tally }: Stopped): string {
  if (isCancelled) return 'It was cancelled.';
  return tally.mentions[0]?.examples[0]?.detail ?? 'Something is being written into it.';
}

/** Undoes setting aside, when nothing was removed and its place is still free. */
function givenBack({ source, meanwhile }: JournalEntry, { operations }: TreeContext): boolean {
  try {
    operations.lstat(source);
    return false;
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') return false;
  }
  try {
    operations.rename(meanwhile, source);
    return true;
  } catch {
    return false;
  }
}

/** The one file that is deleted, under the name it has by now. */
function removeProvenFile(
  file: ProvenItem,
  meanwhile: string,
  { control, operations, retrier }: TreeContext,
): RemovedTree {
  const book = new TallyBook();
  let isGone = false;
  requireProven(file, operations, meanwhile);
  if (!control.isStopped()) {
    try {
      retrier.run(() => operations.unlink(meanwhile));
      book.files = 1;
      control.count(1, 0);
      isGone = true;
    } catch (error) {
      const { message } = fileException(error, file.path, 'deleted');
      book.mention('not-removed', basename(file.path), message);
    }
  }
  return { tally: book.tally(), isGone, isCancelled: !isGone && control.isStopped() };
}

/** How much is left, in words. */
function leftIn(folder: ProvenItem, meanwhile: string, context: TreeContext): string {
  if (isFile(folder)) return 'all of it is';
  try {
    const calm: TreeContext = { ...context, control: unstoppable, sharing: alone };
    const handle = openProven(folder, context.operations, meanwhile);
    return inWords(measureTree(meanwhile, handle, [], calm));
  } catch {
    return 'something is';
  }
}

function inWords({ files, links, folders }: TreeTally): string {
  const count = files + links;
  const parts = [
    count === 1 ? '1 file' : `${count} files`,
    folders === 1 ? '1 folder' : `${folders} folders`,
  ];
  return `${parts.join(' and ')} are`;
}
