import { AppException } from '../../shared/contract/errors.ts';
import type { OnUnknownType } from './parameter-value.ts';
import { PendingChanges } from './pending-changes.ts';
import { mergedComponents } from './pending-components.ts';
import { PendingTaskRows } from './pending-task-rows.ts';
import type {
  ElementRecord,
  IterationRecord,
  ParameterData,
  ParameterSource,
  Slice,
  SubmissionRecord,
  TaskCounts,
} from './records.ts';
import { selectedPositions } from './selection.ts';
import { corrupt, invalidRequest } from './store-errors.ts';
import { decodeSubmissions } from './submissions.ts';
import { elementsAt, type OnProblem, type TaskRows } from './task-rows.ts';
import { type TimeParser, timeParser } from './timestamps.ts';
import { isDict, isList, type PyDict, type PyValue } from './values.ts';
import type { WorkflowContext } from './workflow-context.ts';

/** What a kind of store supports; hpcflow's `PersistentStoreFeatures`. */
export interface PersistentStoreFeatures {
  readonly jobscript_parallelism: boolean;
  readonly EAR_parallelism: boolean;
  readonly schedulers: boolean;
  readonly submission: boolean;
}

/** A task as the template knows it. */
export interface TemplateTask {
  readonly index: number;
  readonly insertId: number;
}

/**
 * The reading members of hpcflow's `PersistentStore` (FORMATS §9, §10; hpcflow 0.2.0a31–a50). They
 * see what is pending where hpcflow's do (§9.6), and never write.
 *
 * All of them may throw an AppException with `not-found`, `permission-denied`, `changed-on-disk`
 * or `corrupt-data`.
 */
export abstract class ReadingStore {
  /** hpcflow: `features` */
  abstract readonly features: PersistentStoreFeatures;
  /** hpcflow: `store_name` */
  abstract readonly storeName: 'json' | 'zarr';
  /** hpcflow: `workflow` */
  readonly workflow: WorkflowContext;
  /** Changes not yet committed. */
  protected readonly pending = new PendingChanges();

  protected constructor(workflow: WorkflowContext) {
    this.workflow = workflow;
  }

  /** hpcflow: `store_path` */
  get storePath(): string {
    return this.workflow.path;
  }
  /** hpcflow: `workflow_path` */
  get workflowPath(): string {
    return this.workflow.path;
  }
  /** hpcflow: `has_pending` */
  get hasPending(): boolean {
    return !this.pending.isEmpty;
  }

  /** File that holds the documents, for messages. */
  abstract readonly documentFile: string;
  /** File that holds the submissions, for messages. */
  protected abstract readonly submissionsFile: string;
  /** A member of the document with the workflow's metadata. */
  protected abstract rootMember(key: string): Promise<PyValue>;
  /** The stored list of submissions. */
  protected abstract storedSubmissions(): Promise<PyValue>;
  /** Stored rows of a task; `undefined` when the store has none for it. */
  protected abstract committedRows(
    taskIdx: number,
    taskInsertId: number,
  ): Promise<TaskRows | undefined>;

  /** hpcflow: `exists` */
  abstract exists(): Promise<boolean>;
  /** hpcflow: `cached_load`, as a scope: documents are read once and kept until `scope` settles. */
  abstract cachedLoad<T>(scope: () => Promise<T>): Promise<T>;
  /** hpcflow: `is_modified_on_disk`; false outside of {@link cachedLoad}. */
  abstract isModifiedOnDisk(): Promise<boolean>;
  /** Keys of the document with the workflow's metadata. */
  async rootKeys(): Promise<readonly string[]> {
    return [...(await this.loadMetadata()).keys()];
  }
  /** hpcflow: `load_metadata` */
  abstract loadMetadata(): Promise<PyDict>;

  /** hpcflow: `get_creation_info` */
  async getCreationInfo(): Promise<PyDict> {
    return this.#dictMember('creation_info');
  }

