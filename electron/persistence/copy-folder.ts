import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { fileException } from '../files/file-errors.ts';
import type { FileSteps } from '../files/file-steps.ts';
import { invalidRequest } from './store-errors.ts';

/**
 * Copies a workflow folder: beside its place first, then renamed, so that it is there whole or not
 * at all. Links are copied as links.
 *
 * @throws StoreException `invalid-request` when there is something at the target; AppException with
 *   what the system says
 */
export async function copyFolder(from: string, to: string, steps: FileSteps): Promise<void> {
  if (existsSync(to)) {
    throw invalidRequest('FileExistsError', `There is something at ${to} already.`, 'path');
  }
  const partial = `${to}.${randomBytes(6).toString('hex')}.partial`;
  try {
    await cp(from, partial, {
      recursive: true,
      errorOnExist: true,
      force: false,
      verbatimSymlinks: true,
      preserveTimestamps: true,
    });
    steps.rename(partial, to);
  } catch (error) {
    // What the copy failed of says more than what its removal may fail of.
    await rm(partial, { recursive: true, force: true }).catch(() => undefined);
    throw fileException(error, to, 'written');
  }
}
