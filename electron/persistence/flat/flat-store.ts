import { AppException, type Problem } from '../../../shared/contract/errors.ts';
import type { FileSource } from '../../files/file-source.ts';
import { decodeParameter, type OnUnknownType } from '../parameter-value.ts';
import type { PersistentStoreFeatures } from '../reading-store.ts';
import { corrupt, StoreException } from '../store-errors.ts';
import type { OnProblem } from '../task-rows.ts';
import { DEFAULT_TS_FMT, timeParser } from '../timestamps.ts';
import { type UnknownPart, unknownMembers } from '../unknown-parts.ts';
import { isDict, isList, type PyDict, type PyValue } from '../values.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import type { ParseTime } from './decode-record.ts';
import type {
  FlatDataIdx,
  FlatElement,
  FlatIteration,
  FlatParameter,
  FlatRun,
  FlatTask,
  IndexedElement,
  IndexedIteration,
  RunDirectoryRow,
} from './records.ts';
import { RefusedWrites } from './refused-writes.ts';
import type { RunColumns } from './run-columns.ts';

/** What these stores support as hpcflow declares it (FORMATS §13; GEN1 has four members less). */
export interface FlatStoreFeatures extends PersistentStoreFeatures {
  readonly create: boolean;
  readonly edit: boolean;
}

export type WantedOfSubmissions = 'all' | 'without-elements';

/** A record, or why it cannot be read. */
export type OrError<T> = T | AppException;

/**
 * The reading members of hpcflow's `PersistentStore` since 0.2.0a51 (GEN2 and later, FORMATS §13,
 * GEN4): flat lists of records with workflow-wide numbers, which are their positions. Its documents
 * are those of the moment it was opened.
 *
 * All of them may throw an AppException with `permission-denied`, `changed-on-disk` or
 * `corrupt-data`, and a StoreException `not-found` for numbers that do not exist.
 */
export abstract class FlatStore extends RefusedWrites {
  /** hpcflow: `_features` */
  abstract readonly features: FlatStoreFeatures;
  /** hpcflow: `_name` */
  abstract readonly storeName: 'json' | 'zarr' | 'zip';
  /** File that holds the documents, for messages. */
  abstract readonly documentFile: string;
  /** File or array that holds the parameters, for messages. */
  abstract readonly parameterFile: string;

  protected constructor(
    readonly workflow: WorkflowContext,
    readonly source: FileSource,
  ) {
    super();
  }

  /** What was found missing when it was opened. */
  get problems(): readonly Problem[] {
    return [];
  }

  /**
   * What of the store this reader has no name for; of records, what the first of each kind shows. No
   * parameter is read for it.
   */
  async unknownParts(): Promise<readonly UnknownPart[]> {
    return unknownMembers(this.documentFile, this.rootKeys());
  }

  /** Arrays of before they were rechunked that are kept, by their keys (GEN4 §18). */
  get rechunkBackups(): readonly string[] {
    return [];
  }

  /** Keys of the document with the workflow's metadata. */
  protected abstract rootKeys(): Iterable<string>;
  /** A member of the document with the workflow's metadata; `undefined` when it is not there. */
  abstract rootMember(key: string): PyValue | undefined;
  /** The list of submissions as stored; see {@link getSubmissions}. */
  protected abstract storedSubmissions(wanted: WantedOfSubmissions): Promise<PyValue | undefined>;
  /** hpcflow: `get_tasks` */
  abstract getTasks(): Promise<FlatTask[]>;

  abstract readonly elementCount: number;
  abstract readonly iterationCount: number;
  abstract readonly runCount: number;
  /** Numbers of parameters, ascending. */
  abstract parameterIds(): Uint32Array;

  protected abstract elementsAt(ids: readonly number[]): Promise<OrError<FlatElement>[]>;
  protected abstract iterationsAt(ids: readonly number[]): Promise<OrError<FlatIteration>[]>;
  protected abstract runsAt(ids: readonly number[]): Promise<OrError<FlatRun>[]>;
  /** Encoded value of a parameter; anything but a map is unset (FORMATS T9). */
  protected abstract encodedParameter(id: number): Promise<PyValue>;
  protected abstract storedSource(id: number): Promise<PyValue | undefined>;

  // Not in hpcflow: bulk forms that the run index is built from.

