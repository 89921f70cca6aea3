import type { Identity } from '../../shared/contract/documents.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { Input, Output, WorkflowProcedureName } from '../../shared/contract/procedures.ts';
import type { IndexCacheOptions } from '../workers/index-cache/index-cache.ts';
import { SpareThread, startThread } from '../workers/spare-thread.ts';
import { WorkerClient } from '../workers/worker-client.ts';

/** An open workflow as the registry needs it; {@link WorkerClient} is the real one. */
export interface WorkflowWorker {
  readonly identity: Identity;
  call<N extends WorkflowProcedureName>(
    name: N,
    input: Input<N>,
    context: CallContext,
  ): Promise<Output<N>>;
  /** Tells once when the worker ends without having been closed. */
  onCrash(listener: (error: AppError) => void): () => void;
  close(): Promise<void>;
}

/** Opens a workflow in a new worker. */
export type StartWorker = (path: string) => Promise<WorkflowWorker>;

/** Workers as threads, made from a bundle. They read what the files hold, always. */
export function threadWorkers(workerFile: URL, log: (line: string) => void): StartWorker {
  return (path) => WorkerClient.open({ thread: () => startThread(workerFile, log), path, log });
}

/** Threads of which one waits for the next workflow. */
export interface SpareWorkers {
  readonly start: StartWorker;
  /** Ends the one that waits. */
  readonly close: () => Promise<void>;
}

/**
 * As {@link threadWorkers}, with a thread that has been started before it is needed.
 *
 * @param cache - Where run indexes are kept for the next opening.
 */
export function spareWorkers(
  workerFile: URL,
  log: (line: string) => void,
  cache: IndexCacheOptions,
): SpareWorkers {
  const threads = new SpareThread(workerFile, log);
  threads.prepare();
  const thread = () => threads.take();
  return {
    start: (path) => WorkerClient.open({ thread, path, cache, log }),
    close: () => threads.close(),
  };
}
