import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { AppException } from '../../shared/contract/errors.ts';
import { writeJsonStore } from './gen1-json-writer.ts';
import type { Gen1Workflow } from './gen1-workflow.ts';
import { writeZarrStore } from './gen1-zarr-writer.ts';

/**
 * Writes a GEN1 workflow folder (FORMATS §1–§8): first beside its place, then renamed, so that it is
 * there whole or not at all.
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
  mkdirSync(partial);
  try {
    if (store === 'json') writeJsonStore(partial, workflow);
    else await writeZarrStore(partial, workflow);
    renameSync(partial, folder);
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}
