import { FolderReader } from '../files/folder-reader.ts';
import { FolderWriter } from '../files/folder-writer.ts';
import { CachedScope } from './cached-scope.ts';
import { planJsonCommit } from './commit-json.ts';
import type { CommitStep } from './commit-steps.ts';
import { type EmptyWorkflow, emptyJsonMetadata, writeEmptyFolder } from './empty-workflow.ts';
import { encodeParameter } from './encode-parameter.ts';
import { HeldDocuments } from './held-documents.ts';
import {
  type Documents,
  listOf,
  METADATA,
  PARAMETERS,
  SUBMISSIONS,
  structureOf,
  tornRead,
  treeOf,
} from './json-documents.ts';
import { type JsonDocument, JsonFile } from './json-file.ts';
import type { Scanned } from './json-scan.ts';
import { countRuns, JsonTaskRows } from './json-task.ts';
import { StoredTasks } from './json-tasks.ts';
import { formatJson } from './json-write.ts';
import { NumberedRows } from './numbered-rows.ts';
import { type ParameterToAdd, updatedSource } from './parameter-source.ts';
import { decodeParameter, type OnUnknownType } from './parameter-value.ts';
import { PersistentStore } from './persistent-store.ts';
import type { PersistentStoreFeatures } from './reading-store.ts';
import type { ElementRecord, ParameterData, ParameterSource, TaskCounts } from './records.ts';
import { corrupt, invalidRequest, unknownKey, workflowNotFound } from './store-errors.ts';
import { type StoreOptions, writerOptions } from './store-options.ts';
import { elementBatches, type OnProblem } from './task-rows.ts';
import { isDict, isList, type PyDict, type PyValue } from './values.ts';
import type { WorkflowContext } from './workflow-context.ts';

/**
 * hpcflow's `JSONPersistentStore` (FORMATS §3): three documents that are rewritten as a whole.
 *
 * Their bytes are kept while the files stay as they are, and values are parsed from them when asked
 * for: the documents of a large workflow are never held as objects.
 */
