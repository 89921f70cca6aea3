import { FolderReader } from '../../files/folder-reader.ts';
import { regularFile } from '../../files/regular-file.ts';
import { StoreException } from '../store-errors.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import type { FlatStore } from './flat-store.ts';
import { JSON_FILES } from './formats.ts';
import { openFlatStore } from './open-flat-store.ts';

/** A kind of store of GEN2 and later: read only. */
export interface FlatStoreClass {
  readonly isFlat: true;
  open(workflow: WorkflowContext): Promise<FlatStore>;
  /** hpcflow: `write_empty_workflow` @throws StoreException `unsupported-operation` */
  writeEmptyWorkflow(): Promise<never>;
  /** hpcflow: `path_has_store` */
  pathHasStore(path: string): Promise<boolean>;
}

function flatStoreClass(
  store: 'json' | 'zarr' | 'zip',
  pathHasStore: (path: string) => Promise<boolean>,
): FlatStoreClass {
  return {
    isFlat: true,
    open: ({ path }) => openFlatStore(path, store),
    async writeEmptyWorkflow() {
      throw new StoreException('NotImplementedError', {
        code: 'unsupported-operation',
        message: 'Earshot makes no workflows of this version of hpcflow.',
        action: 'Make it with hpcflow.',
      });
    },
    pathHasStore,
  };
}

/** Beginning of the parameters of a JSON store: two members with names, where GEN1 has numbers. */
const NAMED_MEMBERS = /^\s*\{\s*"(?:data|sources)"\s*:/;
const BEGINNING_BYTES = 64;

/** hpcflow's `ZarrPersistentStore` since 0.2.0a51 */
export const FlatZarr = flatStoreClass('zarr', async (path) => {
  const folder = FolderReader.at(path);
  return folder?.isFile('.zattrs') === true && folder.isFile('metadata/.zgroup');
});

/** hpcflow's `JSONPersistentStore` since 0.2.0a51 */
export const FlatJSON = flatStoreClass('json', async (path) => {
  const folder = FolderReader.at(path);
  if (folder?.isFile(JSON_FILES.metadata) !== true) return false;
  const bytes = folder.tryReadRange(JSON_FILES.parameters, 0, BEGINNING_BYTES);
  return bytes !== undefined && NAMED_MEMBERS.test(Buffer.from(bytes).toString('latin1'));
});

/** hpcflow's `ZarrZipPersistentStore` */
export const ZarrZip = flatStoreClass(
  'zip',
  async (path) => /\.zip$/i.test(path) && regularFile(path),
);
