import { AppException } from '../../../shared/contract/errors.ts';
import type { FileSource } from '../../files/file-source.ts';
import { type JsonDocument, JsonFile } from '../json-file.ts';
import { corrupt } from '../store-errors.ts';
import type { OnProblem } from '../task-rows.ts';
import { isDict, isList, type PyValue } from '../values.ts';
import type { WorkflowContext } from '../workflow-context.ts';
import { elementOf, iterationOf } from './decode-record.ts';
import { FlatStore, type FlatStoreFeatures, type OrError } from './flat-store.ts';
import { ELEMENT_ROW, iterationRow, RUN_DIRECTORY_FIELDS, ZARR_PATHS } from './formats.ts';
import { ArrayParameterRows, arrayGroupAt, type ParameterRows } from './parameter-rows.ts';
import type { FlatElement, FlatIteration, FlatRun, FlatTask, RunDirectoryRow } from './records.ts';
import { RowArray } from './row-array.ts';
import type { RunColumns } from './run-columns.ts';
import { ArrayRunRows, decodedAt, membersOfRow, type RunRows, range } from './run-rows.ts';
import { fillValue, readStructured } from './structured-array.ts';
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

interface Arrays {
  readonly elements: RowArray;
  readonly iterations: RowArray;
  readonly runs: RunRows;
  readonly parameters: ParameterRows;
}

/**
 * hpcflow's `ZarrPersistentStore` since 0.2.0a51 (FORMATS §13.2, GEN4 §5), and `ZarrZipPersistentStore`
 * over the files of an archive.
 */
export class ZarrFlatStore extends FlatStore {
  readonly documentFile = ZARR_PATHS.attributes;
  readonly features: FlatStoreFeatures;
  readonly #attributes: JsonDocument;
  readonly #members = new Map<string, PyValue>();
  readonly #arrays: Arrays;

  private constructor(
    workflow: WorkflowContext,
    source: FileSource,
    readonly storeName: 'zarr' | 'zip',
    attributes: JsonDocument,
    arrays: Arrays,
  ) {
    super(workflow, source);
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
    const array = async (path: string): Promise<RowArray> => {
      const found = await RowArray.open(source, path);
      if (found !== undefined) return found;
      throw corrupt(`${path}/.zarray`, undefined, 'is missing');
    };
    return new ZarrFlatStore(workflow, source, storeName, attributes, {
      elements: await array(ZARR_PATHS.elements),
      iterations: await array(ZARR_PATHS.iterations),
      runs: new ArrayRunRows(await array(ZARR_PATHS.runs)),
      parameters: new ArrayParameterRows(
        await array(ZARR_PATHS.base),
        await RowArray.open(source, ZARR_PATHS.sources),
      ),
    });
  }

  get elementCount(): number {
    return this.#arrays.elements.length;
  }
  get iterationCount(): number {
    return this.#arrays.iterations.length;
  }
  get runCount(): number {
    return this.#arrays.runs.count;
  }

  parameterIds(): Uint32Array {
    return Uint32Array.from({ length: this.#arrays.parameters.count }, (_, id) => id);
  }

  override checkParametersExist(ids: readonly number[]): boolean[] {
    const { count } = this.#arrays.parameters;
    return ids.map((id) => Number.isInteger(id) && id >= 0 && id < count);
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

  protected async storedSubmissions(): Promise<PyValue | undefined> {
    return this.rootMember('submissions');
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
    const { elements } = this.#arrays;
    const { tables } = elements;
    return recordsAt(elements, ids, (row) => elementOf(membersOfRow(row, ELEMENT_ROW, tables)));
  }

  protected iterationsAt(ids: readonly number[]): Promise<OrError<FlatIteration>[]> {
    const { iterations } = this.#arrays;
    const { tables } = iterations;
    return recordsAt(iterations, ids, (row) =>
      iterationOf(membersOfRow(row, iterationRow(isList(row) ? row.length : 0), tables)),
    );
  }

  protected async runsAt(ids: readonly number[]): Promise<OrError<FlatRun>[]> {
    const parse = this.timeParser();
    const found: OrError<FlatRun>[] = [];
    for (const id of ids) {
      found.push(await this.#arrays.runs.run(id, parse).catch(orError));
    }
    return found;
  }

  async *elementBatches(): AsyncIterable<readonly OrError<FlatElement>[]> {
    yield* batches(this.elementCount, (ids) => this.elementsAt(ids));
  }

  async *iterationBatches(): AsyncIterable<readonly OrError<FlatIteration>[]> {
    yield* batches(this.iterationCount, (ids) => this.iterationsAt(ids));
  }

  runColumns(onProblem: OnProblem, breathe: (done: number) => Promise<void>): Promise<RunColumns> {
    return this.#arrays.runs.columns(this.timeParser(), onProblem, breathe);
  }

  async getDirsArr(): Promise<readonly RunDirectoryRow[]> {
    const array = await readStructured(this.source, ZARR_PATHS.runDirectories);
    if (array === undefined) return [];
    const columns = RUN_DIRECTORY_FIELDS.map(([name]) => array.columns.get(name));
    return Array.from({ length: array.length }, (_, row) =>
      columns.map((column) => column?.[row] ?? fillValue(1)),
    );
  }

  protected encodedParameter(id: number): Promise<PyValue> {
    return this.#arrays.parameters.encoded(id);
  }

  protected storedSource(id: number): Promise<PyValue | undefined> {
    return this.#arrays.parameters.source(id);
  }

  protected override arrayGroup(id: number) {
    return arrayGroupAt(this.source, this.#arrays.parameters.arraysOf(id));
  }
}

function orError(error: unknown): AppException {
  if (error instanceof AppException) return error;
  throw error;
}

async function recordsAt<T>(
  array: RowArray,
  ids: readonly number[],
  decode: (row: PyValue) => T,
): Promise<OrError<T>[]> {
  const found: OrError<T>[] = [];
  const use = (id: number, row: PyValue | AppException): void => {
    if (row instanceof AppException) {
      found.push(row);
      return;
    }
    try {
      found.push(decodedAt(array.fileOf(id), `row ${id}`, () => decode(row)));
    } catch (error) {
      found.push(orError(error));
    }
  };
  if (ids.length > 1) await array.eachRow(ids, use);
  // One row: its chunk is kept for the next.
  else for (const id of ids) use(id, await array.row(id).catch(orError));
  return found;
}

async function* batches<T>(
  count: number,
  read: (ids: readonly number[]) => Promise<T>,
): AsyncIterable<T> {
  for (let from = 0; from < count; from += BATCH_ROWS) {
    yield await read([...range(from, Math.min(count, from + BATCH_ROWS))]);
  }
}
