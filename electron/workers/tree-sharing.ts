import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import { AppException } from '../../shared/contract/errors.ts';
import type { Batch, BatchTask, Sharing } from '../files/tree/sharing.ts';
import type { TreePath } from '../files/tree/tree-path.ts';
import type { TreeTally } from '../files/tree/tree-tally.ts';
import type { MessageFromHelper, MessageToHelper } from './tree-messages.ts';
import { Cell, LONGEST_WAIT_MS, type TreeSharedState } from './tree-shared-state.ts';

/** Batches that wait for the helper: enough that it never waits for the lead. */
const BACKLOG = 3;
/**
 * Two threads in one folder hold each other up, as the system changes a folder by one call at a time.
 * So one large folder goes to the helper as far as this, and the lead goes on with the next.
 */
const FOLDER_BACKLOG = 32;

/** The lead's side of a helper thread. Everything here holds the lead's thread, never the app's. */
export class ThreadSharing implements Sharing {
  readonly #state: TreeSharedState;
  readonly #port: MessagePort;
  readonly #log: (line: string) => void;
  #sent = 0;
  /** Of the last batch given away. */
  #folder: TreePath | undefined;
  /** Messages up to and with the last `begin`. */
  #begun = 0;
  #failure: AppException | undefined;
  #tally: TreeTally | undefined;

  constructor(state: TreeSharedState, port: MessagePort, log: (line: string) => void) {
    this.#state = state;
    this.#port = port;
    this.#log = log;
  }

  begin(task: BatchTask): void {
    this.#waitUntil(this.#sent);
    this.#receive();
    this.#failure = undefined;
    this.#tally = undefined;
    Atomics.store(this.#state.cells, Cell.stopped, 0);
    this.#send({ type: 'begin', task });
    this.#begun = this.#sent;
  }

  offer(batch: Batch): boolean {
    const [folder, other] = batch.folders;
    const isSameFolder = other === undefined && folder?.from === this.#folder;
    if (this.#sent - this.#done() >= (isSameFolder ? FOLDER_BACKLOG : BACKLOG)) return false;
    this.#folder = folder?.from;
    this.#send({ type: 'batch', batch });
    return true;
  }

  doneCount(): number {
    return Math.max(0, this.#done() - this.#begun);
  }

  waitForDone(count: number): void {
    this.#waitUntil(this.#begun + count);
    const failure = this.failure();
    if (failure !== undefined) throw failure;
  }

  failure(): AppException | undefined {
    this.#receive();
    return this.#failure;
  }

  end(): TreeTally | undefined {
    this.#send({ type: 'end' });
    this.#waitUntil(this.#sent);
    this.#receive();
    return this.#tally;
  }

  abandon(): void {
    Atomics.store(this.#state.cells, Cell.stopped, 1);
    this.#waitUntil(this.#sent);
  }

  /** Ends the helper. */
  quit(): void {
    this.#send({ type: 'quit' });
  }

  #done(): number {
    return Atomics.load(this.#state.cells, Cell.done);
  }

  #send(message: MessageToHelper): void {
    this.#port.postMessage(message);
    this.#sent += 1;
    Atomics.store(this.#state.cells, Cell.sent, this.#sent);
    Atomics.notify(this.#state.cells, Cell.sent);
  }

  /** A helper that dies is noticed by the main thread, which ends this one too. */
  #waitUntil(count: number): void {
    for (let done = this.#done(); done < count; done = this.#done()) {
      Atomics.wait(this.#state.cells, Cell.done, done, LONGEST_WAIT_MS);
    }
  }

  #receive(): void {
    for (;;) {
      const received = receiveMessageOnPort(this.#port);
      if (received === undefined) return;
      const message = received.message as MessageFromHelper;
      if (message.type === 'tally') this.#tally = message.tally;
      else if (message.type === 'log') this.#log(message.line);
      else this.#failure ??= new AppException(message.error);
    }
  }
}
