import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeFlatWorkflow } from '../persistence/flat-writing/write-flat.ts';
import { buildLaterStudy } from './later-workflow.ts';
import { SAMPLE_STUDY } from './sample-study.ts';

/** As hpcflow names folders: template name and creation time (GEN4 §4.1). */
const NAME = 'tensile_texture_study_2025-10-14_093012';

/**
 * Makes the sample workflow inside a folder, or finds the one made before.
 * @param folder existing folder, outside any workflow
 * @returns path of the workflow
 */
export async function createSampleWorkflow(folder: string): Promise<string> {
  const path = join(folder, NAME);
  if (existsSync(path)) return path;
  // Nothing is lost with it: it can be made again.
  await writeFlatWorkflow(path, buildLaterStudy(SAMPLE_STUDY, NAME), 'gen4', 'zarr', {
    isSynced: false,
  });
  return path;
}
