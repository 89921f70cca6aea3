import type { CodecConfig } from './codecs.ts';
import { parseJsonBytes } from './json-text.ts';
import { formatJson } from './json-write.ts';
import { corrupt } from './store-errors.ts';
import { isDict, isList, type PyDict, PyFloat, type PyValue } from './values.ts';

/** A Zarr v2 `.zarray` document (FORMATS §4.2). */
export interface ArrayLayout {
  /** NumPy dtype as stored. */
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly chunks: readonly number[];
  readonly order: 'C' | 'F';
  readonly fill: PyValue;
  readonly compressor: CodecConfig | null;
  readonly filters: readonly CodecConfig[];
  readonly separator: '.' | '/';
}

function lengths(document: PyDict, key: string, smallest: number, file: string): readonly number[] {
  const value = document.get(key);
  if (!isList(value)) throw corrupt(file, key, 'is no list of lengths');
  return value.map((length) => {
    if (typeof length === 'number' && Number.isInteger(length) && length >= smallest) return length;
    throw corrupt(file, key, 'has a length that is no such number');
  });
}

/** Plain JavaScript value of a codec's options. */
function plain(value: PyValue): unknown {
  if (value instanceof PyFloat) return value.value;
  if (isList(value)) return value.map(plain);
  if (isDict(value)) return Object.fromEntries([...value].map(([key, item]) => [key, plain(item)]));
  return value;
}

function codec(value: PyValue, file: string, place: string): CodecConfig {
  const id = isDict(value) ? value.get('id') : undefined;
  if (!isDict(value) || typeof id !== 'string') throw corrupt(file, place, 'is no codec');
  const options = [...value].map(([key, item]) => [key, plain(item)]);
  return { ...Object.fromEntries(options), id };
}

/** @throws AppException `corrupt-data` */
export function parseArrayLayout(bytes: Uint8Array, file: string): ArrayLayout {
  const document = parseJsonBytes(bytes, { file });
  if (!isDict(document)) throw corrupt(file, undefined, 'holds no map');
  if (document.get('zarr_format') !== 2) throw corrupt(file, 'zarr_format', 'is not 2');
  const shape = lengths(document, 'shape', 0, file);
  const chunks = lengths(document, 'chunks', 1, file);
  if (shape.length !== chunks.length) {
    throw corrupt(file, 'chunks', 'has another number of dimensions than the shape');
  }
  // A list describes records; they are refused when they are read, by this text.
  const dtype = document.get('dtype') ?? '';
  const order = document.get('order');
  if (order !== 'C' && order !== 'F') throw corrupt(file, 'order', 'is neither C nor F');
  const compressor = document.get('compressor') ?? null;
  const filters = document.get('filters') ?? [];
  if (!isList(filters)) throw corrupt(file, 'filters', 'is no list of codecs');
  return {
    dtype: typeof dtype === 'string' ? dtype : formatJson(dtype),
    shape,
    chunks,
    order,
    fill: document.get('fill_value') ?? null,
    compressor: compressor === null ? null : codec(compressor, file, 'compressor'),
    filters: filters.map((filter, i) => codec(filter, file, `filters.${i}`)),
    separator: document.get('dimension_separator') === '/' ? '/' : '.',
  };
}
