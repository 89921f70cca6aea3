import type { Worker } from 'node:worker_threads';
import type { CancelSignal, Progress } from '../../shared/contract/client.ts';
import type { Identity } from '../../shared/contract/documents.ts';
import { type AppError, AppException, type Result } from '../../shared/contract/errors.ts';
import type { Input, Output, WorkflowProcedureName } from '../../shared/contract/procedures.ts';
import type { IndexCacheOptions } from './index-cache/index-cache.ts';
import type { MessageFromWorker, MessageToWorker } from './messages.ts';

export interface WorkerClientOptions {
  /** Starts a thread of the workflow worker, or takes one that waits. */
  readonly thread: () => Worker;
  /** Absolute path of the workflow. */
  readonly path: string;
  /** Where its run index is kept for the next opening; absent: it is read anew. */
  readonly cache?: IndexCacheOptions | undefined;
  readonly log: (line: string) => void;
  /** Aborting while it opens ends the worker; `open` then rejects with `cancelled`. */
  readonly signal?: CancelSignal | undefined;
}

export interface WorkerCallOptions {
  readonly signal?: CancelSignal | undefined;
  readonly reportProgress?: ((progress: Progress) => void) | undefined;
}

interface PendingCall {
  readonly settle: (result: Result<unknown>) => void;
  readonly reportProgress: ((progress: Progress) => void) | undefined;
}

/** Wait for the worker to close its files before it is ended; more would hold up a quitting app. */
const CLOSE_TIMEOUT_MS = 2000;

/** The main thread's side of one open workflow: starts its worker, calls it, tells of its end. */
export class WorkerClient {
  /** What the workflow said of itself when it was opened. */
  readonly identity: Identity;
  readonly #worker: Worker;
  readonly #pending: Map<number, PendingCall>;
  readonly #crashListeners = new Set<(error: AppError) => void>();
  #nextId = 1;
  /** Why no more calls are answered. */
  #end: AppError | undefined;
  #isClosing = false;

  /**
   * Starts a worker and opens the workflow in it.
   *
   * @throws {AppException} What opening found wrong; `cancelled`; `disconnected` when the worker
   * ended before it could say anything.
   */
  static async open(options: WorkerClientOptions): Promise<WorkerClient> {
    const { signal } = options;
    if (signal?.aborted) throw new AppException(CANCELLED);
    const worker = options.thread();
    const pending = new Map<number, PendingCall>();
    try {
      const identity = await new Promise<Identity>((resolve, reject) => {
        const abort = (): void => reject(new AppException(CANCELLED));
        signal?.addEventListener('abort', abort);
        worker.on('message', (message: MessageFromWorker) => {
          if (message.type === 'opened') {
            signal?.removeEventListener('abort', abort);
            resolve(message.identity);
          } else if (message.type === 'failed') {
            reject(new AppException(message.error));
          } else if (message.type === 'log') {
            options.log(message.line);
          } else if (message.type === 'progress') {
            pending.get(message.id)?.reportProgress?.(message.progress);
          } else {
            pending.get(message.id)?.settle(message.result);
          }
        });
        worker.once('error', (error) => reject(new AppException(crashOf(error))));
        worker.once('exit', () => reject(new AppException(crashOf(undefined))));
        const open: MessageToWorker = { type: 'open', path: options.path, cache: options.cache };
        worker.postMessage(open);
      });
      return new WorkerClient(worker, identity, pending, options.log);
    } catch (error) {
      await worker.terminate();
      throw error;
    }
  }

  private constructor(
    worker: Worker,
    identity: Identity,
    pending: Map<number, PendingCall>,
    log: (line: string) => void,
  ) {
    this.#worker = worker;
    this.identity = identity;
    this.#pending = pending;
    let failure: unknown;
    worker.on('error', (error) => {
      failure = error;
      log(`workflow worker: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
    });
    worker.on('exit', () => this.#ended(crashOf(failure)));
  }

  /**
   * Calls a procedure inside the worker. Its input is taken as parsed.
   *
   * @throws {AppException} What the procedure found wrong; `cancelled` as soon as the signal aborts;
   * `disconnected` when the worker ends or has ended.
   */
  async call<N extends WorkflowProcedureName>(
    name: N,
    input: Input<N>,
    { signal, reportProgress }: WorkerCallOptions = {},
  ): Promise<Output<N>> {
    if (this.#end !== undefined) throw new AppException(this.#end);
    if (signal?.aborted) throw new AppException(CANCELLED);
    const id = this.#nextId;
    this.#nextId += 1;
    const result = await new Promise<Result<unknown>>((resolve) => {
      const cancel = (): void => {
        this.#post({ type: 'cancel', id });
        settle({ ok: false, error: CANCELLED });
      };
      const settle = (settled: Result<unknown>): void => {
        this.#pending.delete(id);
        signal?.removeEventListener('abort', cancel);
        resolve(settled);
      };
      signal?.addEventListener('abort', cancel);
      this.#pending.set(id, { settle, reportProgress });
      this.#post({ type: 'call', id, name, input });
    });
    if (!result.ok) throw new AppException(result.error);
    // Both ends are built from the same contract; output is parsed in tests.
    return result.value as Output<N>;
  }

  /**
   * Called once when the worker ends without having been closed. A listener added later is called
   * at once. Returns the function that unsubscribes.
   */
  onCrash(listener: (error: AppError) => void): () => void {
    if (this.#end !== undefined && !this.#isClosing) listener(this.#end);
    else this.#crashListeners.add(listener);
    return () => this.#crashListeners.delete(listener);
  }

  /** Ends the worker. Calls under way fail with `disconnected`. */
  async close(): Promise<void> {
    if (this.#end !== undefined) return;
    this.#isClosing = true;
    const exited = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    this.#post({ type: 'close' });
    const timer = setTimeout(() => void this.#worker.terminate(), CLOSE_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
  }

  #post(message: MessageToWorker): void {
    if (this.#end === undefined) this.#worker.postMessage(message);
  }

  #ended(crash: AppError): void {
    if (this.#end !== undefined) return;
    const error = this.#isClosing ? CLOSED : crash;
    this.#end = error;
    for (const { settle } of [...this.#pending.values()]) settle({ ok: false, error });
    if (!this.#isClosing) for (const listener of this.#crashListeners) listener(error);
    this.#crashListeners.clear();
  }
}

const CANCELLED: AppError = { code: 'cancelled', message: 'The request was cancelled.' };

const CLOSED: AppError = { code: 'disconnected', message: 'The workflow was closed.' };

function crashOf(error: unknown): AppError {
  const isOutOfMemory =
    error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isOutOfMemory
    ? {
        code: 'disconnected',
        message: 'The process that reads this workflow ran out of memory and ended.',
        action: 'Close other workflows, then reopen this one.',
      }
    : {
        code: 'disconnected',
        message: 'The process that reads this workflow ended unexpectedly.',
        action: 'Reopen the workflow. If it happens again, please report it with the log.',
      };
}
