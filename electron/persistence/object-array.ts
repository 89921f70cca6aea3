import { setImmediate as yieldToEvents } from 'node:timers/promises';
import * as zarr from 'zarrita';
import { AppException } from '../../shared/contract/errors.ts';
import type { FileSource } from '../files/file-source.ts';
import { type ArrayLayout, parseArrayLayout } from './array-layout.ts';
import { arrayException, type Decompress, decompressor } from './codecs.ts';
import { decodeMsgpackRows, MsgpackRows } from './msgpack.ts';
import { corrupt } from './store-errors.ts';
import type { PyValue } from './values.ts';
import { ZarrFiles } from './zarr-files.ts';

/** Rows read between two yields to other work (a few milliseconds of small files). */
const ROWS_PER_YIELD = 500;

/** What rows of a chunk that is not there read as (FORMATS §5.5). */
export const FILL: PyValue = 0;

/** zarrita hands on what our `msgpack2` codec gave it, as `unknown`. */
function isRows(data: unknown): data is readonly PyValue[] {
  return Array.isArray(data);
}

/** A one-dimensional array of objects (`|O`, `msgpack2`). */
export class ObjectArray {
  readonly length: number;
  /** Rows per chunk. */
  readonly chunkRows: number;
  #opened: Promise<zarr.Array<zarr.DataType, ZarrFiles>> | undefined;

  private constructor(
    readonly reader: FileSource,
    /** Relative to the workflow folder. */
    readonly path: string,
    readonly layout: ArrayLayout,
  ) {
    this.length = layout.shape[0] ?? 0;
    this.chunkRows = layout.chunks[0] ?? 1;
  }

  /**
   * @returns `undefined` when there is no array at the path.
   * @throws AppException `corrupt-data`, `unsupported-format`
   */
  static async open(reader: FileSource, path: string): Promise<ObjectArray | undefined> {
    const file = `${path}/.zarray`;
    const bytes = reader.tryReadFile(file);
    if (bytes === undefined) return undefined;
    const layout = parseArrayLayout(bytes, file);
    const [filter] = layout.filters;
    if (layout.dtype !== '|O' || layout.shape.length !== 1 || filter?.id !== 'msgpack2') {
      throw corrupt(file, undefined, 'describes no list of MessagePack objects');
    }
    return new ObjectArray(reader, path, layout);
  }

  /** zarrita's view of it; many arrays are only ever read directly and need none. */
  #zarrita(): Promise<zarr.Array<zarr.DataType, ZarrFiles>> {
    const location = zarr.root(new ZarrFiles(this.reader, false)).resolve(encodeURI(this.path));
    this.#opened ??= zarr.open.v2(location, { kind: 'array', attrs: false });
    return this.#opened;
  }

  /**
   * Rows of one chunk, through zarrita; fewer than `chunkRows` in the last one.
   *
   * @throws AppException `corrupt-data`
   */
  async chunk(number: number): Promise<readonly PyValue[]> {
    const file = `${this.path}/${number}`;
    try {
      const { data } = await (await this.#zarrita()).getChunk([number]);
      if (!isRows(data)) throw corrupt(file, undefined, 'holds no objects');
      if (data.length !== this.chunkRows) {
        throw corrupt(file, undefined, `has ${data.length} rows instead of ${this.chunkRows}`);
      }
      return data.slice(0, this.length - number * this.chunkRows);
    } catch (error) {
      throw arrayException(error, file);
    }
  }

  /**
   * As {@link chunk}, but read directly and synchronously, and decoded row by row when asked for.
   *
   * @returns `undefined` for a chunk that is not there.
   * @throws AppException `corrupt-data`
   */
  async lazyChunk(number: number): Promise<MsgpackRows | undefined> {
    const file = `${this.path}/${number}`;
    const bytes = this.reader.tryReadFile(file);
    if (bytes === undefined) return undefined;
    try {
      const decompress = await decompressor(this.layout.compressor);
      const rows = new MsgpackRows(await decompress(bytes), file);
      if (rows.length === this.chunkRows) return rows;
      throw corrupt(file, undefined, `has ${rows.length} rows instead of ${this.chunkRows}`);
    } catch (error) {
      throw arrayException(error, file);
    }
  }

  /** One row; of a chunk of its own directly, as {@link eachRow}. @throws AppException `corrupt-data` */
  async row(index: number): Promise<PyValue> {
    if (this.chunkRows === 1) {
      const [row = null] = await this.#rowsAlone(index);
      return row;
    }
    const number = Math.floor(index / this.chunkRows);
    return (await this.chunk(number))[index - number * this.chunkRows] ?? null;
  }

  /**
   * Many rows of an array with one row per chunk, read synchronously and without zarrita: with ten
   * thousand small files that takes a tenth of the time. The codecs are the same.
   *
   * @param use - Called per index, in the order given, with the decompressed bytes of its chunk;
   *   `undefined` for a chunk that is not there, an exception for one that cannot be read.
   */
  async eachRowBytes(
    indices: Iterable<number>,
    use: (index: number, bytes: Uint8Array | undefined | AppException) => void,
  ): Promise<void> {
    const decompress = await decompressor(this.layout.compressor);
    let count = 0;
    for (const index of indices) {
      const bytes = this.#rowBytes(index, decompress);
      use(index, bytes instanceof Promise ? await bytes : bytes);
      count += 1;
      if (count % ROWS_PER_YIELD === 0) await yieldToEvents();
    }
  }

  #rowBytes(
    index: number,
    decompress: Decompress,
  ): Uint8Array | undefined | AppException | Promise<Uint8Array | AppException> {
    const file = `${this.path}/${index}`;
    const failed = (error: unknown): AppException => arrayException(error, file);
    try {
      const bytes = this.reader.tryReadFile(file);
      const plain = bytes === undefined ? undefined : decompress(bytes);
      return plain instanceof Promise ? plain.catch(failed) : plain;
    } catch (error) {
      return failed(error);
    }
  }

  async #rowsAlone(index: number): Promise<readonly PyValue[]> {
    const found: PyValue[] = [];
    await this.eachRow([index], (_, value) => {
      if (value instanceof AppException) throw value;
      found.push(value);
    });
    return found;
  }

  /** As {@link eachRowBytes}, decoded. */
  async eachRow(
    indices: Iterable<number>,
    use: (index: number, value: PyValue | AppException) => void,
  ): Promise<void> {
    await this.eachRowBytes(indices, (index, bytes) => {
      if (bytes instanceof AppException) return use(index, bytes);
      if (bytes === undefined) return use(index, FILL);
      try {
        const rows = decodeMsgpackRows(bytes, `${this.path}/${index}`);
        return use(index, rows[0] ?? null);
      } catch (error) {
        return use(index, arrayException(error, `${this.path}/${index}`));
      }
    });
  }
}
