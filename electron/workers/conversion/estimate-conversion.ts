import type { AppError } from '../../../shared/contract/errors.ts';
import { expectedError } from '../../../shared/contract/exceptions.ts';
import type { ProvenItem } from '../../files/tree/proven-item.ts';
import { TallyBook, type TreeTally } from '../../files/tree/tree-tally.ts';
import { requireUnpackable } from '../../files/tree/unpack-archive.ts';
import { openZipWorkflow } from '../../persistence/zip-workflow.ts';

/** What would be made of a workflow, and why it cannot be. */
export interface Estimate {
  readonly tally: TreeTally;
  readonly problem?: AppError | undefined;
}

/** What an archive would become as a folder, by its table of contents. */
export async function estimateUnpacked(source: ProvenItem): Promise<Estimate> {
  const reader = await openZipWorkflow(source.path);
  try {
    const book = new TallyBook();
    const folders = new Set<string>();
    for (const { key, sizeBytes } of reader.memberSizes()) {
      if (reader.member(key) === undefined) continue;
      book.files += 1;
      book.sizeBytes += sizeBytes;
      book.longestKeyBytes = Math.max(book.longestKeyBytes, Buffer.byteLength(key));
      folders.add(key.slice(0, key.lastIndexOf('/') + 1));
    }
    book.folders = folders.size;
    const problem = problemOf(() => requireUnpackable(reader));
    return { tally: book.tally(), ...(problem === undefined ? {} : { problem }) };
  } finally {
    reader.close();
  }
}

function problemOf(work: () => void): AppError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    const problem = expectedError(error);
    if (problem === undefined) throw error;
    return problem;
  }
}
