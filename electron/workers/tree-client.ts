import { MessageChannel, Worker } from 'node:worker_threads';
import type { CancelSignal } from '../../shared/contract/client.ts';
import { type AppError, AppException, type Result } from '../../shared/contract/errors.ts';
import { expectedError } from '../../shared/contract/exceptions.ts';
import { BEAT_MS, Journal } from '../files/tree/journal.ts';
import {
  type ProgressEstimate,
  ProgressEstimator,
  type ProgressTotals,
} from '../files/tree/progress-estimate.ts';
import { PATIENT, type RetryPolicy } from '../files/tree/retry.ts';
import type { HeldFile, TreePhase } from '../files/tree/tree-control.ts';
import { SHARED_TASKS } from '../files/tree/tree-task.ts';
import type { MessageFromLead, TreeWorkerStart } from './tree-messages.ts';
import {
  Cell,
  countedBy,
  newSharedBuffer,
  sharedState,
  skipsCell,
  type ThreadRole,
  wake,
} from './tree-shared-state.ts';
import type { WorkerTaskName, WorkerTasks } from './tree-tasks.ts';

/** How far a tree operation is. */
export interface TreeProgress extends ProgressEstimate {
  readonly phase: TreePhase;
  /** Done in this phase. */
  readonly files: number;
  readonly sizeBytes: number;
  /** Relative to the folder; what is worked on about now. */
  readonly current: string;
  /** A file that one of the threads waits for, and when it tries again (milliseconds since 1970 UTC). */
  readonly held?: (HeldFile & { readonly retryAtMs: number }) | undefined;
}

/** What a person can answer to a {@link TreeProgress.held} file. */
export interface TreeAnswers {
  tryNow(): void;
  skip(): void;
}

export interface TreeRunOptions {
  /** Bundle of the tree worker. */
  readonly workerFile: URL;
  readonly log: (line: string) => void;
  readonly signal?: CancelSignal | undefined;
  readonly onProgress?: ((progress: TreeProgress) => void) | undefined;
  /** As the preflight counted; without it nothing is said of the remaining time. */
  readonly totals?: ProgressTotals | undefined;
  /** Opens a copy before it gets its name; rejects when it does not open. */
  readonly opens?: ((folder: string) => Promise<void>) | undefined;
  readonly retry?: RetryPolicy | undefined;
  /** Given once, when the operation begins. */
  readonly onAnswers?: ((answers: TreeAnswers) => void) | undefined;
  /** Without the second thread, to compare. */
  readonly isAlone?: boolean | undefined;
}

const PROGRESS_EVERY_MS = 200;

/**
 * Does a task with whole folders in threads of its own; the calling thread only listens.
 *
 * @throws AppException what the task throws; `cancelled` once it has stopped and cleaned up;
 * `disconnected` when a thread ended unexpectedly
 */
export async function runTree<N extends WorkerTaskName>(
  name: N,
  input: WorkerTasks[N]['input'],
  options: TreeRunOptions,
): Promise<WorkerTasks[N]['output']> {
  const result = await new TreeRun(name, input, options).result;
  if (!result.ok) throw new AppException(result.error);
  // Both ends are built from the same table of tasks.
  return result.value as WorkerTasks[N]['output'];
}

class TreeRun {
  readonly result: Promise<Result<unknown>>;
  readonly #options: TreeRunOptions;
  readonly #state: ReturnType<typeof sharedState>;
  readonly #workers: Worker[] = [];
  readonly #answers = new MessageChannel();
  readonly #timers: NodeJS.Timeout[] = [];
  readonly #noted: { readonly id: string; readonly journal: Journal } | undefined;
  #settle: (result: Result<unknown>) => void = () => undefined;
  #phase: TreePhase = 'starting';
  #phaseStartMs = performance.now();
  #current = '';
  readonly #held = new Map<ThreadRole, NonNullable<TreeProgress['held']>>();
  #estimator: ProgressEstimator;