  /** All elements in the order of their numbers, in batches. */
  abstract elementBatches(): AsyncIterable<readonly OrError<IndexedElement>[]>;
  /** All iterations in the order of their numbers, in batches. */
  abstract iterationBatches(): AsyncIterable<readonly OrError<IndexedIteration>[]>;
  /**
   * All runs as columns.
   *
   * @param onProblem - Told of runs that cannot be read; they are absent from the columns.
   * @param breathe - Called with the number of runs read so far; may throw to stop.
   */
  abstract runColumns(
    onProblem: OnProblem,
    breathe: (done: number) => Promise<void>,
  ): Promise<RunColumns>;
  /** File of its own, or of few runs, with what a run says of its state; where there is one. */
  runFile(_id: number): string | undefined {
    return undefined;
  }
  /** Data indices of runs; those that cannot be read are left out. */
  async runDataIdx(ids: readonly number[]): Promise<ReadonlyMap<number, FlatDataIdx>> {
    const found = new Map<number, FlatDataIdx>();
    for (const run of await this.runsAt(ids.filter((id) => id >= 0 && id < this.runCount))) {
      if (!(run instanceof AppException)) found.set(run.id_, run.data_idx);
    }
    return found;
  }

  /** As {@link getElements}, what cannot be read being its error. */
  tryElements(ids: readonly number[]): Promise<OrError<FlatElement>[]> {
    return this.elementsAt(ids);
  }

  /** As {@link getElementIterations}, what cannot be read being its error. */
  tryIterations(ids: readonly number[]): Promise<OrError<FlatIteration>[]> {
    return this.iterationsAt(ids);
  }

  /** 1 where a parameter is set; also where it cannot be read, for then something was stored. */
  async areParametersSet(ids: Uint32Array): Promise<Uint8Array> {
    const flags = new Uint8Array(ids.length);
    for (const [at, id] of ids.entries()) {
      try {
        flags[at] = isDict(await this.encodedParameter(id)) ? 1 : 0;
      } catch (error) {
        if (!(error instanceof AppException)) throw error;
        flags[at] = 1;
      }
    }
    return flags;
  }

  /** Lets go of what is held open. */
  async close(): Promise<void> {
    this.source.close?.();
  }

  /** Rows of `run_dirs`, by run; empty where no version of hpcflow recorded any. */
  abstract getDirsArr(): Promise<readonly RunDirectoryRow[]>;

  /** hpcflow: `get_creation_info` */
  getCreationInfo(): PyDict {
    return this.#dict('creation_info');
  }

  /** hpcflow: `get_name`; absent before a138. */
  getName(): string | undefined {
    const name = this.rootMember('name');
    return typeof name === 'string' ? name : undefined;
  }

  /** hpcflow: `get_ts_fmt`; a member of the creation info before a59. */
  getTsFmt(): string {
    return this.#format('ts_fmt') ?? DEFAULT_TS_FMT;
  }

  /** hpcflow: `get_ts_name_fmt` */
  getTsNameFmt(): string | undefined {
    return this.#format('ts_name_fmt');
  }

  /** hpcflow: `get_template` */
  getTemplate(): PyDict {
    return this.#dict('template');
  }

  /** hpcflow: `get_template_components` */
  getTemplateComponents(): PyDict {
    return this.#dict('template_components');
  }

  /** hpcflow: `_get_num_total_added_tasks` */
  getNumAddedTasks(): number {
    const count = this.rootMember('num_added_tasks');
    if (typeof count === 'number') return count;
    throw corrupt(this.documentFile, 'num_added_tasks', 'is no integer');
  }

  /** hpcflow: `get_loops`, by position. */
  getLoops(): readonly PyDict[] {
    const loops = this.rootMember('loops') ?? [];
    if (!isList(loops)) throw corrupt(this.documentFile, 'loops', 'is no list');
    return loops.map((loop, position) => {
      if (isDict(loop)) return loop;
      throw corrupt(this.documentFile, `loops.${position}`, 'is no map');
    });
  }

  /**
   * hpcflow: `get_submissions`, by position.
   *
   * @param wanted - The elements of the tasks in each block may be left out: a map for every element,
   *   of which the grid of runs tells the same.
   */
  async getSubmissions(wanted: WantedOfSubmissions = 'all'): Promise<readonly PyDict[]> {
    const stored = (await this.storedSubmissions(wanted)) ?? [];
    if (!isList(stored)) throw corrupt(this.documentFile, 'submissions', 'is no list');
    return stored.map((submission, position) => {
      if (isDict(submission)) return submission;
      throw corrupt(this.documentFile, `submissions.${position}`, 'is no map');
    });
  }

