import { basename, dirname, join } from 'node:path';
import { AppException } from '../../../shared/contract/errors.ts';
import { errnoOf, fileException, withMore } from '../file-errors.ts';
import { permissionsOf, timesOf } from './copy-file.ts';
import { copyProvenFile } from './copy-proven-file.ts';
import { type CopyTask, CopyWork } from './copy-work.ts';
import type { FileOperations } from './file-operations.ts';
import { type FolderHandle, openFolder } from './folder-handle.ts';
import { nameProblem } from './folder-name.ts';
import { Journal, type JournalEntry, journalAuthor, syncFolder, writeSynced } from './journal.ts';
import { leavesOut } from './leave-out.ts';
import { isBelow } from './link-facts.ts';
import { moveFile } from './move-file.ts';
import { isFile, type ProvenItem, requireProven } from './proven-item.ts';
import { refuseExisting } from './refuse-existing.ts';
import { removeNote, removePartial } from './remove-own.ts';
import { SharedWalk } from './shared-walk.ts';
import { alone } from './sharing.ts';
import { noteName, partialName } from './sibling-names.ts';
import type { TreeContext } from './tree-context.ts';
import { throwIfStopped, unstoppable } from './tree-control.ts';
import { childPath } from './tree-path.ts';
import { TallyBook, type TreeTally } from './tree-tally.ts';
import { type CopyProof, verifyCopy, verifyFileCopy } from './verify-copy.ts';

export interface CopyRequest {
  /** Names the operation; see `newOperationId`. */
  readonly id: string;
  readonly source: ProvenItem;
  /** Absolute path of the copy; its folder must be there, itself it must not. */
  readonly target: string;
  /** Patterns of what is left out; see `leavesOut`. */
  readonly leaveOut: readonly string[];
  /** Copies also what changes meanwhile, and mentions it; for runs under way. */
  readonly allowChanges: boolean;
  /** Absolute path of the application's own folder, where the operation is noted. */
  readonly dataFolder: string;
  /**
   * The copy is brought to the disk before it gets its name, so that not even a power failure leaves
   * less than a whole copy; takes as long as the disk needs to write it.
   */
  readonly isFlushed: boolean;
  /** As the preflight counted; few files are brought to the disk one by one where that is the only way. */
  readonly expectedFiles?: number | undefined;
}

export interface CopyReport {
  /** Absolute path of the copy. */
  readonly path: string;
  readonly tally: TreeTally;
  /** What was seen of the copy before it got its name. */
  readonly proof: CopyProof;
  /** The copy was on the disk, not only in memory, before it got its name. */
  readonly isOnDisk: boolean;
}

/** Reading all again takes a moment only, as the system still has it in memory. */
const COMPARE_UP_TO_BYTES = 64 * 1024 * 1024;
const COMPARE_UP_TO_FILES = 5000;

/** Bringing a file to the disk takes milliseconds; more files than this would take too long. */
const SYNC_EACH_FILES = 1000;

/** Nobody but the owner looks into a copy that is not finished. */
const PRIVATE = 0o700;

/**
 * Copies a workflow: into a folder (an archive into a file) beside the target, which gets the target's
 * name when it is complete, verified and found to open. The source is only read. When something goes
 * wrong or the person cancels, what was copied so far is removed; when that fails too, the error says
 * where it is and the journal keeps it.
 *
 * @throws AppException `cancelled`, `refused` (there is something at the target), `invalid-request`
 * (name), `too-large` (disk full), `permission-denied`, `not-found`, `changed-on-disk`, `corrupt-data`
 */
export function copyTree(request: CopyRequest, context: TreeContext): CopyReport {
  checkTarget(request, context);
  const { id, source, target, dataFolder } = request;
  const folder = dirname(target);
  const name = basename(target);
  const partial = join(folder, partialName(name, id));
  const note = join(folder, noteName(name, id));
  const journal = new Journal(dataFolder);
  const entry: JournalEntry = {
    ...journalAuthor(),
    id,
    kind: 'copy',
    source: source.path,
    meanwhile: partial,
    target,
    startedMs: context.nowMs(),
  };
  try {
    journal.write(entry);
  } catch (error) {
    throw fileException(error, dataFolder, 'made');
  }
  try {
    makePartial(partial, note, entry, isFile(source), context);
    const report = fillPartial(request, partial, context);
    context.control.phase('finishing');
    moveIntoPlace(partial, target, isFile(source), context);
    forget(note, journal, id, context);
    return report;
  } catch (error) {
    context.sharing.abandon();
    throw cleanedUp(error, { entry, note, journal, context });
  }
}

/** The place of the copy as it is now: a folder that is there, outside the source, and a free name. */
function checkTarget({ source, target }: CopyRequest, { operations }: TreeContext): void {
  const problem = nameProblem(basename(target), process.platform);
  if (problem !== undefined) throw new AppException(problem);
  let folder: string;
  try {
    folder = operations.realpath(dirname(target));
  } catch (error) {
    throw fileException(error, dirname(target), 'looked at');
  }
  if (isBelow(source.path, folder)) {
    throw new AppException({
      code: 'invalid-request',
      message: 'A workflow cannot be copied into itself.',
      action: 'Choose a folder outside the workflow.',
      field: 'target',
    });
  }
  refuseExisting(target, operations);
}

function makePartial(
  partial: string,
  note: string,
  entry: JournalEntry,
  isArchive: boolean,
  { operations, retrier }: TreeContext,
): void {
  try {
    writeSynced(note, entry);
    if (!isArchive) retrier.run(() => operations.mkdir(partial, PRIVATE));
  } catch (error) {
    throw fileException(error, entry.target ?? partial, 'made');
  }
}

