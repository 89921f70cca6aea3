import type { Recognition } from '../../shared/contract/documents.ts';
import { AppException } from '../../shared/contract/errors.ts';
import { openReader } from '../generations/open-reader.ts';
import { recognise } from '../generations/recognise.ts';
import { IndexCache, type IndexCacheOptions } from './index-cache/index-cache.ts';
import { IndexKeeper } from './index-cache/index-keeper.ts';
import { warmSession } from './index-cache/warm-session.ts';
import type { WorkflowSession } from './session.ts';
import { WorkflowData } from './workflow-data.ts';
import { createSession } from './workflow-session.ts';

/** Where run indexes are kept, and who is told when one cannot be. */
export interface SessionCache extends IndexCacheOptions {
  readonly log: (line: string) => void;
}

/**
 * As {@link openWorkflow}, with the procedures of the contract. With a cache, a workflow opened before
 * is there at once, as it was then, and is compared with its files afterwards.
 */
export async function openSession(path: string, cache?: SessionCache): Promise<WorkflowSession> {
  if (cache === undefined) {
    const { data, close } = await openWorkflow(path);
    return createSession(data, close);
  }
  const kept = new IndexCache(cache);
  const entry = await kept.load(path);
  const openWhole = async (): Promise<WorkflowSession> => {
    const keeper = new IndexKeeper(kept, path, entry, cache.log);
    const { data, close } = await openWorkflow(path, keeper);
    return createSession(data, async () => {
      await keeper.settled();
      await close();
    });
  };
  return entry === undefined ? openWhole() : warmSession(entry, openWhole);
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
export async function openWorkflow(path: string, keeper?: IndexKeeper): Promise<OpenWorkflow> {
  const reader = await openReader(workflowAt(await recognise(path)));
  return { data: new WorkflowData(reader, keeper), close: () => reader.close() };
}

function workflowAt(found: Recognition): Extract<Recognition, { kind: 'workflow' }> {
  if (found.kind === 'workflow') return found;
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
