import type { Problem } from '../../../shared/contract/errors.ts';
import type { FileSource } from '../../files/file-source.ts';
import { type JsonDocument, JsonFile } from '../json-file.ts';
import { corrupt } from '../store-errors.ts';
import type { OnProblem } from '../task-rows.ts';
import type { UnknownPart } from '../unknown-parts.ts';
import { isDict, isList, type PyValue } from '../values.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import { problemsOfArchive } from '../zip-workflow.ts';
import { elementOf, iterationOf } from './decode-record.ts';
import {
  FlatStore,
  type FlatStoreFeatures,
  type OrError,
  type WantedOfSubmissions,
} from './flat-store.ts';
import {
  ELEMENT_ROW,
  ITERATION_ROW,
  iterationRow,
  RUN_DIRECTORY_FIELDS,
  ZARR_PATHS,
} from './formats.ts';
import { indexedElements, indexedIterations } from './indexed-rows.ts';
import { PackedFiles } from './packed-files.ts';
import { PackedParameterRows } from './packed-parameters.ts';
import { PackedRunRows } from './packed-runs.ts';
import { ArrayParameterRows, arrayGroupAt, type ParameterRows } from './parameter-rows.ts';
import type {
  FlatDataIdx,
  FlatElement,
  FlatIteration,
  FlatRun,
  FlatTask,
  IndexedElement,
  IndexedIteration,
  RunDirectoryRow,
} from './records.ts';
import { RowArray } from './row-array.ts';
import { indexedAt, orError, recordsAt } from './row-records.ts';
import { RunColumns } from './run-columns.ts';
import { ArrayRunRows, membersOfRow, type RunRows, range } from './run-rows.ts';
import { fillValue, readStructured } from './structured-array.ts';
import { joinSubmissions } from './submission-arrays.ts';
import { unknownOfArrays } from './unknown-arrays.ts';
import { readIntegerLists } from './vlen-arrays.ts';

const DIRECTORY_STORE: FlatStoreFeatures = {
  create: true,
  edit: true,
  jobscript_parallelism: true,
  EAR_parallelism: true,
  schedulers: true,
  submission: true,
};
const ZIP_STORE: FlatStoreFeatures = {
  create: false,
  edit: false,
  jobscript_parallelism: false,
  EAR_parallelism: false,
  schedulers: false,
  submission: false,
};

/** Rows between two yields. */
const BATCH_ROWS = 1000;

/** Those that a layout of its own, or damage, lacks are absent: what they hold is not shown. */
interface Arrays {
  readonly elements: RowArray | undefined;
  readonly iterations: RowArray | undefined;
  readonly runs: RunRows | undefined;
  readonly parameters: ParameterRows | undefined;
}

/**
 * hpcflow's `ZarrPersistentStore` since 0.2.0a51 (FORMATS §13.2, GEN4 §5), and `ZarrZipPersistentStore`
 * over the files of an archive.
 */
export class ZarrFlatStore extends FlatStore {
  readonly documentFile = ZARR_PATHS.attributes;
  readonly parameterFile: string;
  readonly features: FlatStoreFeatures;
  readonly #attributes: JsonDocument;
  readonly #members = new Map<string, PyValue>();
  readonly #arrays: Arrays;
  readonly #problems: readonly Problem[];

  private constructor(
    workflow: WorkflowContext,
    source: FileSource,
    readonly storeName: 'zarr' | 'zip',
    attributes: JsonDocument,
    arrays: Arrays,
    problems: readonly Problem[],
  ) {
    super(workflow, source);
    this.#problems = problems;
    const isPacked = arrays.parameters instanceof PackedParameterRows;
    this.parameterFile = isPacked ? ZARR_PATHS.baseMulti : ZARR_PATHS.base;
    this.features = storeName === 'zip' ? ZIP_STORE : DIRECTORY_STORE;
    this.#attributes = attributes;
    this.#arrays = arrays;
  }

