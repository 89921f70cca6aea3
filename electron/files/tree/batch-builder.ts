import type { EntryKind } from './file-operations.ts';
import type { Batch, FolderPlace } from './sharing.ts';
import type { TreePath } from './tree-path.ts';

/** Small enough to end together, large enough that handing over costs nothing beside the work. */
const MOST_ENTRIES = 64;
/** Of one folder: two threads in the same folder hold each other up, so it changes hands less often. */
const MOST_OF_ONE_FOLDER = 256;
/** Every folder of a batch stays open until it is done. */
const MOST_FOLDERS = 16;

/** Collects entries into batches. `F` is what the walk knows of a folder. */
export class BatchBuilder<F extends FolderPlace> {
  #folders: F[] = [];
  #names: TreePath[] = [];
  #kinds: Exclude<EntryKind, 'folder'>[] = [];
  #folderOf: number[] = [];

  get isFull(): boolean {
    const most = this.#folders.length > 1 ? MOST_ENTRIES : MOST_OF_ONE_FOLDER;
    return this.#names.length >= most || this.#folders.length > MOST_FOLDERS;
  }

  /** @returns true for the first entry of its folder in this batch */
  add(folder: F, name: TreePath, kind: Exclude<EntryKind, 'folder'>): boolean {
    const known = this.#folders.lastIndexOf(folder);
    const place = known < 0 ? this.#folders.push(folder) - 1 : known;
    this.#names.push(name);
    this.#kinds.push(kind);
    this.#folderOf.push(place);
    return known < 0;
  }

  /** The batch, and the folders that wait for it; `undefined` when it is empty. */
  take(): { readonly batch: Batch; readonly folders: readonly F[] } | undefined {
    if (this.#names.length === 0) return undefined;
    const folders = this.#folders;
    const batch: Batch = {
      folders: folders.map(({ from, to, key }) => ({ from, to, key })),
      names: this.#names,
      kinds: this.#kinds,
      folderOf: this.#folderOf,
    };
    this.#folders = [];
    this.#names = [];
    this.#kinds = [];
    this.#folderOf = [];
    return { batch, folders };
  }
}
