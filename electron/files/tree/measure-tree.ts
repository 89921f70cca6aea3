import { errnoOf, fileException } from '../file-errors.ts';
import { type FolderHandle, openFolder } from './folder-handle.ts';
import { identityOf } from './item-identity.ts';
import { leavesOut } from './leave-out.ts';
import { MeasureWork } from './measure-work.ts';
import { SharedWalk } from './shared-walk.ts';
import type { TreeContext } from './tree-context.ts';
import { childPath } from './tree-path.ts';
import { TallyBook, type TreeTally } from './tree-tally.ts';

/**
 * Counts what is in a folder, and looks for what a person should know before it is copied or
 * deleted. Folders that cannot be looked into are mentioned.
 *
 * @param root - Absolute path of the folder, links resolved
 * @param handle - Of the folder; closed afterwards
 * @param patterns - What to leave out
 * @throws AppException `cancelled`
 */
export function measureTree(
  root: string,
  handle: FolderHandle,
  patterns: readonly string[],
  context: TreeContext,
): TreeTally {
  const { operations, sharing } = context;
  const book = new TallyBook();
  const entries = new MeasureWork(root, context, book);
  const { device } = identityOf(handle.stats);
  entries.note(handle.stats, '');
  sharing.begin({ kind: 'measure', root });
  new SharedWalk({
    ...context,
    leavesOut: leavesOut(patterns),
    entries,
    folders: {
      enter(parent, name, key) {
        try {
          const folder = openFolder(operations, childPath(parent.from, name));
          book.folders += 1;
          entries.note(folder.stats, key);
          if (identityOf(folder.stats).device !== device) {
            book.mention('other-volume', key, 'Another volume is mounted here.');
          }
          return { handle: folder, to: '' };
        } catch (error) {
          if (errnoOf(error) !== 'ENOENT') {
            book.mention('unreadable', key, fileException(error, key, 'looked at').message);
          }
          return undefined;
        }
      },
      leave: () => undefined,
      failed(error, key) {
        book.mention('unreadable', key, fileException(error, key, 'looked at').message);
      },
    },
  }).run({ handle, to: '' });
  const other = sharing.end();
  if (other !== undefined) book.add(other);
  return book.tally();
}
