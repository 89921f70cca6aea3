import type {
  ElementRecord,
  ParameterData,
  ParameterSource,
  Slice,
  SubmissionRecord,
  TaskCounts,
} from './records.ts';
import type { PyDict, PyValue } from './values.ts';
import type { WorkflowContext } from './workflow-context.ts';

/** What a kind of store supports; hpcflow's `PersistentStoreFeatures`. */
export interface PersistentStoreFeatures {
  readonly jobscript_parallelism: boolean;
  readonly EAR_parallelism: boolean;
  readonly schedulers: boolean;
  readonly submission: boolean;
}

/** hpcflow's `PersistentStore`: the reading members (FORMATS §9, §10; hpcflow 0.2.0a31–a50). */
export abstract class PersistentStore {
  /** hpcflow: `features` */
  abstract readonly features: PersistentStoreFeatures;
  /** hpcflow: `store_name` */
  abstract readonly storeName: 'json' | 'zarr';
  /** hpcflow: `workflow` */
  readonly workflow: WorkflowContext;

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
  abstract get hasPending(): boolean;

  /** hpcflow: `ts_fmt` */
  abstract tsFmt(): Promise<string>;
  /** hpcflow: `exists` */
  abstract exists(): Promise<boolean>;
  /** hpcflow: `cached_load`, as a scope: documents are read once and kept until `scope` settles. */
  abstract cachedLoad<T>(scope: () => Promise<T>): Promise<T>;
  /** hpcflow: `is_modified_on_disk` */
  abstract isModifiedOnDisk(): Promise<boolean>;
  /** hpcflow: `load_metadata` */
  abstract loadMetadata(): Promise<PyDict>;

  /** hpcflow: `get_creation_info` */
  abstract getCreationInfo(): Promise<PyDict>;
  /** hpcflow: `get_template` */
  abstract getTemplate(): Promise<PyDict>;
  /** hpcflow: `get_template_components` */
  abstract getTemplateComponents(): Promise<PyDict>;
  /** hpcflow: `get_all_tasks_metadata` */
  abstract getAllTasksMetadata(): Promise<TaskCounts[]>;
  /** hpcflow: `get_num_added_tasks` */
  abstract getNumAddedTasks(): Promise<number>;
  /** hpcflow: `get_loops` */
  abstract getLoops(): Promise<readonly PyValue[]>;
  /** hpcflow: `get_submissions` */
  abstract getSubmissions(): Promise<SubmissionRecord[]>;

  /** hpcflow: `get_task_elements` */
  abstract getTaskElements(
    taskIdx: number,
    taskInsertId: number,
    selection: Slice,
    keepIterationsIdx?: boolean,
  ): Promise<ElementRecord[]>;
  /** hpcflow: `get_task_elements_islice` */
  abstract getTaskElementsIslice(
    taskIdx: number,
    taskInsertId: number,
    selection: Slice,
  ): AsyncIterable<ElementRecord>;

  /** hpcflow: `get_parameter_data` */
  abstract getParameterData(index: number): Promise<ParameterData>;
  /** hpcflow: `get_all_parameter_data` */
  abstract getAllParameterData(): Promise<Map<number, ParameterData>>;
  /** hpcflow: `get_parameter_source` */
  abstract getParameterSource(index: number): Promise<ParameterSource>;
  /** hpcflow: `is_parameter_set` */
  abstract isParameterSet(index: number): Promise<boolean>;
  /** hpcflow: `check_parameters_exist` */
  abstract checkParametersExist(index: number): Promise<boolean>;
  abstract checkParametersExist(indices: readonly number[]): Promise<boolean[]>;

  // Not in hpcflow: bulk forms that the run index and the views are built from.

  /** Elements of a task in order, in batches small enough to yield and cancel between. */
  abstract taskElementBatches(
    taskIdx: number,
    taskInsertId: number,
  ): AsyncIterable<readonly ElementRecord[]>;
  /** Number of elements of a task as stored, by insert ID (FORMATS T4: never by position). */
  abstract countTaskElements(taskIdx: number, taskInsertId: number): Promise<number>;
  /** Which of these parameters are set; 1 = set. An index that does not exist reads as 0. */
  abstract areParametersSet(indices: Uint32Array): Promise<Uint8Array>;
  /** Parameter indices that exist, ascending. */
  abstract parameterIndices(): Promise<Uint32Array>;
}
