import type { FilesCheck } from '../../../shared/contract/documents.ts';
import { type AppError, AppException, type Problem } from '../../../shared/contract/errors.ts';
import { expectedError } from '../../../shared/contract/exceptions.ts';
import type { CallContext, Handlers } from '../../../shared/contract/handlers.ts';
import {
  isWorkflowProcedure,
  PROCEDURE_NAMES,
  type ProcedureName,
  type WorkflowProcedureName,
} from '../../../shared/contract/procedures.ts';
import { fileException } from '../../files/file-errors.ts';
import { beingWritten, mayBeTorn, readTwice } from '../../files/torn-reads.ts';
import type { ReadingProcedureName, ReadingSession, WorkflowSession } from '../session.ts';
import type { WorkflowData } from '../workflow-data.ts';
import type { FilePoll, Seen } from './file-poll.ts';
import { followedFiles } from './followed-files.ts';

/** What was read of a workflow at one moment, with the procedures that answer from it. */
export interface Reading {
  readonly session: ReadingSession;
  readonly data: WorkflowData;
}

/** A reading, and the calls that are answered from it. */
interface Use {
  readonly reading: Reading;
  calls: number;
  isReplaced: boolean;
}

/** So long after the last change, a file that cannot be read is taken to be written just now. */
const WRITING_MS = 60_000;
/** So many readings in a row, two at each check, found unreadable what was not: then it is damage. */
const MOST_TORN = 6;

function isOfReading(name: ProcedureName): name is ReadingProcedureName {
  return isWorkflowProcedure(name) && name !== 'workflow.checkFiles';
}

/** One entry of the handler table, whatever its procedure: name and input are a pair already. */
type AnyHandler = (input: unknown, context: CallContext) => unknown;

/**
 * A workflow that other processes may be writing. It answers from what was read at one moment;
 * `workflow.checkFiles` looks whether something was written since, and reads all of it anew in the
 * background. What was read before answers until that is done, and is then replaced as a whole. What
 * cannot be read, for it is half-written, replaces nothing and is read again at the next check.
 */
export class LiveSession implements WorkflowSession {
  readonly handlers: Handlers<WorkflowProcedureName>;
  readonly #poll: FilePoll;
  readonly #read: () => Promise<Reading>;
  readonly #controller = new AbortController();
  #use: Use;
  #revision = 0;
  #followedRevision = -1;
  #checking: Promise<FilesCheck> | undefined;
  /** Something was written that is not read yet. */
  #isBehind = false;
  /** Why it could not be. */
  #failure: AppException | undefined;
  #tornReadings = 0;
  #changedMs = Number.NEGATIVE_INFINITY;

