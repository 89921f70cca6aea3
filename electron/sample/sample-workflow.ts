import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writeGen1 } from './gen1-writer.ts';
import { SAMPLE_STUDY } from './sample-study.ts';
import { buildStudy } from './study-workflow.ts';

/** As hpcflow names folders: template name and creation time (FORMATS §2.1). */
const FOLDER_NAME = 'tensile_texture_study_2023-06-14_093012';

/**
 * Makes the sample workflow inside a folder, or finds the one made before.
 * @param folder existing folder, outside any workflow
 * @returns path of the workflow
 */
export async function createSampleWorkflow(folder: string): Promise<string> {
  const path = join(folder, FOLDER_NAME);
  if (!existsSync(path)) await writeGen1(path, buildStudy(SAMPLE_STUDY), 'zarr');
  return path;
}