  /** hpcflow: `get_elements`; all of them unless told otherwise. */
  async getElements(ids?: readonly number[]): Promise<FlatElement[]> {
    return all(await this.elementsAt(this.#known(ids, this.elementCount, 'element')));
  }

  /** hpcflow: `get_element_iterations` */
  async getElementIterations(ids?: readonly number[]): Promise<FlatIteration[]> {
    return all(await this.iterationsAt(this.#known(ids, this.iterationCount, 'iteration')));
  }

  /** hpcflow: `get_EARs` */
  async getEARs(ids?: readonly number[]): Promise<FlatRun[]> {
    return all(await this.runsAt(this.#known(ids, this.runCount, 'run')));
  }

  /** hpcflow: `get_parameters` */
  async getParameters(ids: readonly number[], onUnknown?: OnUnknownType): Promise<FlatParameter[]> {
    const found: FlatParameter[] = [];
    for (const id of ids) found.push(await this.#parameter(id, onUnknown));
    return found;
  }

  /** hpcflow: `get_parameter_set_statuses` */
  async getParameterSetStatuses(ids: readonly number[]): Promise<boolean[]> {
    const flags: boolean[] = [];
    for (const id of ids) flags.push(isDict(await this.#encoded(id)));
    return flags;
  }

  /** hpcflow: `get_parameter_sources`; a source may be missing after a crash (FORMATS T24). */
  async getParameterSources(ids: readonly number[]): Promise<(PyDict | undefined)[]> {
    const found: (PyDict | undefined)[] = [];
    for (const id of ids) {
      const source = await this.storedSource(id);
      found.push(isDict(source) ? source : undefined);
    }
    return found;
  }

  /** hpcflow: `check_parameters_exist` */
  checkParametersExist(ids: readonly number[]): boolean[] {
    const existing = new Set(this.parameterIds());
    return ids.map((id) => existing.has(id));
  }

  /** Reader of run times. Before a59 they are in the usual format, whatever was asked for (§7). */
  protected timeParser(): ParseTime {
    const own = typeof this.rootMember('ts_fmt') === 'string' ? this.getTsFmt() : DEFAULT_TS_FMT;
    const parse = timeParser(own);
    if (parse !== undefined) return parse;
    throw corrupt(
      this.documentFile,
      'ts_fmt',
      `(“${own}”) has parts that cannot be read back as a time`,
    );
  }

  /** Arrays of a parameter, in stores that have arrays. */
  protected arrayGroup(_id: number): Parameters<typeof decodeParameter>[1] {
    return undefined;
  }

  async #parameter(id: number, onUnknown: OnUnknownType | undefined): Promise<FlatParameter> {
    const encoded = await this.#encoded(id);
    if (!isDict(encoded)) return { is_set: false, value: null, file: null };
    const file = encoded.get('file');
    if (isDict(file)) return { is_set: true, value: null, file };
    const value = await decodeParameter(encoded, this.arrayGroup(id), onUnknown);
    return { is_set: true, value, file: null };
  }

  async #encoded(id: number): Promise<PyValue> {
    if (this.checkParametersExist([id])[0] === true) return this.encodedParameter(id);
    throw new StoreException('IndexError', {
      code: 'not-found',
      message: `The workflow has no parameter ${id}.`,
      action: 'Open the workflow again if it was changed since.',
    });
  }

  #known(ids: readonly number[] | undefined, count: number, what: string): readonly number[] {
    if (ids === undefined) return Array.from({ length: count }, (_, id) => id);
    const unknown = ids.find((id) => !(Number.isInteger(id) && id >= 0 && id < count));
    if (unknown === undefined) return ids;
    throw new StoreException('IndexError', {
      code: 'not-found',
      message: `The workflow has no ${what} ${unknown}.`,
      action: 'Open the workflow again if it was changed since.',
    });
  }

  #format(key: string): string | undefined {
    const own = this.rootMember(key);
    if (typeof own === 'string') return own;
    const early = this.getCreationInfo().get(key);
    return typeof early === 'string' ? early : undefined;
  }

  #dict(key: string): PyDict {
    const value = this.rootMember(key);
    if (isDict(value)) return value;
    throw corrupt(this.documentFile, key, value === undefined ? 'is missing' : 'is no map');
  }
}

function all<T>(found: readonly OrError<T>[]): T[] {
  return found.map((record) => {
    if (record instanceof AppException) throw record;
    return record;
  });
}
