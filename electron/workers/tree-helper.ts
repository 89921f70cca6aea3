import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { makeWork } from '../files/tree/make-work.ts';
import type { BatchWork } from '../files/tree/sharing.ts';
import type { TreeContext } from '../files/tree/tree-context.ts';
import { toAppError } from './to-app-error.ts';
import type { MessageFromHelper, MessageToHelper } from './tree-messages.ts';
import { Cell, LONGEST_WAIT_MS, type TreeSharedState } from './tree-shared-state.ts';

/** The second thread of a tree operation: works on batches until it is told to quit. */
export class TreeHelper {
  readonly #state: TreeSharedState;
  readonly #lead: MessagePort;
  readonly #context: TreeContext;
  #work: BatchWork | undefined;

  constructor(state: TreeSharedState, lead: MessagePort, context: TreeContext) {
    this.#state = state;
    this.#lead = lead;
    this.#context = context;
  }

  /** Holds the thread. */
  run(): void {
    const { cells } = this.#state;
    for (let done = 0; ; ) {
      Atomics.wait(cells, Cell.sent, done, LONGEST_WAIT_MS);
      const received = receiveMessageOnPort(this.#lead);
      if (received === undefined) continue;
      const message = received.message as MessageToHelper;
      if (message.type === 'quit') return;
      this.#handle(message);
      done += 1;
      Atomics.store(cells, Cell.done, done);
      Atomics.notify(cells, Cell.done);
    }
  }

  #handle(message: Exclude<MessageToHelper, { type: 'quit' }>): void {
    try {
      if (message.type === 'begin') this.#work = makeWork(message.task, this.#context);
      else if (message.type === 'end') this.#tell();
      else if (!this.#context.control.isStopped()) this.#work?.run(message.batch);
    } catch (error) {
      const log = (line: string): void => this.#post({ type: 'log', line });
      this.#post({ type: 'failed', error: toAppError(error, 'tree helper', log) });
      Atomics.store(this.#state.cells, Cell.stopped, 1);
    }
  }

  #tell(): void {
    const tally = this.#work?.tally();
    if (tally !== undefined) this.#post({ type: 'tally', tally });
  }

  #post(message: MessageFromHelper): void {
    this.#lead.postMessage(message);
  }
}
