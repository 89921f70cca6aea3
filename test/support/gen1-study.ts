import { join } from 'node:path';
import { writeGen1 } from '../../electron/sample/gen1-writer.ts';
import { STUDY_CREATED_US } from '../../electron/sample/parameter-study.ts';
import { SAMPLE_STUDY } from '../../electron/sample/sample-study.ts';
import type { Study } from '../../electron/sample/study.ts';
import { buildStudy } from '../../electron/sample/study-workflow.ts';

/** Loadings that end without a result. */
const FAILED = new Set([7, 19, 21]);

/** The sample as hpcflow of GEN1 would have run it, with three loadings that likely failed. */
export const GEN1_STUDY: Study = {
  ...SAMPLE_STUDY,
  appVersion: '0.3.0a20',
  createdUs: STUDY_CREATED_US,
  outcomeOf: (run) => {
    const { state, durationUs } = SAMPLE_STUDY.outcomeOf(run);
    const isFailed = run.task === 2 && run.action === 2 && FAILED.has(run.element);
    return { state: isFailed ? 'failed' : state === 'failed' ? 'done' : state, durationUs };
  },
};

/** Writes {@link GEN1_STUDY} into a folder, under a name as hpcflow gives; returns its path. */
export async function createGen1Study(folder: string): Promise<string> {
  const path = join(folder, 'tensile_texture_study_2023-06-14_093012');
  await writeGen1(path, buildStudy(GEN1_STUDY), 'zarr');
  return path;
}
