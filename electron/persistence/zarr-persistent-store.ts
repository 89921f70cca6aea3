import { AppException } from '../../shared/contract/errors.ts';
import { FolderReader } from '../files/folder-reader.ts';
import { FolderWriter } from '../files/folder-writer.ts';
import { isEarlyVersion } from './app-version.ts';
import { ArrayHandles } from './array-handles.ts';
import { CachedScope } from './cached-scope.ts';
import type { NewRows } from './changing-store.ts';
import type { CommitStep } from './commit-steps.ts';
import { ATTRIBUTES, zarrCommitSteps } from './commit-zarr.ts';
import type { EmptyWorkflow } from './empty-workflow.ts';
import { writeEmptyZarr } from './empty-zarr.ts';
import { finishInterrupted } from './hidden-groups.ts';
import { type JsonDocument, JsonFile } from './json-file.ts';
import { formatJson } from './json-write.ts';
import { loopsOver } from './loops-over.ts';
import { thawedDict } from './mutable-tree.ts';
import type { ObjectArray } from './object-array.ts';
import { type ParameterToAdd, updatedSource } from './parameter-source.ts';
import { decodeParameter, type OnUnknownType } from './parameter-value.ts';
import { PendingLookups } from './pending-lookups.ts';
import { PersistentStore } from './persistent-store.ts';
import type { PersistentStoreFeatures } from './reading-store.ts';
import type {
  ElementRecord,
  ParameterData,
  ParameterSource,
  Slice,
  TaskCounts,
} from './records.ts';
import { rowOf } from './row-of.ts';
import { corrupt, invalidRequest, workflowNotFound } from './store-errors.ts';
import { type StoreOptions, writerOptions } from './store-options.ts';
import { TaskLookups } from './task-lookups.ts';
import { elementBatches, type OnProblem, toProblem } from './task-rows.ts';
import { isDict, type PyDict, type PyValue } from './values.ts';
import type { WorkflowContext } from './workflow-context.ts';
import { carryOut, fileStep, type WriteStep } from './write-plan.ts';
import { ZarrArray } from './zarr-array.ts';
import { zarrDocument } from './zarr-metadata.ts';
import { type ParameterArrays, ParameterWriting } from './zarr-parameters.ts';
import { ZarrTaskRows } from './zarr-task.ts';

const BASE = 'parameter_data/base';
const SOURCES = 'parameter_data/sources';
const ARRAYS = 'parameter_data/arrays';
const NIL = 0xc0;

/** hpcflow's `ZarrPersistentStore` (FORMATS §4): attributes and arrays of a Zarr v2 group. */
export class ZarrPersistentStore extends PersistentStore {
  readonly storeName = 'zarr';
  readonly features: PersistentStoreFeatures = {
    jobscript_parallelism: true,
    EAR_parallelism: true,
    schedulers: true,
    submission: true,
  };
  readonly documentFile = ATTRIBUTES;
  protected readonly submissionsFile = ATTRIBUTES;
  readonly #reader: FolderReader;
  readonly #attributes: JsonFile;
  readonly #cache = new CachedScope<JsonDocument>(() => this.#attributes.read());
  readonly #members = new WeakMap<JsonDocument, Map<string, PyValue>>();
  readonly #arrays: ArrayHandles;
  readonly #lookups = new PendingLookups(async (insertId) => this.#storedLookups(insertId));
  /** Made when something is first written. */
  #writer: FolderWriter | undefined;

  private constructor(workflow: WorkflowContext, reader: FolderReader, options: StoreOptions) {
    super(workflow, options);
    this.#reader = reader;
    this.#attributes = new JsonFile(reader, ATTRIBUTES, { kind: 'object' });
    this.#arrays = new ArrayHandles(reader);
  }

  /** @throws StoreException `not-found` when the folder holds no such store */
  static async open(
    workflow: WorkflowContext,
    options: StoreOptions = {},
  ): Promise<ZarrPersistentStore> {
    if (!(await ZarrPersistentStore.pathHasStore(workflow.path))) {
      throw workflowNotFound(workflow.path);
    }
    return new ZarrPersistentStore(workflow, new FolderReader(workflow.path), options);
  }

