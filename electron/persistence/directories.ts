import { randomInt } from 'node:crypto';
import { existsSync, lstatSync, statSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileException, isMissing } from '../files/file-errors.ts';
import { type FileSteps, nodeFileSteps } from '../files/file-steps.ts';
import { type RetryPolicy, retrying } from '../files/retrying.ts';
import { invalidRequest } from './store-errors.ts';

/** hpcflow: `dropbox_retry_fail`; what is said of a failure that is followed by another try. */
export function dropboxRetryFail(_error: unknown): void {
  process.stderr.write('retrying...\n');
}

/** hpcflow's rule: ten tries, waits of one second on, doubling (FORMATS §9.8). */
export const HPCFLOW_RETRY: RetryPolicy = {
  waitsMs: Array.from({ length: 9 }, (_, i) => 1000 * 2 ** i),
  onFail: dropboxRetryFail,
};

export interface DirectoryOptions {
  readonly retry?: RetryPolicy;
  readonly steps?: FileSteps;
}

/** A syncing program may put back what was just deleted; hpcflow looks again after half a second. */
const LOOK_AGAIN_MS = 500;
/** Looks again so often, then gives up; hpcflow never does. */
const MOST_LOOKS = 20;

function isFolder(path: string): boolean {
  try {
    return lstatSync(path).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/**
 * hpcflow: `remove_dir`. Deletes a folder with all that is in it, and again while it comes back.
 * Links in it are deleted, not followed; a link in its place is left alone. No folder is fine.
 *
 * @throws AppException with what the system says once all tries failed; `cancelled`
 */
export async function removeDir(path: string, options: DirectoryOptions = {}): Promise<void> {
  const { retry = HPCFLOW_RETRY, steps = nodeFileSteps } = options;
  try {
    await retrying(retry, async () => {
      for (let look = 0; look < MOST_LOOKS && isFolder(path); look += 1) {
        steps.removeTree(path);
        if (!isFolder(path)) return;
        await sleep(LOOK_AGAIN_MS);
      }
    });
  } catch (error) {
    throw fileException(error, path, 'written');
  }
}

/**
 * hpcflow: `rename_dir`. Nothing may be at the new path.
 *
 * @throws AppException with what the system says once all tries failed; `cancelled`
 */
export async function renameDir(
  from: string,
  to: string,
  options: DirectoryOptions = {},
): Promise<void> {
  const { retry = HPCFLOW_RETRY, steps = nodeFileSteps } = options;
  if (existsSync(to)) {
    throw invalidRequest('FileExistsError', `There is something at ${to} already.`, 'path');
  }
  try {
    // Fails before anything is tried when there is nothing to rename.
    statSync(from);
    await retrying(retry, () => steps.rename(from, to));
  } catch (error) {
    throw fileException(error, from, 'written');
  }
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * hpcflow: `temporary_workflow_rename`. Renames a workflow to `<path>.<ten letters>`, out of the way
 * of one that is made in its place.
 *
 * @returns The new path.
 */
export async function temporaryWorkflowRename(
  path: string,
  options: DirectoryOptions = {},
): Promise<string> {
  const letters = Array.from({ length: 10 }, () => LETTERS[randomInt(LETTERS.length)] ?? 'a');
  const renamed = `${path}.${letters.join('')}`;
  await renameDir(path, renamed, options);
  return renamed;
}
