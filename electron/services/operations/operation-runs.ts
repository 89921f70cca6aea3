import type { CancelSignal } from '../../../shared/contract/client.ts';
import { AppException } from '../../../shared/contract/errors.ts';
import type {
  Operation,
  OperationKind,
  OperationProgress,
  OperationResult,
} from '../../../shared/contract/operations.ts';
import { toAppError } from '../../workers/to-app-error.ts';
import type { TreeAnswers, TreeProgress } from '../../workers/tree-client.ts';
import { HandleTable } from '../handle-table.ts';

/** Ended ones are kept until they are dismissed, or this many came after. */
const MOST_ENDED = 50;

const NOTHING_YET: OperationProgress = {
  phase: 'starting',
  files: 0,
  sizeBytes: 0,
  filesPerS: 0,
  bytesPerS: 0,
  current: '',
};

export interface OperationStart {
  readonly kind: OperationKind;
  readonly name: string;
  /** Of the workflow, as people know it. */
  readonly path: string;
  readonly target?: string | undefined;
  /** Which folders it works on; of operations on the same folder only one runs. */
  readonly folder: string;
  readonly total?: { readonly files: number; readonly sizeBytes: number } | undefined;
}

/** What the work of an operation is given. */
export interface OperationContext {
  readonly signal: CancelSignal;
  readonly onProgress: (progress: TreeProgress) => void;
  readonly onAnswers: (answers: TreeAnswers) => void;
}

export type OperationWork = (context: OperationContext) => Promise<OperationResult>;

interface Run {
  operation: Operation;
  readonly folder: string;
  readonly controller: AbortController;
  answers: TreeAnswers | undefined;
  /** Settles when the operation has ended and cleaned up. */
  ended: Promise<void>;
}

/**
 * Operations that run, and the end of those that ran. They belong to the host: a page that is
 * reloaded or closed finds them again, and nothing is stopped by accident.
 */
export class OperationRuns {
  readonly #runs = new Map<string, Run>();
  readonly #ids = new HandleTable<true>(1);
  readonly #tell: (operation: Operation) => void;
  readonly #log: (line: string) => void;
  #isClosed = false;

  constructor(tell: (operation: Operation) => void, log: (line: string) => void) {
    this.#tell = tell;
    this.#log = log;
  }

  /**
   * Begins an operation; its end is told, not awaited.
   *
   * @returns its id.
   * @throws {AppException} `refused` while another operation works on the same folder.
   */
  start(start: OperationStart, work: OperationWork): string {
    this.#refuseBusy(start.folder);
    const { kind, name, path, target, folder, total } = start;
    const operationId = this.#ids.issue(true);
    const operation: Operation = {
      operationId,
      kind,
      name,
      path,
      ...(target === undefined ? {} : { target }),
      startedMs: Date.now(),
      isCancelling: false,
      progress: total === undefined ? NOTHING_YET : { ...NOTHING_YET, total: { ...total } },
    };
    const run: Run = {
      operation,
      folder,
      controller: new AbortController(),
      answers: undefined,
      ended: Promise.resolve(),
    };
    this.#runs.set(operationId, run);
    this.#forgetOldest();
    this.#tell(operation);
    run.ended = this.#follow(run, work);
    return operationId;
  }

  list(): Operation[] {
    return [...this.#runs.values()].map(({ operation }) => operation);
  }

  /** What is being done, for people: `Copying study`. */
  busyWith(): string[] {
    return this.list()
      .filter(({ outcome }) => outcome === undefined)
      .map(({ kind, name }) => `${DOING[kind]} ${name}`);
  }

  /** Asks an operation to stop; nothing happens when it has ended. */
  cancel(operationId: string): void {
    const run = this.#find(operationId);
    if (run.operation.outcome !== undefined || run.operation.isCancelling) return;
    this.#change(run, { isCancelling: true });
    run.controller.abort();
  }

  answerHeld(operationId: string, answer: 'try-now' | 'skip'): void {
    const { answers } = this.#find(operationId);
    if (answer === 'skip') answers?.skip();
    else answers?.tryNow();
  }

  /** Forgets an operation that has ended; one that runs stays. */
  dismiss(operationId: string): void {
    if (this.#find(operationId).operation.outcome !== undefined) this.#runs.delete(operationId);
  }

  /** Stops all, and waits until they have cleaned up. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const runs = [...this.#runs.values()];
    for (const { controller } of runs) controller.abort();
    await Promise.all(runs.map(({ ended }) => ended));
  }

  async #follow(run: Run, work: OperationWork): Promise<void> {
    const total = run.operation.progress.total;
    try {
      const result = await work({
        signal: run.controller.signal,
        onProgress: (progress) => this.#change(run, { progress: progressOf(progress, total) }),
        onAnswers: (answers) => {
          run.answers = answers;
        },
      });
      this.#change(run, { outcome: { kind: 'done', result } });
    } catch (exception) {
      const error = toAppError(exception, run.operation.kind, this.#log);
      this.#change(run, { outcome: { kind: 'failed', error } });
    }
  }

  #change(run: Run, change: Partial<Operation>): void {
    if (run.operation.outcome !== undefined) return;
    run.operation = { ...run.operation, ...change };
    this.#tell(run.operation);
  }

  #find(operationId: string): Run {
    const run = this.#runs.get(operationId);
    if (run !== undefined) return run;
    throw new AppException({
      code: 'not-found',
      message: 'This operation is not known any more.',
    });
  }

  #refuseBusy(folder: string): void {
    if (this.#isClosed) throw new AppException(CLOSING);
    const busy = [...this.#runs.values()].find(
      (run) => run.folder === folder && run.operation.outcome === undefined,
    );
    if (busy === undefined) return;
    throw new AppException({
      code: 'refused',
      message: `Something is being done with ${busy.operation.name} already.`,
      action: 'Wait until that has ended, or cancel it.',
    });
  }

  #forgetOldest(): void {
    const ended = [...this.#runs.values()].filter(({ operation }) => operation.outcome);
    for (const { operation } of ended.slice(0, Math.max(0, ended.length - MOST_ENDED))) {
      this.#runs.delete(operation.operationId);
    }
  }
}

const DOING: Readonly<Record<OperationKind, string>> = {
  copy: 'Copying',
  convert: 'Converting',
  rename: 'Renaming',
  trash: 'Moving to the trash',
  restore: 'Bringing back',
  delete: 'Deleting',
  clean: 'Cleaning up after',
};

const CLOSING = { code: 'refused', message: 'Earshot is being closed.' } as const;

function progressOf(progress: TreeProgress, total: OperationProgress['total']): OperationProgress {
  const { phase, files, sizeBytes, filesPerS, bytesPerS, remaining, current, held } = progress;
  return {
    phase,
    files,
    sizeBytes,
    ...(total === undefined ? {} : { total }),
    filesPerS,
    bytesPerS,
    ...(remaining === undefined ? {} : { remaining: { ...remaining } }),
    current,
    ...(held === undefined
      ? {}
      : {
          held: {
            path: held.path,
            attempt: held.attempt,
            attempts: held.attempts,
            retryInMs: Math.max(0, held.retryAtMs - Date.now()),
            canSkip: held.canSkip,
          },
        }),
  };
}