  /** hpcflow: `ts_fmt` */
  async tsFmt(): Promise<string> {
    const format = (await this.getCreationInfo()).get('ts_fmt');
    if (typeof format === 'string') return format;
    throw corrupt(this.documentFile, 'creation_info.ts_fmt', 'is no text');
  }

  /** hpcflow: `get_template` */
  async getTemplate(): Promise<PyDict> {
    return this.#dictMember('template');
  }

  /** hpcflow: `get_template_components` */
  async getTemplateComponents(): Promise<PyDict> {
    const committed = await this.#dictMember('template_components');
    return mergedComponents(committed, this.pending.templateComponents);
  }

  /** hpcflow: `get_num_added_tasks` */
  async getNumAddedTasks(): Promise<number> {
    const count = await this.rootMember('num_added_tasks');
    if (typeof count !== 'number')
      throw corrupt(this.documentFile, 'num_added_tasks', 'is no integer');
    return count + this.pending.tasks.size;
  }

  /** hpcflow: `get_loops` */
  async getLoops(): Promise<readonly PyValue[]> {
    const loops = await this.rootMember('loops');
    if (!isList(loops)) throw corrupt(this.documentFile, 'loops', 'is no list');
    return loops;
  }

  /** hpcflow: `get_submissions` */
  async getSubmissions(): Promise<SubmissionRecord[]> {
    const [stored, parse] = [await this.storedSubmissions(), await this.timeParser()];
    return decodeSubmissions(stored, parse, this.submissionsFile);
  }

  /**
   * hpcflow: `get_all_tasks_metadata`. One entry per task in template order in both stores;
   * hpcflow's Zarr store lists them in the text order of their group names (FORMATS T4).
   */
  abstract getAllTasksMetadata(): Promise<TaskCounts[]>;

  /**
   * hpcflow: `get_task_elements`. A stop beyond the end is cut off.
   *
   * @throws StoreException `unsupported-operation` for negative parts of the selection,
   *   `invalid-request` for parts that are no integers, and in the Zarr store for a selection
   *   without element iterations
   */
  async getTaskElements(
    taskIdx: number,
    taskInsertId: number,
    selection: Slice,
    keepIterationsIdx = false,
  ): Promise<ElementRecord[]> {
    const rows = await this.taskRows(taskIdx, taskInsertId);
    const positions = selectedPositions(selection, rows.elementCount);
    return elementsAt(rows, positions, keepIterationsIdx);
  }

  /** hpcflow: `get_task_elements_islice`; one element per step. */
  async *getTaskElementsIslice(
    taskIdx: number,
    taskInsertId: number,
    selection: Slice,
  ): AsyncIterable<ElementRecord> {
    const rows = await this.taskRows(taskIdx, taskInsertId);
    for (const position of selectedPositions(selection, rows.elementCount)) {
      const one = { start: position, stop: position + 1, step: 1 };
      yield* await this.getTaskElements(taskIdx, taskInsertId, one);
    }
  }

  /** hpcflow: `get_parameter_data` @throws StoreException `not-found` */
  abstract getParameterData(index: number, onUnknown?: OnUnknownType): Promise<ParameterData>;
  /** hpcflow: `get_all_parameter_data`; ascending, gaps left out (FORMATS T7). */
  abstract getAllParameterData(): Promise<Map<number, ParameterData>>;
  /** hpcflow: `get_parameter_source` @throws StoreException `not-found` */
  abstract getParameterSource(index: number): Promise<ParameterSource>;
  /** hpcflow: `is_parameter_set` @throws StoreException `not-found` */
  abstract isParameterSet(index: number): Promise<boolean>;
  /** hpcflow: `check_parameters_exist` */
  abstract checkParametersExist(index: number): Promise<boolean>;
  abstract checkParametersExist(indices: readonly number[]): Promise<boolean[]>;

  // Not in hpcflow: bulk forms that the run index and the views are built from.

