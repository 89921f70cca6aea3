import type { MessagePort } from 'node:worker_threads';
import type { AppError, Result } from '../../shared/contract/errors.ts';
import type { RetryPolicy } from '../files/tree/retry.ts';
import type { Batch, BatchTask } from '../files/tree/sharing.ts';
import type { TreeTally } from '../files/tree/tree-tally.ts';
import type { Said } from './tree-shared-state.ts';
import type { WorkerTaskName } from './tree-tasks.ts';

/** What a thread of a tree operation is told when it starts. */
export type TreeWorkerStart =
  | {
      readonly role: 'lead';
      readonly buffer: SharedArrayBuffer;
      readonly name: WorkerTaskName;
      readonly input: unknown;
      /** To the helper; absent when the lead works alone. */
      readonly helper?: MessagePort | undefined;
      /** Where answers to its questions arrive. */
      readonly answers: MessagePort;
      /** Somebody answers whether a copy opens. */
      readonly asksOpens: boolean;
      readonly retry: RetryPolicy;
    }
  | {
      readonly role: 'helper';
      readonly buffer: SharedArrayBuffer;
      readonly lead: MessagePort;
      readonly retry: RetryPolicy;
    };

export type MessageToHelper =
  | { readonly type: 'begin'; readonly task: BatchTask }
  | { readonly type: 'batch'; readonly batch: Batch }
  | { readonly type: 'end' }
  | { readonly type: 'quit' };

export type MessageFromHelper =
  | { readonly type: 'tally'; readonly tally: TreeTally }
  | { readonly type: 'failed'; readonly error: AppError }
  | { readonly type: 'log'; readonly line: string };

export type MessageFromLead =
  | ({ readonly type: 'said' } & Said)
  | { readonly type: 'opens'; readonly folder: string }
  | { readonly type: 'result'; readonly result: Result<unknown> }
  | { readonly type: 'log'; readonly line: string };
