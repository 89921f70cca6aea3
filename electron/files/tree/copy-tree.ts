import { AppException } from '../../../shared/contract/errors.ts';
import { errnoOf, fileException } from '../file-errors.ts';
import { type BesideRequest, BesideTarget } from './beside-target.ts';
import { permissionsOf, timesOf } from './copy-file.ts';
import { copyProvenFile } from './copy-proven-file.ts';
import { type CopyTask, CopyWork } from './copy-work.ts';
import type { FileOperations } from './file-operations.ts';
import { type FolderHandle, openFolder } from './folder-handle.ts';
import { leavesOut } from './leave-out.ts';
import { isFile, type ProvenItem, requireProven } from './proven-item.ts';
import { SharedWalk } from './shared-walk.ts';
import type { TreeContext } from './tree-context.ts';
import { throwIfStopped } from './tree-control.ts';
import { childPath } from './tree-path.ts';
import { TallyBook, type TreeTally } from './tree-tally.ts';
import { type CopyProof, verifyCopy, verifyFileCopy } from './verify-copy.ts';

export interface CopyRequest extends BesideRequest {
  /** Patterns of what is left out; see `leavesOut`. */
  readonly leaveOut: readonly string[];
  /** Copies also what changes meanwhile, and mentions it; for runs under way. */
  readonly allowChanges: boolean;
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
export const COMPARE_UP_TO_BYTES = 64 * 1024 * 1024;
export const COMPARE_UP_TO_FILES = 5000;

/** Bringing a file to the disk takes milliseconds; more files than this would take too long. */
export const SYNC_EACH_FILES = 1000;

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
  const beside = new BesideTarget(request, 'copy', isFile(request.source), context);
  try {
    beside.make();
    const report = fillPartial(request, beside.partial, context);
    beside.finish();
    return report;
  } catch (error) {
    context.sharing.abandon();
    throw beside.cleanedUp(error);
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

export type CopyInto = Pick<
  CopyRequest,
  'source' | 'leaveOut' | 'allowChanges' | 'expectedFiles' | 'isFlushed'
>;

/**
 * Copies what is in a folder into one that is there.
 *
 * @throws AppException as {@link copyTree}
 */
export function copyInto(request: CopyInto, partial: string, context: TreeContext): TreeTally {
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
