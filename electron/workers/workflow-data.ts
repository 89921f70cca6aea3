import type { Identity, Structure, Task } from '../../shared/contract/documents.ts';
import { AppException, type Problem } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import { buildGen1Index } from '../generations/gen1-build.ts';
import type { WorkflowDocuments } from '../generations/gen1-documents.ts';
import { IndexLookup } from '../generations/index-lookup.ts';
import { distinctIterations } from '../generations/iterations.ts';
import type { PersistentStore } from '../persistence/persistent-store.ts';
import type {
  ElementRecord,
  IterationRecord,
  ParameterData,
  SubmissionRecord,
} from '../persistence/records.ts';
import type { PyDict } from '../persistence/values.ts';
import { SharedTask } from './shared-task.ts';

/** The index with what could not be read of it. */
export interface IndexedRuns {
  readonly lookup: IndexLookup;
  readonly problems: readonly Problem[];
}

/**
 * What the handlers of an open GEN1 workflow share: its store, its documents and its run index. The
 * documents are those of the moment it was opened; reopening reads them again.
 */
export class WorkflowData {
  readonly store: PersistentStore;
  readonly #documents: WorkflowDocuments;
  readonly #runs: SharedTask<IndexedRuns>;
  #lookup: IndexLookup | undefined;

  constructor(store: PersistentStore, documents: WorkflowDocuments) {
    this.store = store;
    this.#documents = documents;
    this.#runs = new SharedTask((context) => this.#buildIndex(context));
  }

  get identity(): Identity {
    return this.#documents.identity;
  }

  get template(): PyDict {
    return this.#documents.template;
  }

  get tasks(): readonly Task[] {
    return this.#documents.structure.tasks;
  }

  get submissions(): readonly SubmissionRecord[] {
    return this.#documents.submissions;
  }

  /** Counts of iterations and runs are there once the index is. */
  async structure(): Promise<Structure> {
    const { identity, structure, submissions, problems } = this.#documents;
    // Only here, for a JSON store must load its parameters to tell how many there are.
    const parameters = await this.store.parameterIndices();
    return {
      identity,
      tasks: structure.tasks.map((task) => ({ ...task, ...this.#lookup?.countsOf(task.index) })),
      loops: [...structure.loops],
      submissionCount: submissions.length,
      parameterCount: parameters.length,
      problems: [...problems],
    };
  }

  /** The run index; built once, shared by all who ask. */
  runs(context: CallContext): Promise<IndexedRuns> {
    return this.#runs.get(context);
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
  async element(task: Task, element: number): Promise<ElementRecord> {
    if (element < task.elementCount) {
      const selection = { start: element, stop: element + 1, step: 1 };
      const [record] = await this.store.getTaskElements(task.index, task.insertId, selection);
      if (record !== undefined) return record;
    }
    throw new AppException({
      code: 'not-found',
      message: `Task ${task.name} has no element ${element}.`,
    });
  }

  /** @throws {AppException} `not-found` */
  async iteration(task: Task, element: number, ordinal: number): Promise<IterationRecord> {
    const record = await this.element(task, element);
    const iteration = distinctIterations(record.iterations)[ordinal];
    if (iteration !== undefined) return iteration;
    throw new AppException({
      code: 'not-found',
      message: `Element ${element} of task ${task.name} has no iteration ${ordinal}.`,
    });
  }

  parameter(index: number): Promise<ParameterData> {
    return this.store.getParameterData(index);
  }

  async #buildIndex(context: CallContext): Promise<IndexedRuns> {
    const { structure, submissions } = this.#documents;
    const { index, problems } = await buildGen1Index(
      this.store,
      {
        insertIds: structure.tasks.map(({ insertId }) => insertId),
        loops: structure.loops.map(({ name }) => name),
        submissions,
        elementCount: structure.tasks.reduce((sum, task) => sum + task.elementCount, 0),
      },
      context,
    );
    this.#lookup = new IndexLookup(index, structure.tasks.length);
    return { lookup: this.#lookup, problems };
  }
}
