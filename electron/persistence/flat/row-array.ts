import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { AppException } from '../../../shared/contract/errors.ts';
import type { FileSource } from '../../files/file-source.ts';
import { type ArrayLayout, parseArrayLayout } from '../array-layout.ts';
import { chunkSeparator } from '../chunk-separator.ts';
import { arrayException, type Decompress, decompressor } from '../codecs.ts';
import { parseJsonBytes } from '../json-text.ts';
import { MsgpackRows } from '../msgpack.ts';
import { FILL } from '../object-array.ts';
import { corrupt } from '../store-errors.ts';
import { isDict, isList, type PyDict, type PyValue } from '../values.ts';
import type { Tables } from './decode-record.ts';

/** Files read between two yields to other work (a few milliseconds of small files). */
const FILES_PER_YIELD = 500;
/** Chunks kept in memory; rows are mostly asked for in order. */
const KEPT_CHUNKS = 6;

/** `undefined` for a chunk that is not there, an exception for one that cannot be read. */
type Chunk = MsgpackRows | undefined | AppException;

interface Place {
  readonly file: string;
  /** Position of the row within its chunk. */
  readonly position: number;
}

/**
 * An array of objects (`|O`, `msgpack2`) whose rows are numbered 0, 1, 2 …, with one or two
 * dimensions and any chunk length (FORMATS §13.2, GEN4 §5.6, §18). Chunks are read synchronously, as
 * they are asked for.
 */
export class RowArray {
  readonly length: number;
  /** Rows per chunk. */
  readonly chunkRows: number;
  /** Tables of texts in the attributes, by name. */
  readonly tables: Tables;
  readonly #decompress: Decompress;
  readonly #separator: '.' | '/';
  /** By file, the latest last. */
  readonly #chunks = new Map<string, MsgpackRows>();

  private constructor(
    readonly source: FileSource,
    /** Relative to the workflow. */
    readonly path: string,
    readonly layout: ArrayLayout,
    readonly attributes: PyDict,
    decompress: Decompress,
  ) {
    const [rows = 0, columns] = layout.shape;
    this.chunkRows = layout.chunks.reduce((product, length) => product * length, 1);
    this.length = columns === undefined ? rows : rows * columns;
    // A two-dimensional array is as long as its attribute says (GEN4 T2).
    const count = attributes.get('num_runs');
    if (columns !== undefined && typeof count === 'number' && count < this.length) {
      this.length = count;
    }
    this.tables = tablesOf(attributes);
    this.#decompress = decompress;
    this.#separator = chunkSeparator(source, path, layout);
  }

  /**
   * @returns `undefined` when there is no array at the path.
   * @throws AppException `corrupt-data`, `unsupported-format`
   */
  static async open(source: FileSource, path: string): Promise<RowArray | undefined> {
    const file = `${path}/.zarray`;
    const bytes = source.tryReadFile(file);
    if (bytes === undefined) return undefined;
    const layout = parseArrayLayout(bytes, file);
    const [filter] = layout.filters;
    const isKnown = layout.shape.length === 1 || layout.shape.length === 2;
    if (layout.dtype !== '|O' || !isKnown || filter?.id !== 'msgpack2') {
      throw corrupt(file, undefined, 'describes no list of MessagePack objects');
    }
    const decompress = await decompressor(layout.compressor);
    return new RowArray(source, path, layout, readAttributes(source, path), decompress);
  }

  /** File that holds a row, for messages. */
  fileOf(index: number): string {
    return this.#place(index).file;
  }

  /** One row; the fill value where its chunk is not there. @throws AppException `corrupt-data` */
  async row(index: number): Promise<PyValue> {
    const { file, position } = this.#place(index);
    const chunk = await this.#chunk(file);
    if (chunk instanceof AppException) throw chunk;
    return chunk === undefined ? FILL : chunk.row(position);
  }

