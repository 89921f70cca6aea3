import { AppException } from '../../../shared/contract/errors.ts';
import { ContentComparer } from './compare-content.ts';
import { changedException } from './copy-work.ts';
import { openFolder } from './folder-handle.ts';
import { leavesOut } from './leave-out.ts';
import { measureTree } from './measure-tree.ts';
import type { TreeContext } from './tree-context.ts';
import { mentionOf, type TreeTally } from './tree-tally.ts';

export interface VerifyRequest {
  /** Absolute path of what was copied. */
  readonly source: string;
  /** Absolute path of the copy. */
  readonly copy: string;
  /** What the copying threads say they made. */
  readonly copied: TreeTally;
  readonly leaveOut: readonly string[];
  readonly allowChanges: boolean;
  /** Larger copies are counted, not compared byte by byte. */
  readonly compareUpToBytes: number;
  readonly compareUpToFiles: number;
}

/** What was seen of a copy on the disk. */
export interface CopyProof {
  /** Byte by byte; `counted` of large copies. It `differs` only where changes were allowed. */
  readonly comparison: 'equal' | 'counted' | 'differs';
  /** The copy as the disk has it. */
  readonly tally: TreeTally;
}

/**
 * Looks at a copy as the disk has it: the number of files, folders, links and bytes; of small ones
 * also the content.
 *
 * @throws AppException `corrupt-data` when something is missing; `changed-on-disk`; `cancelled`
 */
export function verifyCopy(request: VerifyRequest, context: TreeContext): CopyProof {
  const { source, copy, copied, leaveOut, allowChanges } = request;
  const found = measureTree(copy, openFolder(context.operations, copy), [], context);
  const counts = ['files', 'folders', 'links', 'sizeBytes'] as const;
  const differing = counts.filter((count) => found[count] !== copied[count]);
  if (differing.length > 0) {
    const detail = differing.map((count) => `${NAMES[count]}: ${copied[count]} → ${found[count]}`);
    throw incomplete(copy, detail.join(', '));
  }
  const counted: CopyProof = { comparison: 'counted', tally: found };
  // What was left out as asked differs, and everybody knows.
  if (mentionOf(copied, 'skipped') !== undefined) return counted;
  const { files, sizeBytes } = copied;
  if (files > request.compareUpToFiles || sizeBytes > request.compareUpToBytes) return counted;
  const differences: string[] = [];
  new ContentComparer({
    ...context,
    leavesOut: leavesOut(leaveOut),
    onDifference: (key) => differences.push(key),
  }).compare(source, copy);
  const [first] = differences;
  if (first !== undefined && !allowChanges) throw changedException(first);
  return { comparison: first === undefined ? 'equal' : 'differs', tally: found };
}

/**
 * As {@link verifyCopy}, of a workflow that is one file.
 *
 * @throws AppException `corrupt-data`, `cancelled`
 */
export function verifyFileCopy(request: VerifyRequest, context: TreeContext): CopyProof {
  const { compareUpToBytes, copied, copy, source } = request;
  const stats = context.operations.lstat(copy);
  if (!stats.isFile() || stats.size !== copied.sizeBytes) {
    throw incomplete(copy, `${NAMES.sizeBytes}: ${copied.sizeBytes} → ${stats.size}`);
  }
  const tally = { ...copied, newestMs: Math.floor(stats.mtimeMs) };
  if (copied.sizeBytes > compareUpToBytes) return { comparison: 'counted', tally };
  const comparer = new ContentComparer({
    ...context,
    leavesOut: () => false,
    onDifference: () => undefined,
  });
  if (comparer.isEqual(source, copy)) return { comparison: 'equal', tally };
  throw changedException(source);
}

const NAMES = { files: 'files', folders: 'folders', links: 'links', sizeBytes: 'bytes' } as const;

function incomplete(copy: string, detail: string): AppException {
  return new AppException({
    code: 'corrupt-data',
    message: `The copy does not hold what was copied into it (${detail}).`,
    action: 'Check the disk or the connection to the file server, then try again.',
    file: copy,
  });
}
