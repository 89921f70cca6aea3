import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type EmptyWorkflow, emptyZarrMetadata, writeEmptyFolder } from './empty-workflow.ts';
import { StoreException } from './store-errors.ts';
import type { StoreOptions } from './store-options.ts';
import { carryOut, fileStep, folderStep } from './write-plan.ts';
import { GROUP, objectsDocument, rootDocument } from './zarr-metadata.ts';

/** FORMATS §4.2 */
const SOURCES_PER_CHUNK = 1000;

/** Groups and empty arrays of a new workflow; what makes it a store comes last. */
export async function writeEmptyZarr(
  workflow: EmptyWorkflow,
  options: StoreOptions,
): Promise<void> {
  const path = workflow.workflowPath;
  if (existsSync(join(path, '.zgroup'))) {
    throw new StoreException('ContainsGroupError', {
      code: 'refused',
      message: `There is a store at ${path} already.`,
      action: 'Choose another name, or rename what is there first.',
    });
  }
  const parameters = 'parameter_data';
  const attributes = rootDocument(emptyZarrMetadata(workflow), options.keepsKeyOrder === true);
  await writeEmptyFolder(path, 'into', options, (writer) =>
    carryOut(writer, [
      folderStep('element_data'),
      fileStep('element_data/.zgroup', GROUP),
      folderStep(parameters),
      fileStep(`${parameters}/.zgroup`, GROUP),
      folderStep(`${parameters}/arrays`),
      fileStep(`${parameters}/arrays/.zgroup`, GROUP),
      folderStep(`${parameters}/base`),
      fileStep(`${parameters}/base/.zarray`, objectsDocument(1)),
      folderStep(`${parameters}/sources`),
      fileStep(`${parameters}/sources/.zarray`, objectsDocument(SOURCES_PER_CHUNK)),
      fileStep('.zattrs', attributes),
      fileStep('.zgroup', GROUP),
    ]),
  );
}
