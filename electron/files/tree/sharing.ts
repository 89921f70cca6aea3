import type { AppException } from '../../../shared/contract/errors.ts';
import type { EntryKind } from './file-operations.ts';
import type { TreePath } from './tree-path.ts';
import type { TreeTally } from './tree-tally.ts';

/** One folder of a tree, as work on its entries needs it. */
export interface FolderPlace {
  /** Folder of the entries, for system calls. */
  readonly from: TreePath;
  /** Folder they are copied to; `''` where nothing is copied. */
  readonly to: TreePath;
  /** Relative to the root; `''` is the root. */
  readonly key: string;
}

/** Entries to work on, none of them a folder; of several folders, so that small ones share a batch. */
export interface Batch {
  readonly folders: readonly FolderPlace[];
  readonly names: readonly TreePath[];
  readonly kinds: readonly Exclude<EntryKind, 'folder'>[];
  /** For each name, its folder's place in `folders`. */
  readonly folderOf: readonly number[];
}

/** What to do with the entries of batches; data, because it is said to another thread. */
export type BatchTask =
  | {
      readonly kind: 'measure';
      /** Absolute path of the folder, links resolved. */
      readonly root: string;
    }
  | { readonly kind: 'remove' }
  | {
      readonly kind: 'copy';
      /** A file that changes while it is copied is mentioned rather than an error. */
      readonly allowChanges: boolean;
      /** Every file is on the disk before the next one. */
      readonly syncEach: boolean;
    };

/** Does the task with the entries of one batch after the other. */
export interface BatchWork {
  /** @throws AppException what stops the whole operation */
  run(batch: Batch): void;
  tally(): TreeTally;
}

/** A second thread that takes part of the work. Used by the thread that walks the tree. */
export interface Sharing {
  /** Says what to do with the batches that follow. */
  begin(task: BatchTask): void;
  /** Gives a batch away; false when the other thread has enough to do. */
  offer(batch: Batch): boolean;
  /** Batches done of those given away, in the order in which they were given, since `begin`. */
  doneCount(): number;
  /**
   * Waits until so many are done.
   *
   * @throws AppException what the other thread met with
   */
  waitForDone(count: number): void;
  /** What the other thread met with, which stopped it. */
  failure(): AppException | undefined;
  /** Ends the task, also when it failed or was abandoned. */
  end(): TreeTally | undefined;
  /** Stops the other thread and waits until it touches nothing any more. */
  abandon(): void;
}

/** Nobody to share with. */
export const alone: Sharing = {
  begin: () => undefined,
  offer: () => false,
  doneCount: () => 0,
  waitForDone: () => undefined,
  failure: () => undefined,
  end: () => undefined,
  abandon: () => undefined,
};
