import { join } from 'node:path';
import type { StoreOptions } from '../../../electron/persistence/store-options.ts';
import { temporaryFolder } from '../sample/temporary-folder.ts';
import {
  emptyWorkflow,
  type OpenStore,
  opened,
  QUICK,
  STORES,
  type StoreName,
} from './new-workflow.ts';

/** A workflow without tasks, in a folder of its own. */
export async function created(name: StoreName, options: StoreOptions = QUICK): Promise<OpenStore> {
  const path = join(temporaryFolder(), 'w');
  await STORES[name].writeEmptyWorkflow(emptyWorkflow(path), options);
  return opened(path, name, options);
}