  /**
   * Many rows, with pauses in which other work is done.
   *
   * @param use - Called per index, in the order given, with the row; the fill value for one whose
   *   chunk is not there, an exception for one that cannot be read.
   */
  eachRow(
    indices: Iterable<number>,
    use: (index: number, row: PyValue | AppException) => void,
  ): Promise<void> {
    return this.#each(indices, (index, chunk, position) => {
      if (chunk instanceof AppException) return use(index, chunk);
      use(index, chunk === undefined ? FILL : decoded(() => chunk.row(position)));
    });
  }

  /** As {@link eachRow}, but only the wanted items of rows; `undefined` for what is no list. */
  eachItems(
    indices: Iterable<number>,
    isWanted: readonly boolean[],
    use: (index: number, items: readonly PyValue[] | undefined | AppException) => void,
  ): Promise<void> {
    return this.#each(indices, (index, chunk, position) => {
      if (chunk instanceof AppException) return use(index, chunk);
      use(index, chunk && decoded(() => chunk.items(position, isWanted)));
    });
  }

  async #each(
    indices: Iterable<number>,
    use: (index: number, chunk: Chunk, position: number) => void,
  ): Promise<void> {
    let known: { readonly file: string; readonly chunk: Chunk } | undefined;
    let files = 0;
    for (const index of indices) {
      const { file, position } = this.#place(index);
      if (known?.file !== file) {
        const chunk = this.#chunk(file);
        known = { file, chunk: chunk instanceof Promise ? await chunk : chunk };
        files += 1;
        if (files % FILES_PER_YIELD === 0) await yieldToEvents();
      }
      use(index, known.chunk, position);
    }
  }

  #place(index: number): Place {
    const { chunks, shape } = this.layout;
    const [first = 1, second] = chunks;
    if (second === undefined) {
      return { file: `${this.path}/${Math.floor(index / first)}`, position: index % first };
    }
    const columns = shape[1] ?? 1;
    const [row, column] = [Math.floor(index / columns), index % columns];
    const name = `${Math.floor(row / first)}${this.#separator}${Math.floor(column / second)}`;
    return { file: `${this.path}/${name}`, position: (row % first) * second + (column % second) };
  }

  /** A chunk; those of many rows are kept. A running job rewrites those of one row. */
  #chunk(file: string): Chunk | Promise<Chunk> {
    if (this.chunkRows === 1) return this.#tryRead(file);
    const kept = this.#chunks.get(file);
    if (kept !== undefined) return kept;
    const [oldest] = this.#chunks.keys();
    if (this.#chunks.size >= KEPT_CHUNKS && oldest !== undefined) this.#chunks.delete(oldest);
    const keep = (chunk: Chunk): Chunk => {
      if (chunk instanceof MsgpackRows) this.#chunks.set(file, chunk);
      return chunk;
    };
    const chunk = this.#tryRead(file);
    return chunk instanceof Promise ? chunk.then(keep) : keep(chunk);
  }

  #tryRead(file: string): Chunk | Promise<Chunk> {
    try {
      const bytes = this.source.tryReadFile(file);
      if (bytes === undefined) return undefined;
      const plain = this.#decompress(bytes);
      return plain instanceof Promise
        ? plain.then(
            (all) => this.#rows(all, file),
            (error: unknown) => arrayException(error, file),
          )
        : this.#rows(plain, file);
    } catch (error) {
      return arrayException(error, file);
    }
  }

  #rows(bytes: Uint8Array, file: string): MsgpackRows | AppException {
    try {
      const rows = new MsgpackRows(bytes, file, this.layout.shape.length === 2 ? 2 : 1);
      if (rows.length === this.chunkRows) return rows;
      return corrupt(file, undefined, `has ${rows.length} rows instead of ${this.chunkRows}`);
    } catch (error) {
      return arrayException(error, file);
    }
  }
}

function decoded<T>(read: () => T): T | AppException {
  try {
    return read();
  } catch (error) {
    if (error instanceof AppException) return error;
    throw error;
  }
}

function tablesOf(attributes: PyDict): Tables {
  const tables = new Map<string, readonly string[]>();
  for (const [name, table] of attributes) {
    // An entry that is no text is one that rows refer to in vain.
    if (isList(table))
      tables.set(
        name,
        table.map((item) => (typeof item === 'string' ? item : '')),
      );
  }
  return tables;
}

function readAttributes(source: FileSource, path: string): PyDict {
  const file = `${path}/.zattrs`;
  const bytes = source.tryReadFile(file);
  const attributes = bytes === undefined ? null : parseJsonBytes(bytes, { file });
  return isDict(attributes) ? attributes : new Map();
}
