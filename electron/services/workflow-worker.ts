import type { Identity } from '../../shared/contract/documents.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { Input, Output, WorkflowProcedureName } from '../../shared/contract/procedures.ts';
import type { IndexCacheOptions } from '../workers/index-cache/index-cache.ts';
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

/**
 * Workers as threads, made from a bundle.
 *
 * @param cache - Where they keep run indexes; without one they read what the files hold, always.
 */
export function threadWorkers(
  workerFile: URL,
  log: (line: string) => void,
  cache?: IndexCacheOptions,
): StartWorker {
  return (path) => WorkerClient.open({ workerFile, path, cache, log });
}