  /** Reads the attributes, and keeps them. @throws AppException */
  static async open(
    workflow: WorkflowContext,
    source: FileSource,
    storeName: 'zarr' | 'zip',
  ): Promise<ZarrFlatStore> {
    const attributes = await new JsonFile(source, ZARR_PATHS.attributes, { kind: 'object' }).read();
    const problems: Problem[] = [];
    const array = (path: string): Promise<RowArray | undefined> =>
      openArray(source, path, problems);
    const arrays = {
      elements: await array(ZARR_PATHS.elements),
      iterations: await array(ZARR_PATHS.iterations),
      ...(source.isFile(`${ZARR_PATHS.runMetadata}/.zarray`)
        ? await packedArrays(source, array)
        : await plainArrays(source, array)),
    };
    problems.push(...problemsOfArchive(source));
    return new ZarrFlatStore(workflow, source, storeName, attributes, arrays, problems);
  }

  override get problems(): readonly Problem[] {
    return this.#problems;
  }
  override get rechunkBackups(): readonly string[] {
    return [ZARR_PATHS.runs, ZARR_PATHS.base]
      .map((path) => `${path}.bak`)
      .filter((backup) => this.source.isFile(`${backup}/.zarray`));
  }
  get elementCount(): number {
    return this.#arrays.elements?.length ?? 0;
  }
  get iterationCount(): number {
    return this.#arrays.iterations?.length ?? 0;
  }
  get runCount(): number {
    return this.#arrays.runs?.count ?? 0;
  }

