import { AppException } from '../../shared/contract/errors.ts';
import type { FileSource } from '../files/file-source.ts';
import { parseJsonBytes } from './json-text.ts';
import type { MsgpackRows } from './msgpack.ts';
import { FILL, ObjectArray } from './object-array.ts';
import type { IterationRecord } from './records.ts';
import { type RunTimes, RunTimesTable } from './run-times.ts';
import { corrupt } from './store-errors.ts';
import type { StoredElement, TaskRows } from './task-rows.ts';
import { isList, type PyValue } from './values.ts';
import {
  elementOfRow,
  iterationOfRow,
  type Lookups,
  lookupTable,
  runsOfRow,
} from './zarr-records.ts';

type ChunkRows = MsgpackRows | AppException | undefined;

/** Chunks kept: the iterations of neighbouring elements lie in one chunk per loop. */
const KEPT_CHUNKS = 4;

/** Rows of an object array by position, a chunk at a time. */
class RowCache {
  readonly #chunks = new Map<number, ChunkRows>();

  constructor(readonly array: ObjectArray) {}

  async rows(indices: readonly number[]): Promise<Map<number, PyValue | AppException>> {
    const found = new Map<number, PyValue | AppException>();
    const { length, chunkRows, path } = this.array;
    for (const index of indices) {
      if (index < 0 || index >= length) {
        found.set(index, corrupt(path, `row ${index}`, 'is missing although it is referred to'));
        continue;
      }
      const number = Math.floor(index / chunkRows);
      if (!this.#chunks.has(number)) await this.#read(number);
      found.set(index, rowOf(this.#chunks.get(number), index % chunkRows));
    }
    return found;
  }

  async #read(number: number): Promise<void> {
    const chunk = await this.array.lazyChunk(number).catch((error: unknown) => {
      if (error instanceof AppException) return error;
      throw error;
    });
    this.#chunks.set(number, chunk);
    for (const old of this.#chunks.keys()) {
      if (this.#chunks.size <= KEPT_CHUNKS) break;
      this.#chunks.delete(old);
    }
  }
}

function rowOf(chunk: ChunkRows, row: number): PyValue | AppException {
  if (chunk === undefined) return FILL;
  if (chunk instanceof AppException) return chunk;
  return attempt(() => chunk.row(row));
}

function attributes(reader: FileSource, path: string): PyValue {
  const file = `${path}/.zattrs`;
  const bytes = reader.tryReadFile(file);
  return bytes === undefined ? null : parseJsonBytes(bytes, { file });
}

function attempt<T>(decode: () => T): T | AppException {
  try {
    return decode();
  } catch (error) {
    if (error instanceof AppException) return error;
    throw error;
  }
}

/** Rows of one task of a Zarr store, found by its insert ID (FORMATS §4.3–4.5, T4). */
export class ZarrTaskRows implements TaskRows {
  readonly #elementRows: RowCache;
  readonly #iterationRows: RowCache;

  private constructor(
    readonly elementArray: ObjectArray,
    readonly iterationArray: ObjectArray,
    readonly times: RunTimesTable | undefined,
    readonly lookups: Lookups,
  ) {
    this.#elementRows = new RowCache(elementArray);
    this.#iterationRows = new RowCache(iterationArray);
  }

  /**
   * @param path - Group of the task.
   * @param loopNames - Loops of the template that have this task.
   * @returns `undefined` when the group is not there (FORMATS T24).
   */
  static async open(
    reader: FileSource,
    path: string,
    loopNames: readonly string[],
  ): Promise<ZarrTaskRows | undefined> {
    const elements = await ObjectArray.open(reader, `${path}/elements`);
    const iterations = await ObjectArray.open(reader, `${path}/element_iters`);
    if (elements === undefined && iterations === undefined) return undefined;
    if (elements === undefined || iterations === undefined) {
      const missing = elements === undefined ? 'elements' : 'element_iters';
      throw corrupt(`${path}/${missing}/.zarray`, undefined, 'is missing');
    }
    const times = await RunTimesTable.open(reader, `${path}/EAR_times`);
    return new ZarrTaskRows(elements, iterations, times, tables(reader, path, loopNames));
  }

  /** The same rows, whose runs have no times: those are a file for each. */
  withoutTimes(): ZarrTaskRows {
    return new ZarrTaskRows(this.elementArray, this.iterationArray, undefined, this.lookups);
  }

  get elementCount(): number {
    return this.elementArray.length;
  }

  get iterationCount(): number {
    return this.iterationArray.length;
  }

  /**
   * Name of the loop that stored rows refer to although it is not in the table (FORMATS T6), where
   * the template leaves no doubt about it.
   *
   * @throws AppException for a row that cannot be read: whether it refers to the loop is not known
   */
  async unsavedLoop(): Promise<string | undefined> {
    const { loops, unsavedLoop } = this.lookups;
    if (unsavedLoop === undefined) return undefined;
    for (let index = 0; index < this.iterationCount; index += 1) {
      const row = (await this.#iterationRows.rows([index])).get(index) ?? null;
      if (row instanceof AppException) throw row;
      const pairs = isList(row) ? row[4] : undefined;
      const isNamed = (isList(pairs) ? pairs : []).some(
        (pair) => isList(pair) && pair[0] === loops.length,
      );
      if (isNamed) return unsavedLoop;
    }
    return undefined;
  }

  async elements(from: number, to: number): Promise<readonly (StoredElement | AppException)[]> {
    const file = this.elementArray.path;
    const indices = Array.from({ length: to - from }, (_, i) => from + i);
    const rows = await this.#elementRows.rows(indices);
    return indices.map((index) => {
      const row = rows.get(index) ?? null;
      if (row instanceof AppException) return row;
      return attempt(() => elementOfRow(row, this.lookups, { file, place: `row ${index}` }));
    });
  }

  async iterations(
    indices: readonly number[],
  ): Promise<ReadonlyMap<number, IterationRecord | AppException>> {
    const file = this.iterationArray.path;
    const rows = await this.#iterationRows.rows(indices);
    const times = await this.#timesOf(rows.values());
    const timesOf = (run: number): RunTimes => {
      const found = times?.get(run) ?? [null, null];
      if (found instanceof AppException) throw found;
      return found;
    };
    const found = new Map<number, IterationRecord | AppException>();
    for (const [index, row] of rows) {
      const place = { file, place: `row ${index}` };
      const iteration =
        row instanceof AppException
          ? row
          : attempt(() => iterationOfRow(row, index, this.lookups, timesOf, place));
      found.set(index, iteration);
    }
    return found;
  }

  async #timesOf(
    rows: Iterable<PyValue | AppException>,
  ): Promise<ReadonlyMap<number, RunTimes | AppException> | undefined> {
    const runs: number[] = [];
    for (const row of rows) if (!(row instanceof AppException)) runs.push(...runsOfRow(row));
    return this.times?.read(runs);
  }
}

function tables(reader: FileSource, path: string, loopNames: readonly string[]): Lookups {
  const elementFile = `${path}/elements/.zattrs`;
  const iterationFile = `${path}/element_iters/.zattrs`;
  const elements = attributes(reader, `${path}/elements`);
  const iterations = attributes(reader, `${path}/element_iters`);
  const loops = lookupTable(iterations, 'loops', iterationFile);
  const unsaved = loopNames.filter((name) => !loops.includes(name));
  return {
    seq_idx: lookupTable(elements, 'seq_idx', elementFile),
    src_idx: lookupTable(elements, 'src_idx', elementFile),
    loops,
    schema_parameters: lookupTable(iterations, 'schema_parameters', iterationFile),
    parameter_paths: lookupTable(iterations, 'parameter_paths', iterationFile),
    unsavedLoop: unsaved.length === 1 ? unsaved[0] : undefined,
  };
}
