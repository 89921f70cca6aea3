import { errnoOf, fileException } from '../file-errors.ts';
import type { Batch, BatchWork } from './sharing.ts';
import type { TreeContext } from './tree-context.ts';
import { throwIfStopped } from './tree-control.ts';
import { childKey, childPath, type TreePath } from './tree-path.ts';
import { TallyBook, type TreeTally } from './tree-tally.ts';

/**
 * Removes the entries of batches that are no folders. A name is removed, never what a link leads to
 * (unlink(2)); a folder put in a file's place is refused by the system. What cannot be removed is
 * mentioned, and the rest goes on.
 */
export class RemoveWork implements BatchWork {
  readonly #context: TreeContext;
  readonly #book: TallyBook;

  constructor(context: TreeContext, book = new TallyBook()) {
    this.#context = context;
    this.#book = book;
  }

  run(batch: Batch): void {
    const { control } = this.#context;
    batch.names.forEach((name, at) => {
      const folder = batch.folders[batch.folderOf[at] ?? 0];
      if (folder === undefined) return;
      throwIfStopped(control);
      this.#remove(childPath(folder.from, name), folder.key, name);
    });
  }

  tally(): TreeTally {
    return this.#book.tally();
  }

  #remove(path: TreePath, folderKey: string, name: TreePath): void {
    const { control, operations, retrier } = this.#context;
    try {
      retrier.run(() => operations.unlink(path), {
        path: childKey(folderKey, name),
        canSkip: false,
      });
      this.#book.files += 1;
      control.count(1, 0);
    } catch (error) {
      if (errnoOf(error) === 'ENOENT') return;
      const key = childKey(folderKey, name);
      this.#book.mention('not-removed', key, fileException(error, key, 'deleted').message);
    }
  }
}
