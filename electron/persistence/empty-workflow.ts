import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileException } from '../files/file-errors.ts';
import { nodeFileSteps } from '../files/file-steps.ts';
import { FolderWriter } from '../files/folder-writer.ts';
import { StoreException } from './store-errors.ts';
import { type StoreOptions, writerOptions } from './store-options.ts';
import type { PyDict, PyValue } from './values.ts';

/** Arguments of hpcflow's `write_empty_workflow`. */
export interface EmptyWorkflow {
  /** FORMATS §11.1; its tasks and loops are added later. */
  readonly template: PyDict;
  /** FORMATS §11.3 */
  readonly templateComponents: PyDict;
  /** Absolute path of the folder to be made. */
  readonly workflowPath: string;
  /** What was renamed to make place; only its name is stored (T16). */
  readonly replacedDir?: string;
  /** FORMATS §3.2 */
  readonly creationInfo: PyDict;
}

function replacedEntry({ replacedDir }: EmptyWorkflow): [string, PyValue][] {
  return replacedDir === undefined ? [] : [['replaced_dir', basename(replacedDir)]];
}

export function emptyJsonMetadata(workflow: EmptyWorkflow): PyDict {
  return new Map<string, PyValue>([
    ['creation_info', workflow.creationInfo],
    ['parameter_sources', new Map()],
    ['template_components', workflow.templateComponents],
    ['template', workflow.template],
    ['tasks', []],
    ['num_added_tasks', 0],
    ['loops', []],
    ...replacedEntry(workflow),
  ]);
}

export function emptyZarrMetadata(workflow: EmptyWorkflow): PyDict {
  return new Map<string, PyValue>([
    ['creation_info', workflow.creationInfo],
    ['template', workflow.template],
    ['template_components', workflow.templateComponents],
    ['num_added_tasks', 0],
    ['loops', []],
    ['submissions', []],
    ...replacedEntry(workflow),
  ]);
}

/** @throws AppException with what the system says, such as that the name is too long */
function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    throw fileException(error, path, 'written');
  }
}

/**
 * Makes a workflow folder beside its place and renames it there when it is complete.
 *
 * @param kind - `new`: its parent must be there and it must not (JSON). `into`: missing parents are
 *   made, and a folder without a store in it is written into (Zarr).
 * @throws StoreException `refused` when there is something at the path
 */
export async function writeEmptyFolder(
  path: string,
  kind: 'new' | 'into',
  options: StoreOptions,
  fill: (writer: FolderWriter) => Promise<void>,
): Promise<void> {
  const steps = options.steps ?? nodeFileSteps;
  const settings = writerOptions(options);
  if (kind === 'into' && isFolder(path)) return fill(new FolderWriter(path, settings));
  if (existsSync(path)) {
    throw new StoreException('FileExistsError', {
      code: 'refused',
      message: `There is something at ${path} already.`,
      action: 'Choose another name, or rename what is there first.',
    });
  }
  const partial = `${path}.${randomBytes(6).toString('hex')}.partial`;
  try {
    if (kind === 'into') steps.makeFolder(dirname(path));
    steps.makeNewFolder(partial);
    try {
      await fill(new FolderWriter(partial, settings));
      steps.rename(partial, path);
    } catch (error) {
      steps.removeTree(partial);
      throw error;
    }
  } catch (error) {
    throw fileException(error, path, 'written');
  }
}
