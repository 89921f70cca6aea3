import type { PersistentStore } from './persistent-store.ts';
import { storeClsFromPath } from './store-classes.ts';
import { StoreException } from './store-errors.ts';
import type { StoreOptions } from './store-options.ts';
import type { WorkflowContext } from './workflow-context.ts';

/**
 * Opens a GEN1 workflow, of either kind of store.
 *
 * @throws StoreException `not-found`; `unsupported-operation` for a later generation
 */
export async function openPersistentStore(
  workflow: WorkflowContext,
  options: StoreOptions = {},
): Promise<PersistentStore> {
  const storeClass = await storeClsFromPath(workflow.path);
  if (!('isFlat' in storeClass)) return storeClass.open(workflow, options);
  throw new StoreException('NotImplementedError', {
    code: 'unsupported-operation',
    message: `${workflow.path} is a workflow of a later generation, which this store cannot open.`,
  });
}
