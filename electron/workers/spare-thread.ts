import { Worker } from 'node:worker_threads';
import { pipeLines } from './pipe-lines.ts';

/** The next spare is started when what took the last one has had the processors for so long. */
const NEXT_AFTER_MS = 2000;

/**
 * Threads that read workflows, one of which is started before it is needed: to start a thread and load
 * its code takes longer than to show a workflow that was opened before. Idle, it costs
 * 28 MB.
 */
export class SpareThread {
  readonly #workerFile: URL;
  readonly #log: (line: string) => void;
  #spare: Worker | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  /** @param workerFile - Bundle of the workflow worker. */
  constructor(workerFile: URL, log: (line: string) => void) {
    this.#workerFile = workerFile;
    this.#log = log;
  }

  /** Starts a spare, unless there is one. */
  prepare(): void {
    if (this.#spare !== undefined || this.#isClosed) return;
    const spare = startThread(this.#workerFile, this.#log);
    this.#spare = spare;
    // It keeps no process running; where it ends before it is needed, another one is started then.
    spare.unref();
    const drop = (): void => {
      if (this.#spare === spare) this.#spare = undefined;
    };
    spare.once('exit', drop);
    spare.once('error', drop);
  }

  /** A thread that waits to be told what to open. */
  take(): Worker {
    const spare = this.#spare;
    this.#spare = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.prepare(), NEXT_AFTER_MS).unref();
    spare?.ref();
    return spare ?? startThread(this.#workerFile, this.#log);
  }

  /** Ends the spare; threads that were taken are no business of its. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#timer);
    await this.#spare?.terminate();
  }
}

/** A thread of the workflow worker, which waits to be told what to open. */
export function startThread(workerFile: URL, log: (line: string) => void): Worker {
  const worker = new Worker(workerFile, {
    name: 'workflow',
    // Output of the worker would otherwise mix with that of the command line.
    stdout: true,
    stderr: true,
  });
  pipeLines(worker.stderr, log);
  worker.stdout.resume();
  return worker;
}
