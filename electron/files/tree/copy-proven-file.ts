import { AppException } from '../../../shared/contract/errors.ts';
import { errnoOf, fileException } from '../file-errors.ts';
import { type CopiedFile, FileCopier, NotAFile } from './copy-file.ts';
import { type ProvenItem, requireProven } from './proven-item.ts';
import type { TreeContext } from './tree-context.ts';
import { throwIfStopped } from './tree-control.ts';
import { TallyBook, type TreeTally } from './tree-tally.ts';

/**
 * Copies a workflow that is one file. A file of gigabytes can be cancelled at every piece, unless the
 * volume shares its blocks at once.
 *
 * @param to - Absolute path, where nothing is
 * @param isSynced - The copy is on the disk when this returns
 * @throws AppException `changed-on-disk` when it is not as it was proven, before or afterwards: half
 * of an old and half of a new archive is none; `cancelled`, `too-large`, `permission-denied`,
 * `not-found`
 */
export function copyProvenFile(
  file: ProvenItem,
  to: string,
  isSynced: boolean,
  context: TreeContext,
): TreeTally {
  const { control, operations, retrier } = context;
  requireProven(file, operations);
  throwIfStopped(control);
  const copier = new FileCopier({ ...context, syncEach: isSynced });
  let copied: CopiedFile;
  try {
    copied = retrier.run(() => copier.copy(file.path, to), { path: file.path, canSkip: false });
  } catch (error) {
    if (error instanceof NotAFile || errnoOf(error) === 'ELOOP') {
      requireProven(file, operations);
    }
    throw fileException(error, file.path, 'copied');
  }
  requireProven(file, operations);
  // Between the looks, something else may have been there.
  const { isStill, sizeBytes, stats } = copied;
  if (!isStill || stats.ino !== Number(file.identity.inode)) throw changed(file.path);
  control.count(1, 0);
  const book = new TallyBook();
  book.files = 1;
  book.sizeBytes = sizeBytes;
  return book.tally();
}

function changed(path: string): AppException {
  return new AppException({
    code: 'changed-on-disk',
    message: `${path} changed while it was copied.`,
    action: 'Wait until nothing writes to it, then try again.',
    file: path,
  });
}