  /**
   * Elements of a task in order, in batches small enough to yield and cancel between.
   *
   * @param onProblem - Told of rows that cannot be read, whose elements then come without
   *   iterations; when absent the first one is thrown.
   * @param wanted - `data` for who has no use for the times of runs: where they are files of their
   *   own they are then not read, and `null`.
   */
  abstract taskElementBatches(
    taskIdx: number,
    taskInsertId: number,
    onProblem?: OnProblem,
    wanted?: 'all' | 'data',
  ): AsyncIterable<readonly ElementRecord[]>;
  /**
   * All iterations of a task in order, those that no element has included.
   *
   * @throws AppException `corrupt-data` for the first that cannot be read
   */
  async taskIterations(taskIdx: number, taskInsertId: number): Promise<IterationRecord[]> {
    const rows = await this.taskRows(taskIdx, taskInsertId);
    const found = await rows.iterations(Array.from({ length: rows.iterationCount }, (_, i) => i));
    return [...found.values()].map((iteration) => {
      if (iteration instanceof AppException) throw iteration;
      return iteration;
    });
  }

  /** Number of elements of a task as stored, by insert ID (FORMATS T4: never by position). */
  abstract countTaskElements(taskIdx: number, taskInsertId: number): Promise<number>;
  /**
   * Which of these parameters are set; 1 = set. An index that does not exist reads as 0.
   *
   * @param onProblem - Told of parameters that cannot be read; they read as 1, as nothing may be
   *   inferred from them. Without it the first one is thrown.
   */
  abstract areParametersSet(indices: Uint32Array, onProblem?: OnProblem): Promise<Uint8Array>;
  /** Parameter indices that exist, ascending. */
  abstract parameterIndices(): Promise<Uint32Array>;
  /** Sources of many parameters; `undefined` where there is none (FORMATS T24). */
  abstract getParameterSources(
    indices: Uint32Array,
  ): Promise<readonly (ParameterSource | undefined)[]>;

  /** Rows of a task with those that are pending (FORMATS §9.6). */
  protected async taskRows(taskIdx: number, taskInsertId: number): Promise<TaskRows> {
    const { rows, tasks, runSubmissions } = this.pending;
    const isNew = [...tasks.values()].some((task) => task.get('insert_ID') === taskInsertId);
    const committed = isNew ? undefined : await this.committedRows(taskIdx, taskInsertId);
    const pending = rows.get(taskInsertId);
    if (committed !== undefined && pending === undefined && runSubmissions.size === 0) {
      return committed;
    }
    const isKnown = async (): Promise<boolean> =>
      (await this.templateTasks()).some((task) => task.insertId === taskInsertId);
    // A task of the template whose rows an interrupted commit did not come to has none (T24).
    if (committed === undefined && pending === undefined && !isNew && !(await isKnown())) {
      const message = `The workflow has no task with the insert ID ${taskInsertId}.`;
      throw invalidRequest('IndexError', message, 'task');
    }
    const parse = await this.timeParser();
    return new PendingTaskRows(taskInsertId, committed, pending, runSubmissions, parse);
  }

  /** Tasks in template order. */
  protected async templateTasks(): Promise<TemplateTask[]> {
    const tasks = (await this.getTemplate()).get('tasks');
    if (!isList(tasks)) throw corrupt(this.documentFile, 'template.tasks', 'is no list');
    return tasks.map((task, index) => {
      const insertId = isDict(task) ? task.get('insert_ID') : undefined;
      if (typeof insertId === 'number') return { index, insertId };
      throw corrupt(this.documentFile, `template.tasks.${index}.insert_ID`, 'is no integer');
    });
  }

  /** Reader of times in the workflow's own format. */
  protected async timeParser(): Promise<TimeParser> {
    const format = await this.tsFmt();
    const parse = timeParser(format);
    if (parse !== undefined) return parse;
    const what = `(“${format}”) has parts that cannot be read back as a time`;
    throw corrupt(this.documentFile, 'creation_info.ts_fmt', what);
  }

  async #dictMember(key: string): Promise<PyDict> {
    const value = await this.rootMember(key);
    if (isDict(value)) return value;
    throw corrupt(this.documentFile, key, 'is no map');
  }
}
