import type { Progress } from '../../shared/contract/client.ts';
import type { Identity } from '../../shared/contract/documents.ts';
import type { AppError, Result } from '../../shared/contract/errors.ts';
import type { WorkflowProcedureName } from '../../shared/contract/procedures.ts';
import type { IndexCacheOptions } from './index-cache/index-cache.ts';

/** The first message is `open`; a thread may have waited for it. */
export type MessageToWorker =
  | {
      readonly type: 'open';
      /** Absolute path of the workflow. */
      readonly path: string;
      /** Where its run index is kept for the next opening; absent: nowhere, and it is read anew. */
      readonly cache?: IndexCacheOptions | undefined;
    }
  | {
      readonly type: 'call';
      readonly id: number;
      readonly name: WorkflowProcedureName;
      readonly input: unknown;
    }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'close' };

export type MessageFromWorker =
  | { readonly type: 'opened'; readonly identity: Identity }
  | { readonly type: 'failed'; readonly error: AppError }
  | { readonly type: 'result'; readonly id: number; readonly result: Result<unknown> }
  | { readonly type: 'progress'; readonly id: number; readonly progress: Progress }
  /** A line for the log: unexpected errors with their stack, which never leave the host. */
  | { readonly type: 'log'; readonly line: string };
