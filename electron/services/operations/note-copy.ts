import { proveItem } from '../../files/tree/proven-item.ts';
import type { TreeTally } from '../../files/tree/tree-tally.ts';
import { type Extent, extentOf } from './finished-copies.ts';
import type { OperationParts } from './operation-parts.ts';
import type { Inspected } from './preflight.ts';

/** What was made of a workflow, and verified. */
export interface MadeCopy {
  /** Absolute. */
  readonly path: string;
  readonly extent: Extent;
  /** What was met on the way. */
  readonly mentions: TreeTally['mentions'];
  /** Byte by byte; otherwise counted. */
  readonly wasCompared: boolean;
  readonly withoutRunFiles: boolean;
  readonly key: string | undefined;
}

/** Remembers a copy that holds all that it was to hold. */
export async function noteCopy(
  { copies }: OperationParts,
  { subject, tally }: Inspected,
  { path, extent, mentions, wasCompared, withoutRunFiles, key }: MadeCopy,
): Promise<void> {
  if (mentions.some(({ kind }) => kind === 'skipped' || kind === 'changed')) return;
  const { device, inode } = subject.folder.identity;
  await copies.note({
    source: subject.folder.path,
    sourceIdentity: { device, inode },
    ...(key === undefined ? {} : { key }),
    sourceExtent: extentOf(tally),
    copy: path,
    copyExtent: extent,
    madeMs: Date.now(),
    wasCompared,
    withoutRunFiles,
  });
}

/** Counts what was made, as it is to be found again. */
export async function extentAt(
  { recognise, runTree }: Pick<OperationParts, 'recognise' | 'runTree'>,
  path: string,
): Promise<Extent> {
  const isWorkflow = async (at: string) => (await recognise(at)).kind === 'workflow';
  const folder = await proveItem(path, isWorkflow);
  return extentOf(await runTree('measure', { folder, leaveOut: [] }));
}
