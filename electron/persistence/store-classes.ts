import type { EmptyWorkflow } from './empty-workflow.ts';
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

/**
 * hpcflow: `store_cls_from_path`. Looks at files only; of which generation the workflow is, is not
 * its question.
 *
 * @param path - Absolute path of the workflow folder.
 * @throws StoreException `not-found` when there is no store in the folder
 */
export async function storeClsFromPath(path: string): Promise<PersistentStoreClass> {
  for (const storeClass of CLASSES.values()) {
    if (await storeClass.pathHasStore(path)) return storeClass;
  }
  throw workflowNotFound(path);
}

/**
 * hpcflow: `store_cls_from_str`
 *
 * @param name - `zarr` or `json`.
 * @throws StoreException `invalid-request` for other names
 */
export function storeClsFromStr(name: string): PersistentStoreClass {
  const storeClass = CLASSES.get(name);
  if (storeClass !== undefined) return storeClass;
  throw invalidRequest('ValueError', `There is no store named “${name}”.`, 'name');
}
