import * as zarr from 'zarrita';
import { AppException } from '../../shared/contract/errors.ts';
import type { FileSource } from '../files/file-source.ts';
import { arrayItems, inCOrder } from './array-items.ts';
import { type ArrayLayout, parseArrayLayout } from './array-layout.ts';
import { ChunkQueue } from './chunk-queue.ts';
import { arrayException } from './codecs.ts';
import { type Dtype, parseDtype } from './dtype.ts';
import { invalidRequest } from './store-errors.ts';
import type { ArrayData, ArrayHandle, ArraySelection } from './values.ts';
import { ZarrFiles } from './zarr-files.ts';

/** Larger results are refused: views ask for windows. */
const MAX_RESULT_BYTES = 2 ** 31 - 1;

interface Range {
  readonly start: number;
  readonly stop: number;
  readonly step: number;
}

function rangesOf(selection: ArraySelection, shape: readonly number[]): Range[] {
  if (selection.length !== shape.length) {
    const message = `The array has ${shape.length} dimensions, the selection ${selection.length}.`;
    throw invalidRequest('IndexError', message, 'selection');
  }
  return selection.map((part, axis) => {
    const length = shape[axis] ?? 0;
    if (typeof part === 'number') {
      if (Number.isInteger(part) && part >= 0 && part < length) {
        return { start: part, stop: part + 1, step: 1 };
      }
      const message = `There is no index ${part} along dimension ${axis}, which has ${length}.`;
      throw invalidRequest('IndexError', message, 'selection');
    }
    const isValid =
      Number.isInteger(part.start) &&
      Number.isInteger(part.stop) &&
      Number.isInteger(part.step) &&
      part.start >= 0 &&
      part.step >= 1;
    if (!isValid) {
      const message = 'A range needs integers, with a start from 0 and a step from 1.';
      throw invalidRequest('IndexError', message, 'selection');
    }
    const start = Math.min(part.start, length);
    return { start, stop: Math.max(start, Math.min(part.stop, length)), step: part.step };
  });
}

function lengthOf(range: Range): number {
  return Math.ceil((range.stop - range.start) / range.step);
}

function product(lengths: readonly number[]): number {
  return lengths.reduce((size, length) => size * length, 1);
}

function bytesOf(data: unknown): Uint8Array | undefined {
  if (ArrayBuffer.isView(data)) {
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }
  if (data instanceof zarr.ByteStringArray) {
    return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  }
  return undefined;
}

/** A numeric or text array of a Zarr store; its chunks are read through zarrita when asked for. */
export class ZarrArray implements ArrayHandle {
  readonly kind = 'array';
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly chunks: readonly number[];

  private constructor(
    readonly reader: FileSource,
    /** Relative to the workflow folder. */
    readonly path: string,
    layout: ArrayLayout,
  ) {
    this.dtype = layout.dtype;
    this.shape = layout.shape;
    this.chunks = layout.chunks;
  }

  /** @returns `undefined` when there is no array at the path. */
  static open(reader: FileSource, path: string): ZarrArray | undefined {
    const file = `${path}/.zarray`;
    const bytes = reader.tryReadFile(file);
    return bytes && new ZarrArray(reader, path, parseArrayLayout(bytes, file));
  }

  /**
   * @throws AppException `corrupt-data`, `unsupported-format` (dtype or codec), `too-large`,
   *   `invalid-request` (a selection that does not fit)
   */
  async read(selection?: ArraySelection): Promise<ArrayData> {
    const dtype = parseDtype(this.dtype);
    const whole = this.shape.map((length) => ({ start: 0, stop: length, step: 1 }));
    const ranges = selection === undefined ? whole : rangesOf(selection, this.shape);
    const full = ranges.map(lengthOf);
    const shape = full.filter((_, axis) => typeof selection?.[axis] !== 'number');
    const sizeBytes = product(full) * dtype.itemBytes;
    if (sizeBytes > MAX_RESULT_BYTES) {
      throw new AppException({
        code: 'too-large',
        message: `${this.path} is too large to be read at once.`,
        action: 'Choose a window of it.',
        sizeBytes,
      });
    }
    if (sizeBytes === 0) {
      const data = dtype.itemBytes === 0 ? Array(product(full)).fill('') : undefined;
      return { shape, data: data ?? arrayItems(new Uint8Array(0), dtype) };
    }
    const bytes = await this.#bytes(ranges, full, dtype);
    return { shape, data: arrayItems(bytes, dtype) };
  }

  async #bytes(
    ranges: readonly Range[],
    full: readonly number[],
    dtype: Dtype,
  ): Promise<Uint8Array> {
    try {
      const store = new ZarrFiles(this.reader, true);
      const location = zarr.root(store).resolve(encodeURI(this.path));
      const array = await zarr.open.v2(location, { kind: 'array', attrs: false });
      const chunk =
        ranges.length === 0
          ? await array.getChunk([])
          : await zarr.get(
              array,
              ranges.map(({ start, stop, step }) => zarr.slice(start, stop, step)),
              { createQueue: () => new ChunkQueue(product(this.chunks) * dtype.itemBytes) },
            );
      const bytes = bytesOf(chunk.data);
      if (bytes === undefined) throw new TypeError('zarrita gave no bytes');
      return inCOrder(bytes, dtype.itemBytes, full, chunk.stride);
    } catch (error) {
      throw arrayException(error, this.path);
    }
  }
}
