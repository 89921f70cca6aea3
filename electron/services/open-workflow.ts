import type { Identity } from '../../shared/contract/documents.ts';
import { type AppError, AppException } from '../../shared/contract/errors.ts';
import type { StartWorker, WorkflowWorker } from './workflow-worker.ts';

/** One open workflow: its worker, the next one after a crash, and what ended the last. */
export class OpenWorkflow {
  readonly id: string;
  /** The windows and tabs that have it open, and how many of their calls opened it. */
  readonly holders = new Map<string, number>();
  readonly #start: StartWorker;
  readonly #onCrash: (workflow: OpenWorkflow, error: AppError) => void;
  #worker: Promise<WorkflowWorker>;
  #isClosed = false;
  #path: string;

  constructor(
    id: string,
    path: string,
    start: StartWorker,
    onCrash: (workflow: OpenWorkflow, error: AppError) => void,
  ) {
    this.id = id;
    this.#path = path;
    this.#start = start;
    this.#onCrash = onCrash;
    this.#worker = this.#newWorker(Promise.resolve());
  }

  /** As found, links not resolved: what people see. */
  get path(): string {
    return this.#path;
  }

  /**
   * The worker that answers; waits while it starts.
   *
   * @throws {AppException} what starting it found wrong, or why the last one ended.
   */
  worker(): Promise<WorkflowWorker> {
    return this.#worker;
  }

  /** Ends the worker and starts another, which reads again what is on the disk. */
  restart(): Promise<WorkflowWorker> {
    if (this.#isClosed) return Promise.reject(new AppException(CLOSED));
    this.#worker = this.#newWorker(endOf(this.#worker));
    return this.#worker;
  }

  /**
   * Ends the worker, so that it holds no file, and lets calls wait until that is over: while the
   * folder is renamed or taken away.
   */
  async suspend(): Promise<Suspension> {
    const ended = endOf(this.#worker);
    let release = (): void => undefined;
    let refuse = (_error: AppException): void => undefined;
    const over = new Promise<void>((resolve, reject) => {
      release = resolve;
      refuse = reject;
    });
    over.catch(() => undefined);
    this.#worker = this.#newWorker(ended.then(() => over));
    await ended;
    return {
      resume: async (path = this.#path) => {
        this.#path = path;
        const starting = this.#worker;
        release();
        return (await starting).identity;
      },
      end: () => {
        this.#isClosed = true;
        refuse(new AppException(CLOSED));
      },
    };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await endOf(this.#worker);
  }

  #newWorker(after: Promise<void>): Promise<WorkflowWorker> {
    const starting = after.then(async () => {
      const worker = await this.#start(this.#path);
      worker.onCrash((error) => {
        // Of a worker that was replaced or closed, nobody needs to hear.
        if (this.#worker !== starting || this.#isClosed) return;
        this.#worker = rejected(error);
        this.#onCrash(this, error);
      });
      return worker;
    });
    // Whoever waits for it hears of a failure; when nobody does, it is no failure of the process.
    starting.catch(() => undefined);
    return starting;
  }
}

/** What becomes of a workflow whose worker was ended for a while. */
export interface Suspension {
  /**
   * Starts a worker again, where the folder is now.
   *
   * @throws {AppException} what opening it found wrong.
   */
  resume(path?: string): Promise<Identity>;
  /** The folder is gone: calls that wait are told that it was closed. */
  end(): void;
}

const CLOSED: AppError = { code: 'not-found', message: 'The workflow was closed.' };

function rejected(error: AppError): Promise<WorkflowWorker> {
  const promise = Promise.reject(new AppException(error));
  promise.catch(() => undefined);
  return promise;
}

async function endOf(worker: Promise<WorkflowWorker>): Promise<void> {
  const running = await worker.catch(() => undefined);
  await running?.close();
}
