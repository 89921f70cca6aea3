import { AppException } from '../../../shared/contract/errors.ts';
import { errnoOf, fileException } from '../file-errors.ts';
import { openPinned } from './folder-handle.ts';
import { removeTree } from './remove-tree.ts';
import type { TreeContext } from './tree-context.ts';

function isThere(path: string, { operations }: TreeContext): boolean {
  try {
    operations.lstat(path);
    return true;
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return false;
    throw fileException(error, path, 'looked at');
  }
}

/**
 * Removes an unfinished copy, which we made; nothing to do when there is none.
 *
 * @throws AppException when something is left
 */
export function removePartial(partial: string, context: TreeContext): void {
  // Asked first: a read-only volume refuses to remove even what is not there.
  if (!isThere(partial, context)) return;
  const { operations } = context;
  if (operations.lstat(partial).isFile()) {
    removeFile(partial, context);
    return;
  }
  const open = (): ReturnType<typeof openPinned> => {
    const handle = openPinned(operations, partial);
    operations.chmod(handle.base, 0o700);
    return handle;
  };
  let removed: ReturnType<typeof removeTree>;
  try {
    removed = removeTree(partial, open, context, { isOwn: true });
  } catch (error) {
    throw fileException(error, partial, 'deleted');
  }
  if (!removed.isGone) throw leftException(partial, removed);
}

/** @throws AppException */
export function removeNote(note: string, context: TreeContext): void {
  if (isThere(note, context)) removeFile(note, context);
}

function removeFile(path: string, { operations, retrier }: TreeContext): void {
  try {
    retrier.run(() => operations.unlink(path));
  } catch (error) {
    throw fileException(error, path, 'deleted');
  }
}

/** Says why a folder could not be emptied, by the first thing that stayed. */
export function leftException(
  path: string,
  { tally }: Pick<ReturnType<typeof removeTree>, 'tally'>,
): AppException {
  const example = tally.mentions[0]?.examples[0];
  return new AppException({
    code: 'refused',
    message: example?.detail ?? `${path} could not be emptied: something is written into it.`,
    action: 'Close programs that use it, then try again.',
  });
}
