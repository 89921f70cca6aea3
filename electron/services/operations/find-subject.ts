import { realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Generation, StoreKind } from '../../../shared/contract/documents.ts';
import type { Subject } from '../../../shared/contract/operations.ts';
import { type ProvenItem, proveItem } from '../../files/tree/proven-item.ts';
import type { OperationParts } from './operation-parts.ts';

/** The workflow that a page means: which folder or archive it is, and how people know it. */
export interface FoundSubject {
  readonly folder: ProvenItem;
  /** As it was opened, links not resolved. */
  readonly shownPath: string;
  readonly generation: Generation;
  readonly store: StoreKind;
  /** Of ours: it can be opened. */
  readonly isReadable: boolean;
}

type Parts = Pick<OperationParts, 'registry' | 'recents' | 'roots' | 'recognise'>;

/**
 * @throws {AppException} `not-found` for a handle that is not known; `refused` outside the roots;
 * `unsupported-format`; what recognising it found wrong.
 */
export async function findSubject(parts: Parts, subject: Subject): Promise<FoundSubject> {
  const shownPath =
    'workflowId' in subject
      ? parts.registry.pathOf(subject.workflowId)
      : await parts.recents.pathOf(subject.recentId);
  await parts.roots.resolve(shownPath);
  let generation: Generation = 'unknown';
  let store: StoreKind = 'json';
  let isReadable = false;
  const folder = await proveItem(shownPath, async (path) => {
    const found = await parts.recognise(path);
    // A folder inside a workflow is recognised as that workflow; it is not one itself.
    if (found.kind !== 'workflow' || (await realpath(found.path)) !== path) return false;
    // Nor is a single document, which stands for a folder that holds more.
    if (found.store !== 'zip' && (await stat(path)).isFile()) return false;
    generation = found.generation;
    store = found.store;
    isReadable = found.isReadable;
    return true;
  });
  // Proven by its real path: what the links led to when it was allowed may differ now.
  if (!parts.roots.allows(folder.path)) await parts.roots.resolve(folder.path);
  return { folder, shownPath, generation, store, isReadable };
}

/** How people know a folder that is beside the one shown, unless a link hides where that is. */
export async function shownBeside(shownPath: string, path: string, name: string): Promise<string> {
  const beside = join(dirname(shownPath), name);
  const folder = await realpath(dirname(shownPath)).catch(() => undefined);
  return folder === dirname(path) ? beside : path;
}
