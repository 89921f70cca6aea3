import type { AppException } from '../../shared/contract/errors.ts';
import type { FileSource } from '../files/file-source.ts';
import { type ArrayLayout, parseArrayLayout } from './array-layout.ts';
import { arrayException, type Decompress, decompressor } from './codecs.ts';
import { taskPath } from './hidden-groups.ts';
import type { TimeUs } from './records.ts';
import { corrupt } from './store-errors.ts';
import { ZarrArray } from './zarr-array.ts';

/** Start and end of a run. */
export type RunTimes = readonly [start: TimeUs | null, end: TimeUs | null];

const NONE: RunTimes = [null, null];
const ROW_BYTES = 16;
/** Not a time: the smallest 64-bit integer. */
const NAT_HIGH = -(2 ** 31);
const TWO_32 = 2 ** 32;

function timeAt(view: DataView, at: number): TimeUs | null {
  const low = view.getUint32(at, true);
  const high = view.getInt32(at + 4, true);
  return high === NAT_HIGH && low === 0 ? null : high * TWO_32 + low;
}

/** True for the layout hpcflow gives the times: one chunk per run. */
export function isUsualTimes(layout: ArrayLayout): boolean {
  const { dtype, order, chunks, shape, filters, separator } = layout;
  const isPerRow = chunks.length === 2 && chunks[0] === 1 && chunks[1] === 2 && shape[1] === 2;
  return (
    dtype === '<M8[us]' && order === 'C' && isPerRow && filters.length === 0 && separator === '.'
  );
}

/**
 * Times of the runs of one task (`EAR_times`, FORMATS §4.5): one small file per run, read directly
 * with the codecs zarrita uses; arrays with other chunks are read through zarrita.
 */
export class RunTimesTable {
  /** Files that are there, once it was worth listing them. */
  #present: ReadonlySet<string> | undefined;
  #all: BigInt64Array | undefined;

  private constructor(
    readonly reader: FileSource,
    readonly path: string,
    readonly layout: ArrayLayout,
    readonly decompress: Decompress,
  ) {}

  /** @returns `undefined` when the task has no such array (FORMATS T24). */
  static async open(reader: FileSource, path: string): Promise<RunTimesTable | undefined> {
    const file = `${path}/.zarray`;
    const bytes = reader.tryReadFile(file);
    if (bytes === undefined) return undefined;
    const layout = parseArrayLayout(bytes, file);
    if (layout.shape.length !== 2 || layout.shape[1] !== 2) {
      throw corrupt(file, 'shape', 'is not two times per run');
    }
    return new RunTimesTable(reader, path, layout, await decompressor(layout.compressor));
  }

  /** Number of runs. */
  get length(): number {
    return this.layout.shape[0] ?? 0;
  }

  /**
   * Times of runs by EAR index. Runs beyond the array have none (T24); neither have those whose
   * chunk is not there.
   *
   * @returns An exception for a run whose chunk cannot be read.
   */
  async read(runs: readonly number[]): Promise<Map<number, RunTimes | AppException>> {
    const times = new Map<number, RunTimes | AppException>();
    if (!isUsualTimes(this.layout)) this.#all ??= await this.#readAll();
    const isMany = runs.length * 4 > this.length || runs.length > 200;
    if (isMany && this.#all === undefined) {
      this.#present ??= new Set(this.reader.tryListNames(this.path) ?? []);
    }
    for (const run of runs) {
      if (run < 0 || run >= this.length) times.set(run, NONE);
      else if (this.#all !== undefined) times.set(run, rowOf(this.#all, run));
      else {
        const row = this.#row(run);
        times.set(run, row instanceof Promise ? await row : row);
      }
    }
    return times;
  }

  #row(run: number): RunTimes | AppException | Promise<RunTimes | AppException> {
    const name = `${run}.0`;
    if (this.#present !== undefined && !this.#present.has(name)) return NONE;
    const file = `${this.path}/${name}`;
    try {
      const bytes = this.reader.tryReadFile(file);
      if (bytes === undefined) return NONE;
      const plain = this.decompress(bytes);
      if (!(plain instanceof Promise)) return rowOfChunk(plain, file);
      return plain
        .then((decoded) => rowOfChunk(decoded, file))
        .catch((error: unknown) => arrayException(error, file));
    } catch (error) {
      return arrayException(error, file);
    }
  }

  async #readAll(): Promise<BigInt64Array> {
    const array = ZarrArray.open(this.reader, this.path);
    const data = (await array?.read())?.data;
    if (data instanceof BigInt64Array && this.layout.dtype.endsWith('M8[us]')) return data;
    throw corrupt(`${this.path}/.zarray`, 'dtype', 'is not microseconds');
  }
}

/** @throws AppException `corrupt-data` */
function rowOfChunk(plain: Uint8Array, file: string): RunTimes {
  if (plain.length !== ROW_BYTES) throw corrupt(file, undefined, 'does not hold two times');
  const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
  return [timeAt(view, 0), timeAt(view, 8)];
}

function rowOf(all: BigInt64Array, run: number): RunTimes {
  const time = (at: number): TimeUs | null => {
    const value = all[at];
    return value === undefined || value === -(2n ** 63n) ? null : Number(value);
  };
  return [time(run * 2), time(run * 2 + 1)];
}

/** File with the times of a run of a task; there is none before it has started (FORMATS §4.5). */
export function runTimesFile(insertId: number, runIndex: number): string {
  return `${taskPath(insertId)}/EAR_times/${runIndex}.0`;
}
