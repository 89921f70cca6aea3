import type { Recognition } from '../../shared/contract/documents.ts';
import { AppException } from '../../shared/contract/errors.ts';
import { type LookAt, lookAt } from '../files/file-state.ts';
import { isOfJustWritten, readTwice } from '../files/torn-reads.ts';
import { openReader } from '../generations/open-reader.ts';
import { polledFiles } from '../generations/polled-files.ts';
import { recogniseToOpen } from '../generations/recognise.ts';
import { IndexCache, type IndexCacheOptions } from './index-cache/index-cache.ts';
import { IndexKeeper } from './index-cache/index-keeper.ts';
import { warmSession } from './index-cache/warm-session.ts';
import { FilePoll } from './live/file-poll.ts';
import { LiveSession, type Reading } from './live/live-session.ts';
import type { WorkflowSession } from './session.ts';
import { WorkflowData } from './workflow-data.ts';
import { createSession } from './workflow-session.ts';

/** Where run indexes are kept, and who is told when one cannot be. */
export interface SessionCache extends IndexCacheOptions {
  readonly log: (line: string) => void;
}

/**
 * As {@link openWorkflow}, with the procedures of the contract, and read anew when it changes. With a
 * cache, a workflow opened before is there at once, as it was then, and is compared with its files
 * afterwards.
 *
 * @param look - Looks whether files were written.
 */
export async function openSession(
  path: string,
  cache?: SessionCache,
  look: LookAt = lookAt,
): Promise<WorkflowSession> {
  if (cache === undefined) return openLive(path, look);
  const kept = new IndexCache(cache);
  const entry = await kept.load(path);
  const openWhole = (): Promise<WorkflowSession> =>
    openLive(path, look, new IndexKeeper(kept, path, entry, cache.log));
  return entry === undefined ? openWhole() : warmSession(entry, openWhole);
}

async function openLive(
  path: string,
  look: LookAt,
  keeper?: IndexKeeper,
): Promise<WorkflowSession> {
  const recognised = await recogniseToOpen(path);
  const found = workflowAt(recognised.found);
  const poll = new FilePoll(found.path, polledFiles(found.store, found.generation), look);
  let { archive } = recognised;
  const read = async (again: boolean): Promise<Reading> => {
    // Another workflow may have taken its place.
    const opened = again ? await recogniseToOpen(path) : { found, archive };
    archive = undefined;
    const reader = await openReader(workflowAt(opened.found), opened.archive);
    const data = new WorkflowData(reader, again ? undefined : keeper);
    const close = async (): Promise<void> => {
      if (!again) await keeper?.settled();
      await reader.close();
    };
    return { data, session: createSession(data, close) };
  };
  const seemsTorn = (error: unknown): boolean => isOfJustWritten(found.path, error);
  const first = await readTwice(() => {
    poll.poll();
    return read(false);
  }, seemsTorn);
  return new LiveSession(first, poll, () => read(true));
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
 * @throws {AppException} What {@link recogniseToOpen} throws; `unsupported-format` for a path that is no
 * workflow, or one that is recognised but cannot be read.
 */
export async function openWorkflow(path: string, keeper?: IndexKeeper): Promise<OpenWorkflow> {
  const { found, archive } = await recogniseToOpen(path);
  const reader = await openReader(workflowAt(found), archive);
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
