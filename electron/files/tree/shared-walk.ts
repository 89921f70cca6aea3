import { BatchBuilder } from './batch-builder.ts';
import type { FileOperations, ListedEntry } from './file-operations.ts';
import { FolderEntries } from './folder-entries.ts';
import type { FolderHandle } from './folder-handle.ts';
import type { LeavesOut } from './leave-out.ts';
import type { BatchWork, FolderPlace, Sharing } from './sharing.ts';
import { type TreeControl, throwIfStopped } from './tree-control.ts';
import { childKey, type TreePath } from './tree-path.ts';

/** A folder on the way: open until all that is in it is done. */
export interface WalkFolder extends FolderPlace {
  readonly name: TreePath;
  readonly handle: FolderHandle;
  readonly parent: WalkFolder | undefined;
}

/** What is done with folders, in the walking thread. */
export interface FolderWork {
  /**
   * Opens a folder before its entries are looked at.
   *
   * @returns undefined to pass it over
   */
  enter(
    parent: WalkFolder,
    name: TreePath,
    key: string,
  ): { readonly handle: FolderHandle; readonly to: TreePath } | undefined;
  /** Told that a folder cannot be listed (to its end); throws when that ends the walk. */
  failed(error: unknown, key: string): void;
  /** All in it is done; its handle is closed afterwards. Deepest first. */
  leave(folder: WalkFolder): void;
}

export interface WalkOptions {
  readonly operations: FileOperations;
  readonly control: TreeControl;
  readonly sharing: Sharing;
  readonly leavesOut: LeavesOut;
  readonly folders: FolderWork;
  readonly entries: BatchWork;
}

/** A folder and how much of it is not done: its own listing, sub-folders, batches. */
interface OpenWalkFolder extends WalkFolder {
  readonly parent: OpenWalkFolder | undefined;
  readonly listing: FolderEntries;
  outstanding: number;
}

interface GivenBatch {
  readonly folders: readonly OpenWalkFolder[];
}

/**
 * Walks a tree depth first, one entry at a time: what is held in memory are the folders on the way
 * and a few batches, however large the tree. Entries that are no folders are worked on in batches,
 * here or in the other thread.
 */
export class SharedWalk {
  readonly #options: WalkOptions;
  readonly #batch = new BatchBuilder<OpenWalkFolder>();
  /** Given away and not known to be done, oldest first. */
  readonly #given: GivenBatch[] = [];
  #givenDone = 0;
  readonly #open = new Set<OpenWalkFolder>();

  constructor(options: WalkOptions) {
    this.#options = options;
  }

  /**
   * @param root - Handle of the root; the walk closes it.
   * @throws AppException `cancelled`, or what the work met with; all handles are closed, and the
   * other thread may still be busy until it is abandoned
   */
  run(root: { readonly handle: FolderHandle; readonly to: TreePath }): void {
    try {
      const opened = this.#opened(undefined, '', '', root);
      if (opened === undefined) return;
      this.#walk(opened);
      this.#flush();
      const { sharing } = this.#options;
      sharing.waitForDone(this.#givenDone + this.#given.length);
      this.#settleGiven();
      // A thread that is told to stop passes over what it was given last, which then is not counted.
      throwIfStopped(this.#options.control);
    } catch (error) {
      // When the other thread stopped us, its reason counts.
      throw this.#options.sharing.failure() ?? error;
    } finally {
      for (const folder of this.#open) {
        folder.listing.close();
        folder.handle.close();
      }
    }
  }

  #walk(root: OpenWalkFolder): void {
    const { control, folders, leavesOut } = this.#options;
    const stack = [root];
    for (;;) {
      const folder = stack[stack.length - 1];
      if (folder === undefined) return;
      const entry = this.#next(folder);
      if (entry === undefined) {
        stack.pop();
        this.#oneDone(folder);
        continue;
      }
      const key = childKey(folder.key, entry.name);
      if (leavesOut(key)) continue;
      if (entry.kind === 'folder') {
        throwIfStopped(control);
        control.current(key);
        const entered = folders.enter(folder, entry.name, key);
        if (entered === undefined) continue;
        const opened = this.#opened(folder, entry.name, key, entered);
        if (opened === undefined) continue;
        folder.outstanding += 1;
        stack.push(opened);
      } else {
        if (this.#batch.add(folder, entry.name, entry.kind)) folder.outstanding += 1;
        if (this.#batch.isFull) this.#flush();
      }
    }
  }

  #opened(
    parent: OpenWalkFolder | undefined,
    name: TreePath,
    key: string,
    { handle, to }: { readonly handle: FolderHandle; readonly to: TreePath },
  ): OpenWalkFolder | undefined {
    try {
      const listing = new FolderEntries(this.#options.operations, handle);
      const folder = { parent, name, key, handle, to, from: handle.base, listing, outstanding: 1 };
      this.#open.add(folder);
      return folder;
    } catch (error) {
      handle.close();
      this.#options.folders.failed(error, key);
      return undefined;
    }
  }

  #next(folder: OpenWalkFolder): ListedEntry | undefined {
    try {
      return folder.listing.next();
    } catch (error) {
      this.#options.folders.failed(error, folder.key);
      return undefined;
    }
  }

  #flush(): void {
    const { control, entries, sharing } = this.#options;
    throwIfStopped(control);
    const taken = this.#batch.take();
    if (taken === undefined) return;
    const { batch, folders } = taken;
    const [place] = batch.folders;
    if (place !== undefined) control.current(place.key);
    if (sharing.offer(batch)) {
      this.#given.push({ folders });
    } else {
      entries.run(batch);
      for (const folder of folders) this.#oneDone(folder);
    }
    this.#settleGiven();
  }

  #settleGiven(): void {
    const done = this.#options.sharing.doneCount();
    while (this.#givenDone < done) {
      const batch = this.#given.shift();
      if (batch === undefined) return;
      this.#givenDone += 1;
      for (const folder of batch.folders) this.#oneDone(folder);
    }
  }

  #oneDone(folder: OpenWalkFolder): void {
    let at: OpenWalkFolder | undefined = folder;
    while (at !== undefined) {
      at.outstanding -= 1;
      if (at.outstanding > 0) return;
      this.#open.delete(at);
      try {
        this.#options.folders.leave(at);
      } finally {
        at.handle.close();
      }
      at = at.parent;
    }
  }
}