export class JSONPersistentStore extends PersistentStore {
  readonly storeName = 'json';
  readonly features: PersistentStoreFeatures = {
    jobscript_parallelism: false,
    EAR_parallelism: false,
    schedulers: true,
    submission: true,
  };
  readonly documentFile = METADATA;
  protected readonly submissionsFile = SUBMISSIONS;
  readonly #files: { readonly [K in keyof Documents]: JsonFile };
  readonly #cache = new CachedScope<HeldDocuments>(async () => {
    const held = new HeldDocuments(this.#files);
    await held.get('metadata');
    return held;
  });
  /** What was parsed or indexed, as long as its document lives. */
  readonly #members = new WeakMap<JsonDocument, Map<string, PyValue>>();
  readonly #rows = new WeakMap<JsonDocument, NumberedRows>();
  readonly #tasks = new WeakMap<JsonDocument, StoredTasks>();
  /** Made when something is first written. */
  #writer: FolderWriter | undefined;

  private constructor(workflow: WorkflowContext, reader: FolderReader, options: StoreOptions) {
    super(workflow, options);
    this.#files = {
      metadata: new JsonFile(reader, METADATA, { kind: 'object' }, (document) => {
        if (document.root.members?.has('tasks') === true) this.#tasksOf(document);
      }),
      submissions: new JsonFile(reader, SUBMISSIONS, { kind: 'value' }),
      parameters: new JsonFile(reader, PARAMETERS, { kind: 'numbered' }),
    };
  }

  /** @throws StoreException `not-found` when the folder holds no such store */
  static async open(
    workflow: WorkflowContext,
    options: StoreOptions = {},
  ): Promise<JSONPersistentStore> {
    if (!(await JSONPersistentStore.pathHasStore(workflow.path))) {
      throw workflowNotFound(workflow.path);
    }
    return new JSONPersistentStore(workflow, new FolderReader(workflow.path), options);
  }

  /** hpcflow: `write_empty_workflow`; nothing may be at the path, its parent must be there. */
  static async writeEmptyWorkflow(workflow: EmptyWorkflow, options: StoreOptions = {}) {
    await writeEmptyFolder(workflow.workflowPath, 'new', options, async (writer) => {
      const documents = [
        [PARAMETERS, new Map()],
        [SUBMISSIONS, []],
        [METADATA, emptyJsonMetadata(workflow)],
      ] as const;
      for (const [name, document] of documents) {
        await writer.replace(name, Buffer.from(formatJson(document, { indent: 4 })));
      }
    });
  }

  /** hpcflow: `path_has_store` */
  static async pathHasStore(path: string): Promise<boolean> {
    const reader = FolderReader.at(path);
    return [METADATA, SUBMISSIONS, PARAMETERS].every((name) => reader?.isFile(name) === true);
  }

  async exists(): Promise<boolean> {
    return JSONPersistentStore.pathHasStore(this.storePath);
  }

  async cachedLoad<T>(scope: () => Promise<T>): Promise<T> {
    return this.#cache.run(scope);
  }

  /** hpcflow: `load`; the three documents under `metadata`, `submissions`, `parameter_data`. */
  async load(): Promise<PyDict> {
    return new Map<string, PyValue>([
      ['metadata', await this.loadMetadata()],
      ['submissions', await this.loadSubmissions()],
      ['parameter_data', await this.loadParameterData()],
    ]);
  }

  async loadMetadata(): Promise<PyDict> {
    return this.#wholeDict('metadata');
  }

  override async rootKeys(): Promise<readonly string[]> {
    return [...((await this.#document('metadata')).root.members?.keys() ?? [])];
  }

  /** hpcflow: `load_submissions` */
  async loadSubmissions(): Promise<readonly PyValue[]> {
    const value = await this.storedSubmissions();
    if (!isList(value)) throw corrupt(SUBMISSIONS, undefined, 'holds no list of submissions');
    return value;
  }

  /** hpcflow: `load_parameter_data`; values as encoded on disk, by index as text. */
  async loadParameterData(): Promise<PyDict> {
    return this.#wholeDict('parameters');
  }

  async isModifiedOnDisk(): Promise<boolean> {
    const metadata = await (await this.#cache.held)?.get('metadata');
    if (metadata === undefined || !this.#files.metadata.isChanged(metadata)) return false;
    return structureOf(await this.#files.metadata.read()) !== structureOf(metadata);
  }

  async getAllTasksMetadata(): Promise<TaskCounts[]> {
    const { length } = this.#tasksOf(await this.#document('metadata'));
    const counts: TaskCounts[] = [];
    for (let index = 0; index < length; index += 1) {
      const rows = await this.#rowsAt(index);
      counts.push({
        num_elements: rows.elementCount,
        num_element_iterations: rows.iterationCount,
        num_EARs: await countRuns(rows),
      });
    }
    return counts;
  }

  /** hpcflow: `get_task_idx_from_insert_ID` */
  async getTaskIdxFromInsertID(insertId: number): Promise<number | undefined> {
    return (await this.templateTasks()).find((task) => task.insertId === insertId)?.index;
  }

  async getParameterData(index: number, onUnknown?: OnUnknownType): Promise<ParameterData> {
    const encoded = this.pending.parameterData.get(index) ?? (await this.#storedParameter(index));
    if (encoded === null) return [false, null];
    return [true, await decodeParameter(encoded, undefined, onUnknown)];
  }

  async #storedParameter(index: number): Promise<PyValue> {
    // Pending and unset.
    if (this.pending.parameterData.has(index)) return null;
    const document = await this.#document('parameters');
    const span = this.#numbered(document, document.root).span(index);
    if (span === undefined) throw unknownKey(PARAMETERS, index);
    return document.value(span, String(index));
  }

  async getAllParameterData(): Promise<Map<number, ParameterData>> {
    const all = new Map<number, ParameterData>();
    const indices = new Set([
      ...(await this.parameterIndices()),
      ...this.pending.parameterData.keys(),
    ]);
    for (const index of [...indices].sort((a, b) => a - b)) {
      all.set(index, await this.getParameterData(index));
    }
    return all;
  }

  async getParameterSource(index: number): Promise<ParameterSource> {
    const { parameterSources, parameterSourceUpdates } = this.pending;
    const document = await this.#document('metadata');
    const source = parameterSources.get(index) ?? this.#source(document, index);
    if (source === undefined) throw unknownKey(METADATA, index);
    const update = parameterSourceUpdates.get(index);
    return update === undefined ? source : updatedSource(source, update);
  }

  async isParameterSet(index: number): Promise<boolean> {
    // What is pending does not count (FORMATS §9.6).
    if (!(await this.#parameterRows()).has(index)) throw unknownKey(PARAMETERS, index);
    const [isSet] = await this.areParametersSet(Uint32Array.of(index));
    return isSet === 1;
  }

  checkParametersExist(index: number): Promise<boolean>;
  checkParametersExist(indices: readonly number[]): Promise<boolean[]>;
  async checkParametersExist(wanted: number | readonly number[]): Promise<boolean | boolean[]> {
    const rows = await this.#parameterRows();
    const { parameterData } = this.pending;
    const exists = (index: number): boolean => rows.has(index) || parameterData.has(index);
    return typeof wanted === 'number' ? exists(wanted) : wanted.map(exists);
  }

  async *taskElementBatches(
    taskIdx: number,
    _taskInsertId: number,
    onProblem?: OnProblem,
  ): AsyncIterable<readonly ElementRecord[]> {
    const tasks = this.#tasksOf(await this.#document('metadata'));
    try {
      yield* elementBatches(await this.#rowsAt(taskIdx), onProblem);
    } finally {
      tasks.release(taskIdx);
    }
  }

  async countTaskElements(taskIdx: number): Promise<number> {
    return (await this.#rowsAt(taskIdx)).elementCount;
  }

  async areParametersSet(indices: Uint32Array): Promise<Uint8Array> {
    const document = await this.#document('parameters');
    const rows = this.#numbered(document, document.root);
    const isSet = new Uint8Array(indices.length);
    for (const [at, index] of indices.entries()) {
      const span = rows.span(index);
      // `null` is the only value that begins with n.
      if (span !== undefined && document.bytes[span.start] !== 0x6e) isSet[at] = 1;
    }
    return isSet;
  }

  async parameterIndices(): Promise<Uint32Array> {
    return (await this.#parameterRows()).numbers();
  }

  async getParameterSources(
    indices: Uint32Array,
  ): Promise<readonly (ParameterSource | undefined)[]> {
    const document = await this.#document('metadata');
    return Array.from(indices, (index) => this.#source(document, index));
  }

  #source(metadata: JsonDocument, index: number): ParameterSource | undefined {
    const sources = metadata.numbered('parameter_sources');
    const span = this.#numbered(metadata, sources).span(index);
    if (span === undefined) return undefined;
    const source = metadata.value(span, `parameter_sources.${index}`);
    return isDict(source) ? source : undefined;
  }

  protected async prepareRows(): Promise<void> {
    // Rows are kept as they are given.
  }

  protected async undoWritten(): Promise<void> {
    // Nothing is written before the commit.
  }

  protected async addParameters(added: readonly ParameterToAdd[]): Promise<number[]> {
    const { parameterData, parameterSources } = this.pending;
    const encoded = added.map(({ value }) =>
      value === undefined ? null : encodeParameter(value, undefined).encoded,
    );
    const rows = await this.#parameterRows();
    // As hpcflow counts (pending sets of others included, FORMATS §9.5), but never one that is there.
    let highest = rows.highest;
    for (const index of parameterData.keys()) highest = Math.max(highest, index);
    const first = Math.max(rows.count + parameterData.size, highest + 1);
    return added.map(({ source }, i) => {
      parameterData.set(first + i, encoded[i] ?? null);
      parameterSources.set(first + i, source);
      return first + i;
    });
  }

  protected async setPending(index: number, value: PyValue): Promise<boolean> {
    this.pending.parameterData.set(index, encodeParameter(value, undefined).encoded);
    return true;
  }

  protected async planCommit(): Promise<readonly CommitStep[]> {
    const { pending } = this;
    if (pending.isEmpty) return [];
    const { metadata, submissions, parameters } = {
      metadata: await this.#document('metadata'),
      submissions: await this.#document('submissions'),
      parameters: await this.#document('parameters'),
    };
    const trees = {
      metadata: treeOf(metadata),
      submissions: { file: SUBMISSIONS, root: listOf(submissions) },
      parameters: treeOf(parameters),
    };
    const writes = planJsonCommit(trees, pending, await this.tsFmt());
    const steps = writes.map(
      ({ name, bytes }) =>
        () =>
          this.#put(name, bytes),
    );
    if (!pending.isReplacedDirRemoved) return steps;
    trees.metadata.root.delete('replaced_dir');
    const last = Buffer.from(formatJson(trees.metadata.root, { indent: 4 }));
    return [...steps, () => this.removeReplaced(), () => this.#put('metadata', last)];
  }

  async #put(name: keyof Documents, bytes: Uint8Array): Promise<void> {
    this.#writer ??= new FolderWriter(this.storePath, writerOptions(this.options));
    const file = this.#files[name];
    const document = file.adopt(bytes, await this.#writer.replace(file.name, bytes));
    (await this.#cache.held)?.replace(name, document);
  }

  protected async rootMember(key: string): Promise<PyValue> {
    const document = await this.#document('metadata');
    const known = this.#members.get(document) ?? new Map<string, PyValue>();
    this.#members.set(document, known);
    const value = known.get(key) ?? document.value(document.member(key), key);
    known.set(key, value);
    return value;
  }

  protected async storedSubmissions(): Promise<PyValue> {
    const document = await this.#document('submissions');
    return document.value(document.root, '');
  }

  protected async committedRows(taskIdx: number, taskInsertId: number): Promise<JsonTaskRows> {
    // Pending tasks move the positions of those that are stored.
    const { size } = this.pending.tasks;
    const stored = size === 0 ? undefined : await this.getTaskIdxFromInsertID(taskInsertId);
    return this.#rowsAt(stored ?? taskIdx);
  }

  async #rowsAt(taskIdx: number): Promise<JsonTaskRows> {
    const document = await this.#document('metadata');
    const tasks = this.#tasksOf(document);
    if (taskIdx >= tasks.length) {
      throw invalidRequest(
        'IndexError',
        `The workflow has no task at position ${taskIdx}.`,
        'task',
      );
    }
    const file = this.#files.metadata;
    return new JsonTaskRows(document, tasks, taskIdx, await this.timeParser(), () =>
      file.isChanged(document) ? tornRead() : undefined,
    );
  }

  #tasksOf(metadata: JsonDocument): StoredTasks {
    const known = this.#tasks.get(metadata) ?? new StoredTasks(metadata);
    this.#tasks.set(metadata, known);
    return known;
  }

  async #document(name: keyof Documents): Promise<JsonDocument> {
    const held = await this.#cache.held;
    return held === undefined ? this.#files[name].read() : held.get(name);
  }

  async #wholeDict(name: keyof Documents): Promise<PyDict> {
    const document = await this.#document(name);
    const value = document.value(document.root, '');
    if (!isDict(value)) throw corrupt(document.file, undefined, 'holds no map');
    return value;
  }

  async #parameterRows(): Promise<NumberedRows> {
    const document = await this.#document('parameters');
    return this.#numbered(document, document.root);
  }

  #numbered(document: JsonDocument, node: Scanned): NumberedRows {
    const known = this.#rows.get(document);
    if (known !== undefined) return known;
    if (node.spans === undefined) throw corrupt(document.file, undefined, 'holds no map by index');
    const rows = new NumberedRows(node.spans);
    this.#rows.set(document, rows);
    return rows;
  }
}
