import { FolderReader } from '../../files/folder-reader.ts';
import type { FlatStore } from './flat-store.ts';
import { JsonFlatStore } from './json-flat-store.ts';
import { ZarrFlatStore } from './zarr-flat-store.ts';

/** Opens the store of a workflow of GEN2 or later of any kind. @throws AppException */
export async function openFlatStore(
  path: string,
  store: 'json' | 'zarr' | 'zip',
): Promise<FlatStore> {
  const workflow = { path, isInBatch: false };
  const source = new FolderReader(path);
  return store === 'json'
    ? JsonFlatStore.open(workflow, source)
    : ZarrFlatStore.open(workflow, source, store);
}
