import type { FileOperations, ListedEntry } from './file-operations.ts';
import type { FolderHandle } from './folder-handle.ts';
import { exactName, mayHaveLostBytes, type TreePath } from './tree-path.ts';

/** Size of a folder's own list of names from which it is read piece by piece; some 2,000 names. */
const LARGE_BYTES = 64 * 1024;

/**
 * The entries of one folder in the order in which the system gives them, one at a time. Names that
 * are no UTF-8 come at the end, as bytes.
 */
export class FolderEntries {
  readonly #operations: FileOperations;
  readonly #base: TreePath;
  readonly #listing: ReturnType<FileOperations['list']>;
  #isListing = true;
  #hasOddNames = false;
  #odd: ListedEntry[] = [];

  constructor(operations: FileOperations, { base, stats }: Pick<FolderHandle, 'base' | 'stats'>) {
    this.#operations = operations;
    this.#base = base;
    this.#listing = operations.list(base, stats.size > LARGE_BYTES);
  }

  next(): ListedEntry | undefined {
    while (this.#isListing) {
      const entry = this.#listing.next();
      if (entry === undefined) {
        this.close();
        if (this.#hasOddNames) this.#odd = this.#listOdd();
        break;
      }
      if (typeof entry.name !== 'string' || !mayHaveLostBytes(entry.name)) return entry;
      this.#hasOddNames = true;
    }
    return this.#odd.pop();
  }

  close(): void {
    if (!this.#isListing) return;
    this.#isListing = false;
    this.#listing.close();
  }

  #listOdd(): ListedEntry[] {
    return this.#operations
      .listBytes(this.#base)
      .filter(({ name }) => mayHaveLostBytes(name.toString('utf8')))
      .map(({ name, kind }) => ({ name: exactName(Buffer.from(name)), kind }));
  }
}