  parameterIds(): Uint32Array {
    return Uint32Array.from({ length: this.#arrays.parameters?.count ?? 0 }, (_, id) => id);
  }

  override checkParametersExist(ids: readonly number[]): boolean[] {
    const count = this.#arrays.parameters?.count ?? 0;
    return ids.map((id) => Number.isInteger(id) && id >= 0 && id < count);
  }

  protected rootKeys(): Iterable<string> {
    return this.#attributes.root.members?.keys() ?? [];
  }

  override async unknownParts(): Promise<readonly UnknownPart[]> {
    return [...(await super.unknownParts()), ...(await unknownOfArrays(this.source))];
  }

  rootMember(key: string): PyValue | undefined {
    const known = this.#members.get(key);
    if (known !== undefined) return known;
    const span = this.#attributes.root.members?.get(key);
    if (span === undefined) return undefined;
    const value = this.#attributes.value(span, key);
    this.#members.set(key, value);
    return value;
  }

  protected async storedSubmissions(wanted: WantedOfSubmissions): Promise<PyValue | undefined> {
    const stored = this.rootMember('submissions');
    return isList(stored) ? joinSubmissions(this.source, stored, wanted) : stored;
  }

  async getTasks(): Promise<FlatTask[]> {
    const tasks = this.rootMember('tasks');
    if (!isList(tasks)) throw corrupt(this.documentFile, 'tasks', 'is no list');
    const lists = tasks.length === 0 ? [] : await readIntegerLists(this.source, ZARR_PATHS.tasks);
    return tasks.map((task, index) => {
      const id = isDict(task) ? task.get('id_') : undefined;
      const row = isDict(task) ? task.get('element_IDs_idx') : undefined;
      const place = `tasks.${index}`;
      if (typeof id !== 'number' || typeof row !== 'number') {
        throw corrupt(this.documentFile, place, 'is no task with its elements');
      }
      const elements = lists[row];
      if (elements === undefined) {
        throw corrupt(
          this.documentFile,
          place,
          `refers to row ${row} of ${ZARR_PATHS.tasks}, which is not there`,
        );
      }
      return { id_: id, index, element_IDs: elements };
    });
  }

  protected elementsAt(ids: readonly number[]): Promise<OrError<FlatElement>[]> {
    return recordsAt(this.#arrays.elements, ids, (row, tables) =>
      elementOf(membersOfRow(row, ELEMENT_ROW, tables)),
    );
  }

  protected iterationsAt(ids: readonly number[]): Promise<OrError<FlatIteration>[]> {
    return recordsAt(this.#arrays.iterations, ids, (row, tables) =>
      iterationOf(membersOfRow(row, iterationRow(isList(row) ? row.length : 0), tables)),
    );
  }

  protected async runsAt(ids: readonly number[]): Promise<OrError<FlatRun>[]> {
    const parse = this.timeParser();
    const { runs } = this.#arrays;
    const found: OrError<FlatRun>[] = [];
    if (runs === undefined) return found;
    for (const id of ids) found.push(await runs.run(id, parse).catch(orError));
    return found;
  }

  override runFile(id: number): string | undefined {
    return this.#arrays.runs?.fileOf(id);
  }

  override async runDataIdx(ids: readonly number[]): Promise<ReadonlyMap<number, FlatDataIdx>> {
    return (await this.#arrays.runs?.dataIdx(ids)) ?? new Map();
  }

  async *elementBatches(): AsyncIterable<readonly OrError<IndexedElement>[]> {
    const { elements } = this.#arrays;
    const row = indexedElements();
    yield* batches(this.elementCount, (ids) => indexedAt(elements, ids, row));
  }

  async *iterationBatches(): AsyncIterable<readonly OrError<IndexedIteration>[]> {
    const { iterations } = this.#arrays;
    const first = this.iterationCount === 0 ? null : await iterations?.row(0).catch(() => null);
    const fields = iterationRow(isList(first) ? first.length : ITERATION_ROW.length);
    const row = indexedIterations(fields);
    yield* batches(this.iterationCount, (ids) => indexedAt(iterations, ids, row));
  }

  async runColumns(
    onProblem: OnProblem,
    breathe: (done: number) => Promise<void>,
  ): Promise<RunColumns> {
    const parse = this.timeParser();
    const { runs } = this.#arrays;
    return runs === undefined ? new RunColumns(0, parse) : runs.columns(parse, onProblem, breathe);
  }

  async getDirsArr(): Promise<readonly RunDirectoryRow[]> {
    const array = await readStructured(this.source, ZARR_PATHS.runDirectories);
    if (array === undefined) return [];
    const columns = RUN_DIRECTORY_FIELDS.map(([name]) => array.columns.get(name));
    return Array.from({ length: array.length }, (_, row) =>
      columns.map((column) => column?.[row] ?? fillValue(1)),
    );
  }

  protected async encodedParameter(id: number): Promise<PyValue> {
    return (await this.#arrays.parameters?.encoded(id)) ?? null;
  }

  override async areParametersSet(ids: Uint32Array): Promise<Uint8Array> {
    return (await this.#arrays.parameters?.areSet?.(ids)) ?? (await super.areParametersSet(ids));
  }

  protected async storedSource(id: number): Promise<PyValue | undefined> {
    return this.#arrays.parameters?.source(id);
  }

  protected override arrayGroup(id: number) {
    const group = this.#arrays.parameters?.arraysOf(id);
    return group === undefined ? undefined : arrayGroupAt(this.source, group);
  }
}

type OpenArray = (path: string) => Promise<RowArray | undefined>;

/** An array, or the backup that rechunking made of it where it is gone itself (GEN4 §18). */
async function openArray(
  source: FileSource,
  path: string,
  problems: Problem[],
): Promise<RowArray | undefined> {
  const found = await RowArray.open(source, path);
  if (found !== undefined) return found;
  const backup = await RowArray.open(source, `${path}.bak`);
  const message =
    backup === undefined
      ? `${path} is missing, so what it holds cannot be shown.`
      : `${path} is missing; its backup ${path}.bak is shown, which may be older.`;
  problems.push({ message, file: path });
  return backup;
}

/** GEN2 to GEN4: a row for each run and each parameter. */
async function plainArrays(
  source: FileSource,
  array: OpenArray,
): Promise<Pick<Arrays, 'runs' | 'parameters'>> {
  const runs = await array(ZARR_PATHS.runs);
  const base = await array(ZARR_PATHS.base);
  const sources = await RowArray.open(source, ZARR_PATHS.sources);
  return {
    runs: runs && new ArrayRunRows(runs),
    parameters: base && new ArrayParameterRows(base, sources),
  };
}

/** GEN5: files that hold many of them (GEN4 §19). */
async function packedArrays(
  source: FileSource,
  array: OpenArray,
): Promise<Pick<Arrays, 'runs' | 'parameters'>> {
  const submissions = await readStructured(source, ZARR_PATHS.runSubmissions);
  const files = new PackedFiles(source);
  const metadata = await array(ZARR_PATHS.runMetadata);
  const sources = await array(ZARR_PATHS.sources);
  return {
    runs: metadata && new PackedRunRows(metadata, submissions, files),
    parameters: sources && new PackedParameterRows(sources, submissions, files),
  };
}

async function* batches<T>(
  count: number,
  read: (ids: readonly number[]) => Promise<T>,
): AsyncIterable<T> {
  for (let from = 0; from < count; from += BATCH_ROWS) {
    yield await read([...range(from, Math.min(count, from + BATCH_ROWS))]);
  }
}
