import { AppException } from '../../shared/contract/errors.ts';
import { FolderReader } from '../files/folder-reader.ts';
import { CachedScope } from './cached-scope.ts';
import { type JsonDocument, JsonFile } from './json-file.ts';
import { formatJson } from './json-write.ts';
import { ObjectArray } from './object-array.ts';
import { decodeParameter } from './parameter-value.ts';
import { PendingChanges } from './pending-changes.ts';
import { PersistentStore, type PersistentStoreFeatures } from './persistent-store.ts';
import type {
  ElementRecord,
  ParameterData,
  ParameterSource,
  Slice,
  TaskCounts,
} from './records.ts';
import { corrupt, invalidRequest, outOfBounds, workflowNotFound } from './store-errors.ts';
import { elementBatches, type OnProblem, toProblem } from './task-rows.ts';
import { isDict, isList, type PyDict, type PyValue } from './values.ts';
import type { WorkflowContext } from './workflow-context.ts';
import { ZarrArray } from './zarr-array.ts';
import { ZarrTaskRows } from './zarr-task.ts';

const ATTRIBUTES = '.zattrs';
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
  protected readonly documentFile = ATTRIBUTES;
  protected readonly submissionsFile = ATTRIBUTES;
  readonly #reader: FolderReader;
  readonly #attributes: JsonFile;
  readonly #cache = new CachedScope<JsonDocument>(() => this.#attributes.read());
  readonly #members = new WeakMap<JsonDocument, Map<string, PyValue>>();

  private constructor(workflow: WorkflowContext, reader: FolderReader) {
    super(workflow, new PendingChanges(['element_attrs']));
    this.#reader = reader;
    this.#attributes = new JsonFile(reader, ATTRIBUTES, { kind: 'object' });
  }

  /** @throws StoreException `not-found` when the folder holds no such store */
  static async open(workflow: WorkflowContext): Promise<ZarrPersistentStore> {
    if (!(await ZarrPersistentStore.pathHasStore(workflow.path))) {
      throw workflowNotFound(workflow.path);
    }
    return new ZarrPersistentStore(workflow, new FolderReader(workflow.path));
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

  async getParameterData(index: number): Promise<ParameterData> {
    const base = await this.#array(BASE);
    const row = rowOf(base, index);
    return this.#decoded(await base.row(row), row);
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
    if (isDict(source)) return source;
    throw corrupt(SOURCES, `row ${row}`, 'is no source');
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
  ): AsyncIterable<readonly ElementRecord[]> {
    const rows = await this.#rows(taskInsertId);
    if (rows !== undefined) yield* elementBatches(rows, onProblem);
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

  protected async taskRows(_taskIdx: number, taskInsertId: number): Promise<ZarrTaskRows> {
    const rows = await this.#rows(taskInsertId);
    if (rows !== undefined) return rows;
    const message = `The workflow has no task with the insert ID ${taskInsertId}.`;
    throw invalidRequest('IndexError', message, 'task');
  }

  async #rows(insertId: number): Promise<ZarrTaskRows | undefined> {
    const path = `element_data/task_${insertId}`;
    return ZarrTaskRows.open(this.#reader, path, await this.#loopNames(insertId));
  }

  /** Names of the template's loops over a task. */
  async #loopNames(insertId: number): Promise<string[]> {
    const loops = (await this.getTemplate()).get('loops');
    return (isList(loops) ? loops : []).flatMap((loop) => {
      const tasks = isDict(loop) ? loop.get('task_insert_IDs') : undefined;
      const name = isDict(loop) ? loop.get('name') : undefined;
      const isOver = isList(tasks) && tasks.includes(insertId);
      return isOver && typeof name === 'string' ? [name] : [];
    });
  }

  async #decoded(encoded: PyValue, index: number): Promise<ParameterData> {
    if (encoded === null) return [false, null];
    const path = (number: number): string => `${ARRAYS}/param_${index}/arr_${number}`;
    const value = await decodeParameter(encoded, {
      path,
      open: async (number) => ZarrArray.open(this.#reader, path(number)),
    });
    return [true, value];
  }

  async #array(path: string): Promise<ObjectArray> {
    const array = await ObjectArray.open(this.#reader, path);
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

/** Row of an index as zarr-python takes it: negative ones count from the end (FORMATS §9.10). */
function rowOf(array: ObjectArray, index: number): number {
  const row = index < 0 ? array.length + index : index;
  if (Number.isInteger(row) && row >= 0 && row < array.length) return row;
  throw outOfBounds(array.path, index, array.length);
}

function dictOf(document: JsonDocument): PyDict {
  const value = document.value(document.root, '');
  if (isDict(value)) return value;
  throw corrupt(document.file, undefined, 'holds no map');
}
