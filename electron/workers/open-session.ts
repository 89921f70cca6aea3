import { AppException } from '../../shared/contract/errors.ts';
import { recognise } from '../generations/recognise.ts';
import { JSONPersistentStore } from '../persistence/json-persistent-store.ts';
import type { PersistentStore } from '../persistence/persistent-store.ts';
import { ZarrPersistentStore } from '../persistence/zarr-persistent-store.ts';
import { type ReadableWorkflow, readDocuments } from './read-documents.ts';
import type { WorkflowSession } from './session.ts';
import { WorkflowData } from './workflow-data.ts';
import { createSession } from './workflow-session.ts';

/**
 * Opens the workflow at a path (or the one that the path is inside of).
 *
 * Its documents are read once and kept until the session is closed: everything a session says is of
 * one moment, and a document of many megabytes is not parsed again for every question.
 *
 * @throws {AppException} What {@link recognise} throws; `unsupported-format` for a path that is no
 * workflow, or one that is recognised but cannot be read.
 */
export async function openSession(path: string): Promise<WorkflowSession> {
  const found = await recognise(path);
  if (found.kind !== 'workflow') {
    throw new AppException({
      code: 'unsupported-format',
      message: `${found.path} is not a workflow. ${found.reason}`,
      path: found.path,
      ...(found.suggestions[0] === undefined
        ? {}
        : { action: `Open a workflow inside it, such as ${found.suggestions[0]}.` }),
    });
  }
  if (!found.isReadable) {
    throw new AppException({
      code: 'unsupported-format',
      message: found.note ?? `Workflows of generation ${found.generation} cannot be read yet.`,
      path: found.path,
    });
  }
  const store = await openStore(found);
  return new Promise<WorkflowSession>((resolve, reject) => {
    store
      .cachedLoad(async () => {
        const data = new WorkflowData(store, await readDocuments(store, found));
        await new Promise<void>((closed) => {
          resolve(createSession(data, async () => closed()));
        });
      })
      .catch(reject);
  });
}

function openStore(found: ReadableWorkflow): Promise<PersistentStore> {
  const workflow = { path: found.path, isInBatch: false };
  return found.store === 'json'
    ? JSONPersistentStore.open(workflow)
    : ZarrPersistentStore.open(workflow);
}
