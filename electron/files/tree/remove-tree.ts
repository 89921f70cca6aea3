import { AppException } from '../../../shared/contract/errors.ts';
import { errnoOf, fileException } from '../file-errors.ts';
import { type FolderHandle, openPinned } from './folder-handle.ts';
import { identityOf } from './item-identity.ts';
import { RemoveWork } from './remove-work.ts';
import { SharedWalk, type WalkFolder } from './shared-walk.ts';
import type { TreeContext } from './tree-context.ts';
import { childPath, type TreePath } from './tree-path.ts';
import { mentionOf, TallyBook, type TreeTally } from './tree-tally.ts';

/** Times a folder is gone through when entries appear in it, or were not listed, meanwhile. */
const MOST_ROUNDS = 3;

const PRIVATE = 0o700;

export interface RemovedTree {
  readonly tally: TreeTally;
  /** Nothing is left, the folder itself included. */
  readonly isGone: boolean;
  /** A person stopped it. */
  readonly isCancelled: boolean;
}

export interface RemoveOptions {
  /** Gives itself the rights to empty folders; for folders that we made. */
  readonly isOwn?: boolean;
}

/**
 * Removes a folder with all that is in it: no link is followed, and nothing of another volume is
 * touched. What cannot be removed is mentioned, and the rest goes on.
 *
 * @param path - Absolute path of the folder
 * @param open - Opens it; each round anew
 * @throws AppException when the folder cannot be opened
 */
export function removeTree(
  path: string,
  open: () => FolderHandle,
  context: TreeContext,
  { isOwn = false }: RemoveOptions = {},
): RemovedTree {
  const book = new TallyBook();
  for (let round = 1; ; round += 1) {
    const removal = new Removal(path, context, isOwn);
    const isCancelled = removal.run(open());
    const { tally } = removal;
    const isStuck = mentionOf(tally, 'not-removed') !== undefined;
    const isOver = removal.isGone || isCancelled || isStuck || round >= MOST_ROUNDS;
    book.add(tally);
    if (isOver) return { tally: book.tally(), isGone: removal.isGone, isCancelled };
  }
}

/** One way through the tree. */
class Removal {
  isGone = false;
  readonly #book = new TallyBook();

  constructor(
    private readonly path: string,
    private readonly context: TreeContext,
    private readonly isOwn: boolean,
  ) {}

  get tally(): TreeTally {
    return this.#book.tally();
  }

  /** @returns true when a person stopped it */
  run(handle: FolderHandle): boolean {
    const { context } = this;
    const { sharing } = context;
    const { device } = identityOf(handle.stats);
    sharing.begin({ kind: 'remove' });
    let isCancelled = false;
    try {
      new SharedWalk({
        ...context,
        leavesOut: () => false,
        entries: new RemoveWork(context, this.#book),
        folders: {
          enter: (parent, name, key) => {
            try {
              const folder = this.#open(childPath(parent.from, name));
              if (identityOf(folder.stats).device === device) return { handle: folder, to: '' };
              folder.close();
              this.#book.mention('not-removed', key, `Another volume is mounted at ${key}.`);
            } catch (error) {
              this.#failed(error, key);
            }
            return undefined;
          },
          leave: (folder) => this.#leave(folder),
          failed: (error, key) => this.#failed(error, key),
        },
      }).run({ handle, to: '' });
    } catch (error) {
      if (!(error instanceof AppException) || error.error.code !== 'cancelled') throw error;
      sharing.abandon();
      isCancelled = true;
    }
    const other = sharing.end();
    if (other !== undefined) this.#book.add(other);
    return isCancelled;
  }

  #open(path: TreePath): FolderHandle {
    const { operations } = this.context;
    // The entry was just listed as a folder, inside one that only we may write.
    if (this.isOwn) operations.chmod(path, PRIVATE);
    return openPinned(operations, path);
  }

  #leave(folder: WalkFolder): void {
    const { parent, name, key } = folder;
    const path: TreePath = parent === undefined ? this.path : childPath(parent.from, name);
    try {
      this.context.retrier.run(() => this.context.operations.rmdir(path));
      if (parent === undefined) this.isGone = true;
      else this.#book.folders += 1;
    } catch (error) {
      // What is still in it was mentioned, or came after it was listed: the next round gets it.
      if (errnoOf(error) === 'ENOTEMPTY' || errnoOf(error) === 'EEXIST') return;
      this.#failed(error, key === '' ? this.path : key);
    }
  }

  #failed(error: unknown, key: string): void {
    if (errnoOf(error) === 'ENOENT') return;
    this.#book.mention('not-removed', key, fileException(error, key, 'deleted').message);
  }
}
