import type {
  Counts,
  Freshness,
  Identity,
  Structure,
  Task,
} from '../../shared/contract/documents.ts';
import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import { IndexLookup } from '../generations/index-lookup.ts';
import { UnknownTypes } from '../generations/unknown-type.ts';
import type {
  IterationData,
  StoredParameter,
  WorkflowReader,
} from '../generations/workflow-reader.ts';
import type { ParameterData } from '../persistence/records.ts';
import type { PyDict } from '../persistence/values.ts';
import { countsOfRuns } from './counts.ts';
import type { IndexKeeper } from './index-cache/index-keeper.ts';
import { SharedTask } from './shared-task.ts';

/** The index with what could not be read of it. */
export interface IndexedRuns {
  readonly lookup: IndexLookup;
  readonly problems: readonly Problem[];
}

/**
 * What the handlers of an open workflow share: its reader, and its run index, which is built once.
 * The documents are those of the moment it was opened; reopening reads them again.
 */
export class WorkflowData {
  readonly reader: WorkflowReader;
  readonly #keeper: IndexKeeper | undefined;
  readonly #runs: SharedTask<IndexedRuns>;
  readonly #unknownTypes = new UnknownTypes();
  #indexed: IndexedRuns | undefined;

  /** @param keeper - Keeps the run index for the next opening, where the host has a place for it. */
  constructor(reader: WorkflowReader, keeper?: IndexKeeper) {
    this.reader = reader;
    this.#keeper = keeper;
    this.#runs = new SharedTask((context) => this.#buildIndex(context));
  }

  get identity(): Identity {
    return this.reader.identity;
  }

  get template(): PyDict {
    return this.reader.template;
  }

  get tasks(): readonly Task[] {
    return this.reader.tasks;
  }

  /** Counts of iterations and runs are there once the index is. */
  async structure(): Promise<Structure> {
    const { identity, tasks, loops, submissionCount, problems, rechunkBackups = [] } = this.reader;
    // Only here, for a JSON store must load its parameters to tell how many there are.
    const parameters = await this.reader.parameterIndices();
    return {
      identity,
      tasks: tasks.map((task) => ({ ...task, ...this.#indexed?.lookup.countsOf(task.index) })),
      loops: [...loops],
      submissionCount,
      parameterCount: parameters.length,
      areSkipsInferred: this.reader.areSkipsInferred,
      ...(rechunkBackups.length === 0 ? {} : { rechunkBackups: [...rechunkBackups] }),
      problems: [...problems],
    };
  }

  /** The run index; built once, shared by all who ask. */
  runs(context: CallContext): Promise<IndexedRuns> {
    return this.#runs.get(context);
  }

  /** The run index where it is built already. */
  get indexed(): IndexedRuns | undefined {
    return this.#indexed;
  }

  /** Runs by status; from the run index. */
  async counts(context: CallContext): Promise<Counts> {
    return this.#countsOf(await this.runs(context));
  }

  /** Whether what an earlier opening kept is still so; known once the run index is. */
  async freshness(context: CallContext): Promise<Freshness> {
    const { asOfMs } = (await this.runs(context)).lookup.index;
    return {
      shownAsOfMs: this.#keeper?.shownAsOfMs ?? asOfMs,
      checkedMs: asOfMs,
      wasChanged: this.#keeper?.wasChanged ?? false,
    };
  }

  /** @throws {AppException} `not-found` */
  task(insertId: number): Task {
    const task = this.tasks.find((candidate) => candidate.insertId === insertId);
    if (task !== undefined) return task;
    throw new AppException({
      code: 'not-found',
      message: `The workflow has no task with the insert ID ${insertId}.`,
    });
  }

  /** @throws {AppException} `not-found` */
  iteration(task: Task, element: number, ordinal: number): Promise<IterationData> {
    return this.reader.iteration(task, element, ordinal);
  }

  async parameter(index: number): Promise<ParameterData> {
    const { isSet, value } = await this.storedParameter(index);
    return [isSet, value];
  }

  async storedParameter(index: number): Promise<StoredParameter> {
    const found = await this.reader.storedParameter(index);
    this.#unknownTypes.note(found.notices);
    return found;
  }

  /**
   * What of the workflow is not understood, each once: of its layout, and of the values as far as any
   * were read. More values may tell more.
   */
  async notUnderstood(): Promise<readonly Problem[]> {
    return [...(await this.reader.notUnderstood()), ...this.#unknownTypes.notices()];
  }

  #countsOf({ lookup, problems }: IndexedRuns): Counts {
    const counts = countsOfRuns(lookup, this.tasks.length);
    return { asOfMs: lookup.index.asOfMs, ...counts, problems: [...problems] };
  }

  async #buildIndex(context: CallContext): Promise<IndexedRuns> {
    const kept = await this.#keeper?.recall(this.reader, context);
    if (kept !== undefined) this.reader.restoreIndex(kept);
    const result = kept ?? (await this.reader.buildIndex(context));
    const lookup = new IndexLookup(result.index, this.tasks.length);
    const runs = { lookup, problems: result.problems };
    this.#indexed = runs;
    if (kept === undefined) {
      this.#keeper?.keep(result, async () => ({
        structure: await this.structure(),
        counts: this.#countsOf(runs),
      }));
    }
    return runs;
  }
}