  /**
   * hpcflow: `write_empty_workflow`; missing parents are made, and a folder that is there is used
   * unless there is a store in it.
   */
  static async writeEmptyWorkflow(workflow: EmptyWorkflow, options: StoreOptions = {}) {
    await writeEmptyZarr(workflow, options);
  }

  /** hpcflow: `path_has_store` */
  static async pathHasStore(path: string): Promise<boolean> {
    return FolderReader.at(path)?.isFile('.zgroup') === true;
  }

  async exists(): Promise<boolean> {
    return ZarrPersistentStore.pathHasStore(this.storePath);
  }

  async cachedLoad<T>(scope: () => Promise<T>): Promise<T> {
    return this.#cache.run(scope);
  }

  async loadMetadata(): Promise<PyDict> {
    const document = await this.#document();
    return dictOf(document);
  }

  async isModifiedOnDisk(): Promise<boolean> {
    const held = await this.#cache.held;
    if (held === undefined || !this.#attributes.isChanged(held)) return false;
    const now = await this.#attributes.read();
    return (
      formatJson(dictOf(now), { sortKeys: true }) !== formatJson(dictOf(held), { sortKeys: true })
    );
  }

  async getAllTasksMetadata(): Promise<TaskCounts[]> {
    const counts: TaskCounts[] = [];
    for (const { insertId } of await this.templateTasks()) {
      const rows = await this.#rows(insertId);
      counts.push({
        num_elements: rows?.elementCount ?? 0,
        num_element_iterations: rows?.iterationCount ?? 0,
        num_EARs: rows?.times?.length ?? 0,
      });
    }
    return counts;
  }

  override async getTaskElements(
    taskIdx: number,
    taskInsertId: number,
    selection: Slice,
    keepIterationsIdx = false,
  ): Promise<ElementRecord[]> {
    const found = await super.getTaskElements(taskIdx, taskInsertId, selection, keepIterationsIdx);
    if (found.some((element) => element.iterations.length > 0)) return found;
    throw invalidRequest('ValueError', 'The selection has no element iterations.', 'selection');
  }

  async getParameterData(index: number, onUnknown?: OnUnknownType): Promise<ParameterData> {
    const base = await this.#array(BASE);
    const row = rowOf(base, index);
    return this.#decoded(await base.row(row), row, onUnknown);
  }

  async getAllParameterData(): Promise<Map<number, ParameterData>> {
    const base = await this.#array(BASE);
    const all = new Map<number, ParameterData>();
    const encoded: PyValue[] = [];
    await base.eachRow(range(base.length), (_, value) => {
      if (value instanceof AppException) throw value;
      encoded.push(value);
    });
    for (const [index, value] of encoded.entries())
      all.set(index, await this.#decoded(value, index));
    return all;
  }

  async getParameterSource(index: number): Promise<ParameterSource> {
    const sources = await this.#array(SOURCES);
    const row = rowOf(sources, index);
    const source = await sources.row(row);
    if (!isDict(source)) throw corrupt(SOURCES, `row ${row}`, 'is no source');
    const update = this.pending.parameterSourceUpdates.get(index);
    return update === undefined ? source : updatedSource(source, update);
  }

  async isParameterSet(index: number): Promise<boolean> {
    const base = await this.#array(BASE);
    return (await base.row(rowOf(base, index))) !== null;
  }

  checkParametersExist(index: number): Promise<boolean>;
  checkParametersExist(indices: readonly number[]): Promise<boolean[]>;
  async checkParametersExist(wanted: number | readonly number[]): Promise<boolean | boolean[]> {
    const { length } = await this.#array(BASE);
    const exists = (index: number): boolean =>
      Number.isInteger(index) && index >= 0 && index < length;
    return typeof wanted === 'number' ? exists(wanted) : wanted.map(exists);
  }

  async *taskElementBatches(
    _taskIdx: number,
    taskInsertId: number,
    onProblem?: OnProblem,
    wanted: 'all' | 'data' = 'all',
  ): AsyncIterable<readonly ElementRecord[]> {
    const rows = await this.#rows(taskInsertId);
    if (rows === undefined) return;
    yield* elementBatches(wanted === 'data' ? rows.withoutTimes() : rows, onProblem);
  }

  async countTaskElements(_taskIdx: number, taskInsertId: number): Promise<number> {
    return (await this.#rows(taskInsertId))?.elementCount ?? 0;
  }

  async areParametersSet(indices: Uint32Array, onProblem?: OnProblem): Promise<Uint8Array> {
    const base = await this.#array(BASE);
    const flags = new Uint8Array(indices.length);
    const existing = [...indices.keys()].filter((at) => (indices[at] ?? 0) < base.length);
    if (base.chunkRows !== 1) {
      for (const at of existing) flags[at] = (await base.row(indices[at] ?? 0)) === null ? 0 : 1;
      return flags;
    }
    let next = 0;
    await base.eachRowBytes(
      existing.map((at) => indices[at] ?? 0),
      (_, bytes) => {
        const at = existing[next] ?? 0;
        next += 1;
        if (bytes instanceof AppException) {
          if (onProblem === undefined) throw bytes;
          onProblem(toProblem(bytes));
          flags[at] = 1;
          return;
        }
        // A chunk of one row is the array [row, dtype, shape]: its second byte begins the row.
        flags[at] = bytes?.[1] === NIL ? 0 : 1;
      },
    );
    return flags;
  }

  async parameterIndices(): Promise<Uint32Array> {
    return Uint32Array.from(range((await this.#array(BASE)).length));
  }

  async getParameterSources(
    indices: Uint32Array,
  ): Promise<readonly (ParameterSource | undefined)[]> {
    const sources = await this.#array(SOURCES);
    const chunks = new Map<number, readonly PyValue[]>();
    const found: (ParameterSource | undefined)[] = [];
    for (const index of indices) {
      const number = Math.floor(index / sources.chunkRows);
      const chunk =
        index < sources.length ? (chunks.get(number) ?? (await sources.chunk(number))) : [];
      chunks.set(number, chunk);
      const source = chunk[index % sources.chunkRows];
      found.push(isDict(source) ? source : undefined);
    }
    return found;
  }

  protected async rootMember(key: string): Promise<PyValue> {
    const document = await this.#document();
    const known = this.#members.get(document) ?? new Map<string, PyValue>();
    this.#members.set(document, known);
    const value = known.get(key) ?? document.value(document.member(key), key);
    known.set(key, value);
    return value;
  }

  protected async storedSubmissions(): Promise<PyValue> {
    return this.rootMember('submissions');
  }

  protected async committedRows(
    _taskIdx: number,
    taskInsertId: number,
  ): Promise<ZarrTaskRows | undefined> {
    return this.#rows(taskInsertId);
  }

  protected async prepareRows(taskInsertId: number, rows: NewRows): Promise<void> {
    const lookups = await this.#lookups.of(taskInsertId);
    // Filled in the order of the calls, as hpcflow does.
    for (const element of rows.elements ?? []) lookups.elementRow(element);
    for (const iteration of rows.iterations ?? []) lookups.iterationRow(iteration);
    for (const [action, runs] of rows.runs ?? []) lookups.actionRow(action, runs);
    if (rows.loopName !== undefined) lookups.loops.positionOf(rows.loopName);
  }

  protected async addParameters(added: readonly ParameterToAdd[]): Promise<number[]> {
    const arrays = await this.#parameterArrays();
    await this.#carryOut(await (await this.#parameterWriting()).add(added, arrays));
    this.pending.addedParameters += added.length;
    return added.map((_, i) => arrays.base.length + i);
  }

  protected async setPending(index: number, value: PyValue): Promise<boolean> {
    const arrays = await this.#parameterArrays();
    const row = rowOf(arrays.base, index);
    await this.#carryOut(await (await this.#parameterWriting()).set(row, value, arrays));
    return false;
  }

  protected async undoWritten(): Promise<void> {
    const { addedParameters } = this.pending;
    if (addedParameters === 0) return;
    const arrays = await this.#parameterArrays();
    await this.#carryOut((await this.#parameterWriting()).remove(addedParameters, arrays));
  }

  protected async planCommit(): Promise<readonly CommitStep[]> {
    const { pending } = this;
    // What an earlier process left: the plan is made on what is there then.
    const insertIds = (await this.templateTasks()).map(({ insertId }) => insertId);
    await this.#carryOut(finishInterrupted(this.#reader, new Set(insertIds)));
    const document = await this.#document();
    const steps = await zarrCommitSteps({
      reader: this.#reader,
      pending,
      attributes: () => thawedDict(dictOf(document)),
      tsFmt: await this.tsFmt(),
      keepsKeyOrder: this.options.keepsKeyOrder === true,
      parseTime: await this.timeParser(),
      lookups: (insertId) => this.#lookups.of(insertId),
    });
    const commit: CommitStep[] = steps.map((step) => () => this.#carryOut([step]));
    if (pending.isReplacedDirRemoved) {
      commit.push(async () => this.removeReplaced());
      commit.push(async () => this.#forgetReplaced());
    }
    return commit;
  }

  protected override forgetPending(): void {
    this.#lookups.clear();
    super.forgetPending();
  }

  async #forgetReplaced(): Promise<void> {
    const root = thawedDict(dictOf(await this.#document()));
    root.delete('replaced_dir');
    await this.#carryOut([fileStep(ATTRIBUTES, zarrDocument(root))]);
  }

  async #carryOut(steps: readonly WriteStep[]): Promise<void> {
    this.#writer ??= new FolderWriter(this.storePath, writerOptions(this.options));
    try {
      await carryOut(this.#writer, steps);
    } finally {
      // What was written last is what later reads of a cached load see.
      if (steps.some((step) => step.key === ATTRIBUTES)) {
        this.#cache.replace(await this.#attributes.read());
      }
    }
  }

  async #parameterArrays(): Promise<ParameterArrays> {
    return { base: await this.#array(BASE), sources: await this.#array(SOURCES) };
  }

  async #parameterWriting(): Promise<ParameterWriting> {
    return new ParameterWriting(this.#reader, isEarlyVersion(await this.getCreationInfo()));
  }

  async #rows(insertId: number): Promise<ZarrTaskRows | undefined> {
    const path = `element_data/task_${insertId}`;
    return ZarrTaskRows.open(
      this.#reader,
      path,
      await loopsOver(insertId, await this.getTemplate()),
    );
  }

  /** Tables to add rows with; none of a task that is not committed yet. */
  async #storedLookups(insertId: number): Promise<TaskLookups> {
    const isNew = [...this.pending.tasks.values()].some((t) => t.get('insert_ID') === insertId);
    const rows = isNew ? undefined : await this.#rows(insertId);
    if (rows === undefined) return new TaskLookups();
    return new TaskLookups(rows.lookups, await rows.unsavedLoop());
  }

  async #decoded(encoded: PyValue, index: number, tell?: OnUnknownType): Promise<ParameterData> {
    if (encoded === null) return [false, null];
    const path = (number: number): string => `${ARRAYS}/param_${index}/arr_${number}`;
    const open = async (number: number): Promise<ZarrArray | undefined> =>
      ZarrArray.open(this.#reader, path(number));
    const value = await decodeParameter(encoded, { path, open }, tell);
    return [true, value];
  }

  async #array(path: string): Promise<ObjectArray> {
    const array = await this.#arrays.open(path);
    if (array === undefined) throw corrupt(`${path}/.zarray`, undefined, 'is missing');
    return array;
  }

  async #document(): Promise<JsonDocument> {
    return (await this.#cache.held) ?? this.#attributes.read();
  }
}

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

function dictOf(document: JsonDocument): PyDict {
  const value = document.value(document.root, '');
  if (isDict(value)) return value;
  throw corrupt(document.file, undefined, 'holds no map');
}
