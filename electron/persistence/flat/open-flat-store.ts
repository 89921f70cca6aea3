import { FolderReader } from '../../files/folder-reader.ts';
import type { ZipReader } from '../../files/zip/zip-reader.ts';
import { openZipWorkflow } from '../zip-workflow.ts';
import type { FlatStore } from './flat-store.ts';
import { JsonFlatStore } from './json-flat-store.ts';
import { ZarrFlatStore } from './zarr-flat-store.ts';

/**
 * Opens the store of a workflow of GEN2 or later.
 *
 * @param archive - Of a `zip` store, where it is open already.
 * @throws AppException
 */
export async function openFlatStore(
  path: string,
  store: 'json' | 'zarr' | 'zip',
  archive?: ZipReader,
): Promise<FlatStore> {
  const workflow = { path, isInBatch: false };
  switch (store) {
    case 'json':
      return JsonFlatStore.open(workflow, new FolderReader(path));
    case 'zarr':
      return ZarrFlatStore.open(workflow, new FolderReader(path), 'zarr');
    case 'zip':
      return ZarrFlatStore.open(workflow, archive ?? (await openZipWorkflow(path)), 'zip');
  }
}
