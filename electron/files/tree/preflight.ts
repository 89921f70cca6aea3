import { lstat, realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { Caution } from '../../../shared/contract/operations.ts';
import { nameProblem } from './folder-name.ts';
import { isBelow } from './link-facts.ts';
import type { TreeTally } from './tree-tally.ts';
import { volumeOf } from './volume.ts';

/** What is known of the runs of a workflow; the caller has it from the run index. */
export interface Activity {
  /** Runs that are recorded as submitted or running. */
  readonly activeRuns: number;
}

/** Changes younger than this may mean that something still writes. */
export const RECENT_MS = 10 * 60 * 1000;

/** @param nowMs - Milliseconds since 1970-01-01 UTC */
export function cautionsOf(tally: TreeTally, activity: Activity, nowMs: number): Caution[] {
  const cautions: Caution[] = [];
  if (activity.activeRuns > 0) cautions.push('runs-active');
  if (nowMs - tally.newestMs < RECENT_MS) cautions.push('changed-recently');
  return cautions;
}

/** Facts on the place where a copy is to be made. */
export interface TargetFacts {
  /** Why it cannot be made there; undefined when nothing speaks against it. */
  readonly problem: AppError | undefined;
  readonly isSameVolume: boolean;
  readonly freeBytes: number;
  /** What the copy takes, rounded up to whole blocks; volumes that share blocks take less. */
  readonly neededBytes: number;
  readonly isSpaceShort: boolean;
}

/** Longest path the system takes, bytes; macOS has less than Linux, Windows more (with its prefix). */
const LONGEST_PATH_BYTES: Partial<Record<NodeJS.Platform, number>> = { linux: 4095, darwin: 1023 };

/**
 * Looks at the place where a copy is to be made; writes nothing.
 *
 * @param source - Absolute path of what is copied, links resolved
 * @param target - Absolute path of the copy
 * @param tally - What is copied
 */
export async function targetFacts(
  source: string,
  target: string,
  tally: TreeTally,
): Promise<TargetFacts> {
  const folder = dirname(target);
  const nothing = { isSameVolume: false, freeBytes: 0, neededBytes: 0, isSpaceShort: false };
  const real = await realpath(folder).catch(() => undefined);
  if (real === undefined) return { ...nothing, problem: missing(folder) };
  const [volume, own] = await Promise.all([volumeOf(real), volumeOf(dirname(source))]);
  const neededBytes = neededOn(tally, volume.blockBytes);
  const isThere = await lstat(target).then(
    () => true,
    () => false,
  );
  return {
    problem:
      nameProblem(basename(target), process.platform) ??
      (isThere ? existing(target) : undefined) ??
      (isBelow(source, real) ? inside() : undefined) ??
      (volume.isWritable ? undefined : unwritable(folder)) ??
      pathProblem(target, tally),
    isSameVolume: volume.device === own.device,
    freeBytes: volume.freeBytes,
    neededBytes,
    isSpaceShort: neededBytes > volume.freeBytes,
  };
}

/** Each file takes half a block more than its bytes on average, each folder a block at least. */
export function neededOn(tally: TreeTally, blockBytes: number): number {
  const inBlocks = tally.sizeBytes + (tally.files * blockBytes) / 2;
  const folders = (tally.folders + 1) * blockBytes;
  return Math.ceil(
    Math.max(tally.sizeBytes, Math.min(inBlocks, tally.allocatedBytes || inBlocks)) + folders,
  );
}

function pathProblem(target: string, tally: TreeTally): AppError | undefined {
  const most = LONGEST_PATH_BYTES[process.platform];
  const longest = Buffer.byteLength(target) + 1 + tally.longestKeyBytes;
  if (most === undefined || longest <= most) return undefined;
  return {
    code: 'invalid-request',
    message: `The path of a file in the copy would be ${longest} bytes long; ${most} is the most here.`,
    action: 'Choose a shorter name, or a place with a shorter path.',
    field: 'target',
  };
}

function missing(folder: string): AppError {
  return {
    code: 'not-found',
    message: `${folder} is not there.`,
    action: 'Choose a folder that is there.',
    path: folder,
  };
}

function existing(target: string): AppError {
  return {
    code: 'refused',
    message: `There is something at ${target} already.`,
    action: 'Choose another name.',
  };
}

function inside(): AppError {
  return {
    code: 'invalid-request',
    message: 'A workflow cannot be copied into itself.',
    action: 'Choose a folder outside the workflow.',
    field: 'target',
  };
}

function unwritable(folder: string): AppError {
  return {
    code: 'permission-denied',
    message: `Nothing can be written into ${folder}.`,
    action: 'Choose another folder.',
    path: folder,
  };
}
