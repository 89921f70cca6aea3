import type { EmptyWorkflow } from './empty-workflow.ts';
import { FlatJSON, type FlatStoreClass, FlatZarr, ZarrZip } from './flat/flat-store-classes.ts';
import { JSONPersistentStore } from './json-persistent-store.ts';
import type { PersistentStore } from './persistent-store.ts';
import { invalidRequest, workflowNotFound } from './store-errors.ts';
import type { StoreOptions } from './store-options.ts';
import type { WorkflowContext } from './workflow-context.ts';
import { ZarrPersistentStore } from './zarr-persistent-store.ts';

/** A kind of store, as `storeClsFromPath` and `storeClsFromStr` give it. */
export interface PersistentStoreClass {
  open(workflow: WorkflowContext, options?: StoreOptions): Promise<PersistentStore>;
  /** hpcflow: `write_empty_workflow` */
  writeEmptyWorkflow(workflow: EmptyWorkflow, options?: StoreOptions): Promise<void>;
  /** hpcflow: `path_has_store` */
  pathHasStore(path: string): Promise<boolean>;
}

/** In the order in which a folder is tested (FORMATS §1.3). */
const CLASSES: ReadonlyMap<string, PersistentStoreClass> = new Map<string, PersistentStoreClass>([
  ['zarr', ZarrPersistentStore],
  ['json', JSONPersistentStore],
]);

/** Kinds of stores of GEN2 and later; their marks are tested first, for they are the narrower ones. */
const FLAT_CLASSES: readonly FlatStoreClass[] = [ZarrZip, FlatZarr, FlatJSON];

/**
 * hpcflow: `store_cls_from_path`
 *
 * @param path - Absolute path of the workflow folder, or of a zip archive.
 * @throws StoreException `not-found` when there is no store at the path
 */
export async function storeClsFromPath(
  path: string,
): Promise<PersistentStoreClass | FlatStoreClass> {
  for (const storeClass of FLAT_CLASSES) {
    if (await storeClass.pathHasStore(path)) return storeClass;
  }
  for (const storeClass of CLASSES.values()) {
    if (await storeClass.pathHasStore(path)) return storeClass;
  }
  throw workflowNotFound(path);
}

/**
 * hpcflow: `store_cls_from_str`
 *
 * @param name - `zarr` or `json` for GEN1, `zip` for archives, which are of later generations.
 * @throws StoreException `invalid-request` for other names
 */
export function storeClsFromStr(name: 'json' | 'zarr'): PersistentStoreClass;
export function storeClsFromStr(name: 'zip'): FlatStoreClass;
export function storeClsFromStr(name: string): PersistentStoreClass | FlatStoreClass;
export function storeClsFromStr(name: string): PersistentStoreClass | FlatStoreClass {
  const storeClass = name === 'zip' ? ZarrZip : CLASSES.get(name);
  if (storeClass !== undefined) return storeClass;
  throw invalidRequest('ValueError', `There is no store named “${name}”.`, 'name');
}