  /**
   * @param poll - Has looked once, before the first reading.
   * @param read - Reads the workflow as it is.
   */
  constructor(first: Reading, poll: FilePoll, read: () => Promise<Reading>) {
    this.#use = { reading: first, calls: 0, isReplaced: false };
    this.#poll = poll;
    this.#read = read;
    const answer =
      (name: ReadingProcedureName): AnyHandler =>
      (input, context) =>
        this.#answer(name, input, context);
    // Every name has its own handler, of the table of the reading.
    const delegates = Object.fromEntries(
      PROCEDURE_NAMES.filter(isOfReading).map((name) => [name, answer(name)]),
    ) as unknown as Handlers<ReadingProcedureName>;
    this.handlers = {
      ...delegates,
      'workflow.checkFiles': async ({ isForced = false }, { reportProgress }) => {
        // One that was begun without force may not have read what is asked for.
        if (isForced) await this.#checking?.catch(() => undefined);
        this.#checking ??= this.#check(isForced, reportProgress).finally(() => {
          this.#checking = undefined;
        });
        return this.#checking;
      },
    };
  }

  get identity() {
    return this.#use.reading.session.identity;
  }

  readonly close = async (): Promise<void> => {
    this.#controller.abort();
    await this.#checking?.catch(() => undefined);
    await this.#use.reading.session.close();
  };

  async #answer(name: ReadingProcedureName, input: unknown, context: CallContext) {
    const ask = async (): Promise<unknown> => {
      const use = this.#use;
      use.calls += 1;
      try {
        return await (use.reading.session.handlers[name] as AnyHandler)(input, context);
      } finally {
        use.calls -= 1;
        closeUnused(use);
      }
    };
    const isTorn = (error: unknown): error is AppException =>
      mayBeTorn(error) && this.#isBeingWritten();
    try {
      return await readTwice(ask, isTorn);
    } catch (error) {
      throw isTorn(error) ? new AppException(beingWritten(error)) : error;
    }
  }

  async #check(
    isForced: boolean,
    reportProgress: CallContext['reportProgress'],
  ): Promise<FilesCheck> {
    const checkedMs = Date.now();
    const answer = (state: FilesCheck['state'], error?: AppError): FilesCheck => ({
      checkedMs,
      revision: this.#revision,
      state,
      ...(error === undefined ? {} : { error }),
    });
    this.#follow();
    let seen: Seen;
    try {
      seen = this.#poll.poll();
    } catch (error) {
      return answer('unreachable', reasonOf(fileException(error, this.identity.path)));
    }
    if (seen === 'gone') {
      // Whatever comes back to this place is read as it is then.
      this.#isBehind = true;
      return answer('gone');
    }
    if (seen === 'changed') this.#changedMs = checkedMs;
    if (seen === 'changed' || isForced || this.#isWorthReading()) {
      await this.#tryRead(reportProgress);
    }
    if (this.#failure === undefined) return answer('as-read');
    const broken = this.#isBeingWritten() ? 'being-written' : 'unreadable';
    return answer(mayBeTorn(this.#failure) ? broken : 'unreachable', reasonOf(this.#failure));
  }

  /** Though nothing was written since the last check. */
  #isWorthReading(): boolean {
    const isBroken = mayBeTorn(this.#failure) && !this.#isBeingWritten();
    return this.#isBehind && !isBroken;
  }

  async #tryRead(reportProgress: CallContext['reportProgress']): Promise<void> {
    this.#isBehind = true;
    try {
      const next = await readTwice(
        () => this.#readWhole(reportProgress),
        (error) => error instanceof AppException && !this.#controller.signal.aborted,
      );
      this.#replace(next);
    } catch (error) {
      if (!(error instanceof AppException)) throw error;
      this.#failure = error;
    }
  }

  #isBeingWritten(): boolean {
    return Date.now() - this.#changedMs < WRITING_MS;
  }

  /** @throws {AppException} also for what may be torn: what could be read before and now cannot. */
  async #readWhole(reportProgress: CallContext['reportProgress']): Promise<Reading> {
    const next = await this.#read();
    try {
      const { signal } = this.#controller;
      const { problems } = await next.data.runs({ signal, reportProgress });
      const known = new Set(this.#problems().map(({ message }) => message));
      const all = [...next.data.reader.problems, ...problems];
      const unknown = all.find(({ message }) => !known.has(message));
      if (unknown === undefined) this.#tornReadings = 0;
      else {
        this.#tornReadings += 1;
        if (this.#tornReadings < MOST_TORN) throw new AppException(tornBy(unknown));
      }
      return next;
    } catch (error) {
      await next.session.close();
      throw error;
    }
  }

  #problems(): readonly Problem[] {
    const { data } = this.#use.reading;
    return [...data.reader.problems, ...(data.indexed?.problems ?? [])];
  }

  #replace(next: Reading): void {
    const before = this.#use;
    this.#use = { reading: next, calls: 0, isReplaced: false };
    this.#revision += 1;
    this.#isBehind = false;
    this.#failure = undefined;
    before.isReplaced = true;
    closeUnused(before);
  }

  /** The files of runs that have not ended, once it is known which these are. */
  #follow(): void {
    const { data } = this.#use.reading;
    const lookup = data.indexed?.lookup;
    if (lookup === undefined || this.#followedRevision === this.#revision) return;
    this.#followedRevision = this.#revision;
    this.#poll.follow(followedFiles(data.reader, lookup));
  }
}

/** What was read before is let go of when the last call is answered from it. */
function closeUnused({ reading, calls, isReplaced }: Use): void {
  if (isReplaced && calls === 0) void reading.session.close().catch(() => undefined);
}

function tornBy({ message, file }: Problem): AppError {
  return { code: 'changed-on-disk', message, ...(file === undefined ? {} : { file }) };
}

function reasonOf(error: unknown): AppError {
  const expected = expectedError(error);
  if (expected !== undefined) return expected;
  throw error;
}
