import { STAT_BLOCK_BYTES } from './measure-work.ts';
import { type ProvenItem, statProvenFile } from './proven-item.ts';
import type { TreeContext } from './tree-context.ts';
import { TallyBook, type TreeTally } from './tree-tally.ts';

/**
 * Counts a workflow that is one file.
 *
 * @throws AppException `changed-on-disk` when it is not as it was proven; `not-found`,
 * `permission-denied`
 */
export function measureFile(file: ProvenItem, { control, operations }: TreeContext): TreeTally {
  const stats = statProvenFile(file, operations);
  const book = new TallyBook();
  book.files = 1;
  book.sizeBytes = Number(stats.size);
  book.allocatedBytes = Number(stats.blocks ?? 0n) * STAT_BLOCK_BYTES;
  book.changedAt(Number(stats.mtimeMs), '');
  if (stats.nlink > 1n) book.mention('hard-link', '', `The file has ${stats.nlink} names.`);
  control.count(1, 0);
  return book.tally();
}
