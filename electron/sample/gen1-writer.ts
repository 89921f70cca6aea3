import { existsSync, renameSync, rmSync } from 'node:fs';
import { AppException } from '../../shared/contract/errors.ts';
import type { Gen1Workflow } from '../persistence/workflow-records.ts';
import { writeRecords } from '../persistence/write-records.ts';

/**
 * Writes a generated GEN1 workflow with the stores: first beside its place, then renamed, so that it
 * is there whole or not at all.
 * @param folder absolute path of the workflow; its parent exists, itself does not
 * @throws {AppException} `refused` when the folder exists
 */
export async function writeGen1(
  folder: string,
  workflow: Gen1Workflow,
  store: 'json' | 'zarr',
): Promise<void> {
  if (existsSync(folder)) {
    throw new AppException({
      code: 'refused',
      message: `${folder} exists already.`,
      action: 'Choose another name.',
    });
  }
  const partial = `${folder}.partial`;
  rmSync(partial, { recursive: true, force: true });
  try {
    // Nothing is lost with it: it can be made again.
    await writeRecords(partial, workflow, store, { isSynced: false });
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}
