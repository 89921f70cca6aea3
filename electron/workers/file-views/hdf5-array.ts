import type { Dataset, OutputData } from 'h5wasm';
import { AppException } from '../../../shared/contract/errors.ts';
import { hdf5Exception } from '../../files/hdf5/hdf5-files.ts';
import type { ArrayData, ArrayHandle, ArraySelection } from '../../persistence/values.ts';

/** Filters that the library brings along: deflate, shuffle, fletcher32, szip, nbit, scaleoffset. */
const LAST_KNOWN_FILTER = 6;

/** A dataset of an HDF5 file; only the chunks of a selection are read. */
export class Hdf5Array implements ArrayHandle {
  readonly kind = 'array';
  readonly shape: readonly number[];
  readonly chunks: readonly number[];

  constructor(
    readonly dataset: Dataset,
    readonly dtype: string,
    /** Of the file, for messages. */
    readonly key: string,
  ) {
    const { shape, chunks } = dataset.metadata;
    this.shape = shape ?? [];
    // What is not chunked lies in one piece, of which a range can be read.
    this.chunks = chunks ?? contiguousRows(this.shape);
  }

  /** @throws AppException `unsupported-format` (a compression, half floats), `corrupt-data` */
  async read(selection?: ArraySelection): Promise<ArrayData> {
    const { shape, dataset } = this;
    const parts = selection ?? shape.map((stop) => ({ start: 0, stop, step: 1 }));
    const wanted = parts.flatMap((part) =>
      typeof part === 'number' ? [] : Math.ceil((part.stop - part.start) / part.step),
    );
    const data = readSlice(dataset, parts, this.key);
    return { shape: wanted, data: itemsOf(data, this.dtype) };
  }
}

/** @throws AppException `unsupported-format`, `corrupt-data` */
export function readSlice(dataset: Dataset, parts: ArraySelection, key: string): OutputData | null {
  const { filters, metadata } = dataset;
  const unknown = filters.find(({ id }) => id > LAST_KNOWN_FILTER);
  if (unknown !== undefined) {
    const name = unknown.name === '' ? `number ${unknown.id}` : unknown.name;
    throw unsupported(key, `${dataset.path} is compressed by the filter ${name}`);
  }
  if (metadata.type === 1 && ![4, 8].includes(metadata.size)) {
    throw unsupported(key, `${dataset.path} has floats of ${metadata.size} bytes`);
  }
  try {
    if (parts.length === 0) return dataset.value;
    return dataset.slice(
      parts.map((part) =>
        typeof part === 'number' ? [part, part + 1, 1] : [part.start, part.stop, part.step],
      ),
    );
  } catch (error) {
    throw hdf5Exception(error, key, `The values of ${dataset.path} are not whole.`);
  }
}

function unsupported(key: string, what: string): AppException {
  return new AppException({
    code: 'unsupported-format',
    message: `${what}, which Earshot cannot read. Everything else in ${key} is shown.`,
  });
}

function itemsOf(data: OutputData | null, dtype: string): ArrayData['data'] {
  if (/c8$/.test(dtype)) return Float32Array.from(flat(data), Number);
  if (/c16$/.test(dtype)) return Float64Array.from(flat(data), Number);
  if (Array.isArray(data) || typeof data === 'string') return flat(data).map(String);
  if (data instanceof Uint8ClampedArray) return new Uint8Array(data);
  // Truths are stored as an enumeration of signed bytes.
  if (data instanceof Int8Array) return dtype === '|b1' ? Uint8Array.from(data) : data;
  if (isNumbers(data)) return data;
  return typeof data === 'bigint'
    ? BigInt64Array.of(data)
    : Float64Array.of(Number(data ?? Number.NaN));
}

type Numbers = Exclude<ArrayData['data'], readonly string[]>;

function isNumbers(data: unknown): data is Numbers {
  return ArrayBuffer.isView(data) && !(data instanceof DataView);
}

/** Nested lists in C order. */
function flat(data: unknown): unknown[] {
  return Array.isArray(data) ? data.flatMap(flat) : [data];
}

/** Rows that are read at a time where nothing says what belongs together. */
const ROW_ITEMS = 262_144;

function contiguousRows(shape: readonly number[]): number[] {
  let room = ROW_ITEMS;
  const chunks = [...shape];
  for (let dim = shape.length - 1; dim >= 0; dim -= 1) {
    const length = shape[dim] ?? 1;
    chunks[dim] = Math.max(1, Math.min(length, room));
    room = Math.max(1, Math.floor(room / Math.max(1, length)));
  }
  return chunks;
}
