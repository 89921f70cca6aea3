import { realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Generation } from '../../../shared/contract/documents.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import type { Subject } from '../../../shared/contract/operations.ts';
import { type ProvenFolder, proveFolder } from '../../files/tree/proven-folder.ts';
import type { OperationParts } from './operation-parts.ts';

/** The workflow that a page means: which folder it is, and how people know it. */
export interface FoundSubject {
  readonly folder: ProvenFolder;
  /** As it was opened, links not resolved. */
  readonly shownPath: string;
  readonly generation: Generation;
  /** Of ours: it can be opened. */
  readonly isReadable: boolean;
}

type Parts = Pick<OperationParts, 'registry' | 'recents' | 'roots' | 'recognise'>;

/**
 * @throws {AppException} `not-found` for a handle that is not known; `refused` outside the roots;
 * `unsupported-format`; `unsupported-operation` for a zip file; what recognising it found wrong.
 */
export async function findSubject(parts: Parts, subject: Subject): Promise<FoundSubject> {
  const shownPath =
    'workflowId' in subject
      ? parts.registry.pathOf(subject.workflowId)
      : await parts.recents.pathOf(subject.recentId);
  const real = await parts.roots.resolve(shownPath);
  if ((await stat(real)).isFile()) throw zipped(shownPath);
  let generation: Generation = 'unknown';
  let isReadable = false;
  const folder = await proveFolder(shownPath, async (path) => {
    const found = await parts.recognise(path);
    // A folder inside a workflow is recognised as that workflow; it is not one itself.
    if (found.kind !== 'workflow' || (await realpath(found.path)) !== path) return false;
    generation = found.generation;
    isReadable = found.isReadable;
    return true;
  });
  // Proven by its real path: what the links led to when it was allowed may differ now.
  if (!parts.roots.allows(folder.path)) await parts.roots.resolve(folder.path);
  return { folder, shownPath, generation, isReadable };
}

function zipped(path: string): AppException {
  return new AppException({
    code: 'unsupported-operation',
    message: `${path} is a single file; only folders are copied, renamed and deleted here.`,
    action: 'Use the file manager.',
  });
}

/** How people know a folder that is beside the one shown, unless a link hides where that is. */
export async function shownBeside(shownPath: string, path: string, name: string): Promise<string> {
  const beside = join(dirname(shownPath), name);
  const folder = await realpath(dirname(shownPath)).catch(() => undefined);
  return folder === dirname(path) ? beside : path;
}
