import { AppException } from '../../shared/contract/errors.ts';
import { type ReadableWorkflow, readGen1Documents } from '../generations/gen1-documents.ts';
import { recognise } from '../generations/recognise.ts';
import { JSONPersistentStore } from '../persistence/json-persistent-store.ts';
import type { PersistentStore } from '../persistence/persistent-store.ts';
import { ZarrPersistentStore } from '../persistence/zarr-persistent-store.ts';
import type { WorkflowSession } from './session.ts';
import { WorkflowData } from './workflow-data.ts';
import { createSession } from './workflow-session.ts';

/** As {@link openWorkflow}, with the procedures of the contract. */
export async function openSession(path: string): Promise<WorkflowSession> {
  const { data, close } = await openWorkflow(path);
  return createSession(data, close);
}

export interface OpenWorkflow {
  readonly data: WorkflowData;
  /** Lets go of what is kept of the documents. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the workflow at a path (or the one that the path is inside of).
 *
 * Its documents are read once and kept until it is closed: everything that is said of it is of one
 * moment, and a document of many megabytes is not parsed again for every question.
 *
 * @throws {AppException} What {@link recognise} throws; `unsupported-format` for a path that is no
 * workflow, or one that is recognised but cannot be read.
 */
export async function openWorkflow(path: string): Promise<OpenWorkflow> {
  const found = await readable(path);
  const store = await openStore(found);
  return new Promise((resolve, reject) => {
    const scope = store.cachedLoad(async () => {
      const data = new WorkflowData(store, await readGen1Documents(store, found));
      await new Promise<void>((closed) => {
        const close = async (): Promise<void> => {
          closed();
          await scope;
        };
        resolve({ data, close });
      });
    });
    scope.catch(reject);
  });
}

async function readable(path: string): Promise<ReadableWorkflow> {
  const found = await recognise(path);
  if (found.kind !== 'workflow') {
    const [suggestion] = found.suggestions;
    throw new AppException({
      code: 'unsupported-format',
      message: `${found.path} is not a workflow. ${found.reason}`,
      path: found.path,
      ...(suggestion === undefined
        ? {}
        : { action: `Open a workflow inside it, such as ${suggestion}.` }),
    });
  }
  if (found.isReadable) return found;
  throw new AppException({
    code: 'unsupported-format',
    message: found.note ?? `Workflows of generation ${found.generation} cannot be read yet.`,
    path: found.path,
  });
}

function openStore(found: ReadableWorkflow): Promise<PersistentStore> {
  const workflow = { path: found.path, isInBatch: false };
  return found.store === 'json'
    ? JSONPersistentStore.open(workflow)
    : ZarrPersistentStore.open(workflow);
}
