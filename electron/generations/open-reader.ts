import type { Generation } from '../../shared/contract/documents.ts';
import { AppException } from '../../shared/contract/errors.ts';
import type { ZipReader } from '../files/zip/zip-reader.ts';
import type { FlatStore } from '../persistence/flat/flat-store.ts';
import { openFlatStore } from '../persistence/flat/open-flat-store.ts';
import { FlatReader } from './flat-reader.ts';
import type { ReadableWorkflow } from './gen1-documents.ts';
import { Gen1Reader } from './gen1-reader.ts';
import type { WorkflowReader } from './workflow-reader.ts';

/**
 * Opens a recognised workflow: its documents are read once and kept until it is closed, so that all
 * that is said of it is of one moment.
 *
 * @param archive - Where it is one that was opened to recognise it.
 * @throws {AppException} `unsupported-format` for a workflow that is recognised but cannot be read
 */
export async function openReader(
  found: ReadableWorkflow,
  archive?: ZipReader,
): Promise<WorkflowReader> {
  if (found.generation === 'GEN1' && found.store !== 'zip') return Gen1Reader.open(found);
  if (isFlat(found.generation)) return (await openFlatWorkflow(found, archive)).reader;
  throw new AppException({
    code: 'unsupported-format',
    message: found.note ?? `Workflows of generation ${found.generation} cannot be read yet.`,
    path: found.path,
  });
}

/**
 * Opens a workflow of GEN2 or later, with the store that its reader stands on.
 *
 * @throws {AppException} as {@link openReader}
 */
export async function openFlatWorkflow(
  found: ReadableWorkflow,
  archive?: ZipReader,
): Promise<{ readonly reader: FlatReader; readonly store: FlatStore }> {
  const store = await openFlatStore(found.path, found.store, archive);
  return { reader: await FlatReader.open(found, store), store };
}

function isFlat(generation: Generation): boolean {
  return generation !== 'GEN0' && generation !== 'GEN1';
}