  constructor(name: WorkerTaskName, input: unknown, options: TreeRunOptions) {
    this.#options = options;
    this.#estimator = new ProgressEstimator(options.totals);
    this.#noted = notedIn(input);
    const buffer = newSharedBuffer();
    this.#state = sharedState(buffer);
    this.result = new Promise<Result<unknown>>((resolve) => {
      this.#settle = resolve;
    }).finally(() => this.#close());
    const retry = options.retry ?? PATIENT;
    const isShared = SHARED_TASKS.includes(name) && options.isAlone !== true;
    const channel = isShared ? new MessageChannel() : undefined;
    if (channel !== undefined) {
      this.#start({ role: 'helper', buffer, lead: channel.port1, retry });
    }
    const asksOpens = options.opens !== undefined;
    const answers = this.#answers.port2;
    const helper = channel?.port2;
    const lead = this.#start({
      role: 'lead',
      buffer,
      name,
      input,
      helper,
      answers,
      asksOpens,
      retry,
    });
    lead.on('message', (message: MessageFromLead) => this.#heard(message, 'lead'));
    lead.once('exit', () => this.#crashed(undefined));
    this.#listen();
  }

  #start(start: TreeWorkerStart): Worker {
    const ports = start.role === 'helper' ? [start.lead] : [start.answers];
    if (start.role === 'lead' && start.helper !== undefined) ports.push(start.helper);
    const worker = new Worker(this.#options.workerFile, {
      workerData: start,
      transferList: ports,
      name: `tree-${start.role}`,
    });
    worker.once('error', (error) => this.#crashed(error));
    if (start.role === 'helper') {
      worker.on('message', (message: MessageFromLead) => this.#heard(message, 'helper'));
    }
    this.#workers.push(worker);
    return worker;
  }

  #listen(): void {
    const { onProgress, signal } = this.#options;
    if (signal?.aborted) this.#cancel();
    signal?.addEventListener('abort', this.#cancel);
    this.#options.onAnswers?.({
      tryNow: () => wake(this.#state),
      skip: () => this.#skip(),
    });
    const noted = this.#noted;
    if (noted !== undefined) {
      this.#timers.push(setInterval(() => noted.journal.beat(noted.id, Date.now()), BEAT_MS));
    }
    if (onProgress === undefined) return;
    this.#timers.push(setInterval(() => onProgress(this.#progress()), PROGRESS_EVERY_MS));
  }

  readonly #cancel = (): void => {
    Atomics.store(this.#state.cells, Cell.cancelled, 1);
    wake(this.#state);
  };

  #skip(): void {
    for (const [role, { canSkip }] of this.#held) {
      if (canSkip) Atomics.store(this.#state.cells, skipsCell(role), 1);
    }
    wake(this.#state);
  }

  #heard(message: MessageFromLead, role: ThreadRole): void {
    if (message.type === 'result') this.#settle(message.result);
    else if (message.type === 'log') this.#options.log(message.line);
    else if (message.type === 'opens') void this.#answer(message.folder);
    else {
      if (message.phase !== undefined) this.#enter(message.phase);
      if (message.current !== undefined) this.#current = message.current;
      if (message.held !== undefined) this.#wait(role, message.held);
    }
  }

  #wait(role: ThreadRole, held: HeldFile | null): void {
    if (held === null) this.#held.delete(role);
    else this.#held.set(role, { ...held, retryAtMs: Date.now() + held.waitMs });
    this.#options.onProgress?.(this.#progress());
  }

  #enter(phase: TreePhase): void {
    this.#phase = phase;
    this.#phaseStartMs = performance.now();
    this.#estimator = new ProgressEstimator(this.#options.totals);
    this.#options.onProgress?.(this.#progress());
  }

  #progress(): TreeProgress {
    const { files, sizeBytes } = countedBy(this.#state);
    const elapsedMs = performance.now() - this.#phaseStartMs;
    const estimate = this.#estimator.add({ elapsedMs, files, sizeBytes });
    const [held] = this.#held.values();
    return { ...estimate, phase: this.#phase, files, sizeBytes, current: this.#current, held };
  }

  async #answer(folder: string): Promise<void> {
    const result = await (this.#options.opens?.(folder) ?? Promise.resolve()).then(
      (): Result<null> => ({ ok: true, value: null }),
      (error: unknown): Result<null> => ({ ok: false, error: expectedError(error) ?? UNOPENED }),
    );
    this.#answers.port1.postMessage(result);
    Atomics.add(this.#state.cells, Cell.answers, 1);
    Atomics.notify(this.#state.cells, Cell.answers);
  }

  #crashed(error: unknown): void {
    if (error !== undefined) {
      this.#options.log(`tree worker: ${error instanceof Error ? error.stack : String(error)}`);
    }
    this.#settle({ ok: false, error: CRASHED });
    if (error !== undefined) this.#noted?.journal.endById(this.#noted.id);
  }

  async #close(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer);
    this.#options.signal?.removeEventListener('abort', this.#cancel);
    this.#answers.port1.close();
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }
}

/** Where an operation is noted, if it is. */
function notedIn(input: unknown): { id: string; journal: Journal } | undefined {
  if (typeof input !== 'object' || input === null) return undefined;
  if (!('id' in input) || typeof input.id !== 'string') return undefined;
  if (!('dataFolder' in input) || typeof input.dataFolder !== 'string') return undefined;
  return { id: input.id, journal: new Journal(input.dataFolder) };
}

const CRASHED: AppError = {
  code: 'disconnected',
  message: 'The part of the application that does this ended unexpectedly.',
  action: 'Look at the list of interrupted operations for what is left.',
};

const UNOPENED: AppError = {
  code: 'corrupt-data',
  message: 'The copy could not be opened, so it was removed.',
  action: 'Try again; if it happens again, please report it with the log.',
  file: '',
};