function fillPartial(request: CopyRequest, partial: string, context: TreeContext): CopyReport {
  const { source, target, leaveOut, allowChanges } = request;
  const { control, flushVolume, opens } = context;
  control.phase('copying');
  const copied = copySource(request, partial, context);
  control.phase('flushing');
  const isOnDisk = request.isFlushed && (flushVolume?.(partial) ?? false);
  throwIfStopped(control);
  control.phase('verifying');
  const toVerify = {
    source: source.path,
    copy: partial,
    copied,
    leaveOut,
    allowChanges,
    compareUpToBytes: COMPARE_UP_TO_BYTES,
    compareUpToFiles: COMPARE_UP_TO_FILES,
  };
  const proof = isFile(source) ? verifyFileCopy(toVerify, context) : verifyCopy(toVerify, context);
  control.phase('opening');
  opens?.(partial);
  throwIfStopped(control);
  return { path: target, tally: copied, proof, isOnDisk };
}

/** A source that is gone as a whole says so, rather than naming the file that was missed first. */
function copySource(request: CopyRequest, partial: string, context: TreeContext): TreeTally {
  const { isFlushed, source } = request;
  if (isFile(source)) {
    const syncEach = isFlushed && context.flushVolume === undefined;
    return copyProvenFile(source, partial, syncEach, context);
  }
  try {
    return copyInto(request, partial, context);
  } catch (error) {
    if (error instanceof AppException && error.error.code === 'changed-on-disk') {
      requireProven(source, context.operations);
    }
    throw error;
  }
}

function copyInto(request: CopyRequest, partial: string, context: TreeContext): TreeTally {
  const { operations, retrier, sharing } = context;
  const { allowChanges, expectedFiles, isFlushed } = request;
  const isFew = (expectedFiles ?? Number.POSITIVE_INFINITY) <= SYNC_EACH_FILES;
  const syncEach = isFlushed && context.flushVolume === undefined && isFew;
  const task: CopyTask = { kind: 'copy', allowChanges, syncEach };
  const book = new TallyBook();
  const entries = new CopyWork(task, context);
  sharing.begin(task);
  new SharedWalk({
    ...context,
    leavesOut: leavesOut(request.leaveOut),
    entries,
    folders: {
      enter(parent, name, key) {
        const handle = opened(key, () => openFolder(operations, childPath(parent.from, name)));
        if (handle === undefined) {
          if (!allowChanges) throw fileException({ code: 'ENOENT' }, key, 'copied');
          book.mention('changed', key, 'The folder went away while it was copied.');
          return undefined;
        }
        const to = childPath(parent.to, name);
        try {
          retrier.run(() => operations.mkdir(to, PRIVATE));
        } catch (error) {
          handle.close();
          throw fileException(error, key, 'copied');
        }
        book.folders += 1;
        return { handle, to };
      },
      failed(error, key) {
        throw fileException(error, key, 'copied');
      },
      leave({ handle, to, key }) {
        try {
          operations.utimes(to, ...timesOf(handle.stats));
          operations.chmod(to, permissionsOf(handle.stats));
        } catch (error) {
          throw fileException(error, key === '' ? partial : key, 'copied');
        }
      },
    },
  }).run({ handle: openSource(request.source, operations), to: partial });
  book.add(entries.tally());
  const other = sharing.end();
  if (other !== undefined) book.add(other);
  return book.tally();
}

/** Read by path: what is in it is not taken away, and the path is faster. */
function openSource(source: ProvenItem, operations: FileOperations): FolderHandle {
  requireProven(source, operations);
  return openFolder(operations, source.path);
}

function opened<T>(key: string, open: () => T): T | undefined {
  try {
    return open();
  } catch (error) {
    const code = errnoOf(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP') return undefined;
    throw fileException(error, key, 'copied');
  }
}

/**
 * Gives the copy its name. On POSIX an empty folder that appeared there since would be replaced,
 * which loses nothing; anything else is refused by the system.
 */
function moveIntoPlace(
  partial: string,
  target: string,
  isArchive: boolean,
  context: TreeContext,
): void {
  const { operations, retrier } = context;
  refuseExisting(target, operations);
  try {
    if (isArchive) moveFile(partial, target, context);
    else retrier.run(() => operations.rename(partial, target));
  } catch (error) {
    throw fileException(error, target, 'made');
  }
}

/** The copy is made: what fails here fails nothing, the journal's next reader sweeps up. */
function forget(note: string, journal: Journal, id: string, context: TreeContext): void {
  try {
    syncFolder(dirname(note));
    removeNote(note, context);
    journal.remove(id);
  } catch {
    // Listed as a left-over of which nothing is left but the note.
  }
}

interface CleanUp {
  readonly entry: JournalEntry;
  readonly note: string;
  readonly journal: Journal;
  readonly context: TreeContext;
}

/** Removes what was made so far; the error then says what is left, if anything is. */
function cleanedUp(error: unknown, { entry, note, journal, context }: CleanUp): unknown {
  context.control.phase('cleaning');
  const calm: TreeContext = { ...context, control: unstoppable, sharing: alone };
  try {
    removePartial(entry.meanwhile, calm);
    removeNote(note, calm);
    journal.remove(entry.id);
    return error;
  } catch (left) {
    journal.end(entry);
    const why = fileException(left, entry.meanwhile, 'deleted').message;
    return withMore(error, `What was copied so far is left in ${entry.meanwhile}. ${why}`);
  }
}
