import type { BigIntStats, Stats } from 'node:fs';
import { errnoOf, fileException } from '../file-errors.ts';
import { whereLinkLeads } from './link-facts.ts';
import type { Batch, BatchWork } from './sharing.ts';
import type { TreeContext } from './tree-context.ts';
import { throwIfStopped } from './tree-control.ts';
import { childKey, childPath, type TreePath } from './tree-path.ts';
import { TallyBook, type TreeTally } from './tree-tally.ts';

/** Block size in which `stat` counts, whatever the volume's own (stat(2)). */
export const STAT_BLOCK_BYTES = 512;

/** Counts the entries of batches and looks for what a person should know before copying. */
export class MeasureWork implements BatchWork {
  readonly #context: TreeContext;
  readonly #root: string;
  readonly #book: TallyBook;

  /** @param root - Absolute path of the folder measured, links resolved. */
  constructor(root: string, context: TreeContext, book = new TallyBook()) {
    this.#root = root;
    this.#context = context;
    this.#book = book;
  }

  run(batch: Batch): void {
    const { control } = this.#context;
    batch.names.forEach((name, at) => {
      const folder = batch.folders[batch.folderOf[at] ?? 0];
      if (folder === undefined) return;
      throwIfStopped(control);
      const key = childKey(folder.key, name);
      try {
        this.#measure(childPath(folder.from, name), key, batch.kinds[at] ?? 'special');
      } catch (error) {
        // What went away meanwhile is not there to be counted.
        if (errnoOf(error) === 'ENOENT') return;
        this.#book.mention('unreadable', key, fileException(error, key, 'looked at').message);
      }
    });
  }

  tally(): TreeTally {
    return this.#book.tally();
  }

  /** Notes times and path length of an entry of any kind. */
  note(stats: Stats | BigIntStats, key: string): void {
    this.#book.changedAt(Number(stats.mtimeMs), key);
    this.#book.longestKeyBytes = Math.max(this.#book.longestKeyBytes, Buffer.byteLength(key));
  }

  #measure(path: TreePath, key: string, kind: Batch['kinds'][number]): void {
    const { control, operations } = this.#context;
    const stats = operations.lstat(path);
    this.note(stats, key);
    if (kind === 'link') {
      this.#book.links += 1;
      this.#lookAtLink(path, key);
    } else if (kind === 'special') {
      this.#book.mention('special-file', key, 'A pipe, socket or device; it is not copied.');
    } else {
      this.#book.files += 1;
      this.#book.sizeBytes += stats.size;
      this.#book.allocatedBytes += (stats.blocks ?? 0) * STAT_BLOCK_BYTES;
      if (stats.nlink > 1) {
        this.#book.mention('hard-link', key, `The file has ${stats.nlink} names.`);
      }
    }
    control.count(1, 0);
  }

  #lookAtLink(path: TreePath, key: string): void {
    const target = this.#context.operations.readlink(path).toString('utf8');
    const place = whereLinkLeads(this.#root, key, target);
    if (place === 'inside') return;
    this.#book.mention(place === 'outside' ? 'link-leading-out' : 'link-to-original', key, target);
  }
}
