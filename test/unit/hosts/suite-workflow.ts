import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGen1Study } from '../../support/gen1-study.ts';
import { h5pyFile } from '../../support/h5py-file.ts';
import { HDF5_FILE } from './procedure-inputs.ts';

/** A workflow in a folder of its own, with what the calls of the suite ask for. Returns its path. */
export async function createSuiteWorkflow(folder: string): Promise<string> {
  await mkdir(folder);
  const path = await createGen1Study(folder);
  await writeFile(join(path, HDF5_FILE), h5pyFile());
  return path;
}
