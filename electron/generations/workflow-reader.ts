import type { Identity, Loop, RunDetail, Source, Task } from '../../shared/contract/documents.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import type { CallContext } from '../../shared/contract/handlers.ts';
import type { JobscriptGrid, Submission } from '../../shared/contract/submissions.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import type { FileSource } from '../files/file-source.ts';
import type { ParameterData, ParameterSource } from '../persistence/records.ts';
import type { PyDict, PyValue } from '../persistence/values.ts';
import type { DataIndex } from './data-index.ts';
import type { IndexLookup } from './index-lookup.ts';
import type { RunFileFacts } from './run-files/run-place.ts';
import type { UnknownType } from './unknown-type.ts';

/** The run index with what could not be read of it. */
export interface IndexResult {
  readonly index: RunIndex;
  readonly problems: readonly Problem[];
  /** Skip reasons by run ID, where the generation has them: for what is said of single runs. */
  readonly skips?: Uint8Array | undefined;
}

/** One iteration of an element with the data of its runs. */
export interface IterationData {
  /** As hpcflow numbers it. */
  readonly id: number;
  readonly loopIdx: RunDetail['loopIdx'];
  /** Its own data index. */
  readonly dataIndex: DataIndex;
  /** Data indices of its runs by action index, in stored order; of each action oldest first. */
  readonly actions: ReadonlyMap<number, readonly DataIndex[]>;
}

/** All iterations of one element with their data. */
export interface ElementData {
  /** Position within the task. */
  readonly element: number;
  /** Oldest first, repeats left out: in the order of the run index. */
  readonly iterations: readonly IterationData[];
}

/** What is recorded of a run beyond the columns of the run index. */
export type RunFacts = Partial<
  Pick<
    NonNullable<RunDetail['run']>,
    | 'inference'
    | 'skipReason'
    | 'host'
    | 'port'
    | 'directory'
    | 'commands'
    | 'filesMade'
    | 'filesChanged'
    | 'filesRemoved'
    | 'metadata'
    | 'jobscriptBlock'
    | 'jobscriptRow'
    | 'jobscriptColumn'
  >
>;

/** A value, and how it is stored. */
export interface StoredParameter {
  readonly isSet: boolean;
  /** Of a file, what is stored of it. */
  readonly value: PyValue;
  /** The value is a file. */
  readonly file?: StoredFile | undefined;
  /** What of its encoding is not known; the value is without it. */
  readonly notices: readonly UnknownType[];
}

/** A file as a value (FORMATS §13.5, GEN4 §9.4). */
export interface StoredFile {
  /** Relative to the workflow when it is kept there, else as the person gave it. */
  readonly path: string;
  readonly isKept: boolean;
}

/** A jobscript, or a block of it. */
export interface GridPlace {
  readonly submission: number;
  readonly jobscript: number;
  readonly block?: number | undefined;
}

/**
 * An open workflow of any generation and store, as far as the views ask for it: the documents of the
 * moment it was opened, and the rest read when it is asked for. Above it nobody knows the
 * generation. Tasks are meant by the entries of {@link tasks}, elements by their position within
 * the task, iterations by their position among those of the element, repeats left out.
 *
 * All that reads may throw an AppException with `corrupt-data`, `permission-denied`, `not-found` or
 * `changed-on-disk`.
 */
export interface WorkflowReader {
  readonly identity: Identity;
  /** The template as stored. */
  readonly template: PyDict;
  /** In template order. */
  readonly tasks: readonly Task[];
  readonly loops: readonly Loop[];
  readonly submissionCount: number;
  /** What is wrong with the documents. */
  readonly problems: readonly Problem[];
  /**
   * What of the layout is not understood, as a later hpcflow may have added it: each once, with what
   * that means. No parameter is read for it.
   */
  notUnderstood(): Promise<readonly Problem[]>;
  /** What this workflow's hpcflow does not record of a run, such as `exit code`. */
  readonly notRecorded: readonly string[];
  /** Its hpcflow stores that runs are skipped, and not why. */
  readonly areSkipsInferred: boolean;

  /** Arrays of before they were rechunked that are kept, by their keys; GEN1 cannot be rechunked. */
  readonly rechunkBackups?: readonly string[];

  /** Files and folders, by their keys, whose content decides all of the above and the index. */
  readonly indexedFiles: readonly string[];
  /** File of its own, or of few runs, with what the run in a row of the index says of its state. */
  fileOfRun(row: number, lookup: IndexLookup): string | undefined;
  /** Reads all elements, iterations and runs. @throws {AppException} `cancelled` */
  buildIndex(context: CallContext): Promise<IndexResult>;
  /** Takes an index that was built before, of the same state of the files, as its own. */
  restoreIndex(result: IndexResult): void;

  /**
   * Data of the last iteration of the elements `start … stop - 1` of a task, for inputs and
   * resources; `undefined` with a problem where it cannot be read.
   */
  elementData(
    task: Task,
    start: number,
    stop: number,
    problems: Problem[],
  ): Promise<readonly (DataIndex | undefined)[]>;
  /** As {@link elementData} for all elements, in batches; what cannot be read is left out. */
  elementDataBatches(task: Task): AsyncIterable<readonly (DataIndex | undefined)[]>;
  /**
   * Data indices of all iterations and runs of a task, in batches by ascending element, for questions
   * about the workflow as a whole; elements that cannot be read are left out.
   */
  dataIndexBatches(task: Task): AsyncIterable<readonly ElementData[]>;
  /** @throws {AppException} `not-found` */
  iteration(task: Task, element: number, ordinal: number): Promise<IterationData>;

  /** Parameter numbers that exist, ascending. */
  parameterIndices(): Promise<Uint32Array>;
  /** @throws {AppException} `not-found` */
  parameter(index: number): Promise<ParameterData>;
  /** As {@link parameter}, with what there is to say of how it is stored. */
  storedParameter(index: number): Promise<StoredParameter>;
  /** 1 where a parameter is set; also where it cannot be read, for then something was stored. */
  areParametersSet(indices: Uint32Array): Promise<Uint8Array>;
  /** Stored sources; `undefined` where there is none. */
  parameterSources(indices: Uint32Array): Promise<readonly (ParameterSource | undefined)[]>;
  /** What a stored source means. */
  sourceOf(stored: ParameterSource, lookup: IndexLookup): Source;

  /** What is recorded of the run in a row of the index, beyond the index. */
  runFacts(row: number, lookup: IndexLookup): Promise<RunFacts>;

  /** The folder or archive, for the files of runs. */
  readonly files: FileSource;
  /** What decides where the files of the run in a row of the index are. */
  runFileFacts(row: number, lookup: IndexLookup): Promise<RunFileFacts>;

  submissions(lookup: IndexLookup): Promise<Submission[]>;
  /** @throws {AppException} `not-found`, `too-large` */
  grid(place: GridPlace, lookup: IndexLookup): Promise<JobscriptGrid>;

  /** Lets go of what is kept of the documents. */
  close(): Promise<void>;
}
