import { DEFAULT_COMPRESSOR } from './blosc-write.ts';
import { parseJsonBytes } from './json-text.ts';
import { formatJson } from './json-write.ts';
import { corrupt } from './store-errors.ts';
import { isDict, type PyDict, type PyValue } from './values.ts';

/** Metadata documents of Zarr format 2 as zarr-python writes them (FORMATS §4). */

export function zarrDocument(document: PyValue): Uint8Array {
  return Buffer.from(formatJson(document, { indent: 4, sortKeys: true }));
}

/**
 * The root attributes. zarr-python sorts keys whenever it writes, and reads them in any order.
 *
 * @param keepsKeyOrder - Documents of a JSON store come back from here as they were
 */
export function rootDocument(document: PyValue, keepsKeyOrder: boolean): Uint8Array {
  return Buffer.from(formatJson(document, { indent: 4, sortKeys: !keepsKeyOrder }));
}

export const GROUP: Uint8Array = zarrDocument(new Map([['zarr_format', 2]]));

const COMPRESSOR: PyDict = new Map<string, PyValue>(Object.entries(DEFAULT_COMPRESSOR));

/** Filter of arrays of objects. */
export const MSGPACK2: PyDict = new Map<string, PyValue>([
  ['id', 'msgpack2'],
  ['raw', false],
  ['use_bin_type', true],
  ['use_single_float', false],
]);

export interface NewArray {
  readonly shape: readonly number[];
  readonly chunks: readonly number[];
  /** NumPy dtype; of records a list of names and dtypes. */
  readonly dtype: PyValue;
  readonly fill: PyValue;
  /** Turns objects into bytes. */
  readonly filter?: PyDict;
  /** Whether chunks lie in folders, one for each dimension but the last (GEN4 §8.2). */
  readonly isNested?: boolean;
}

export function arrayDocument(array: NewArray): Uint8Array {
  return zarrDocument(
    new Map<string, PyValue>([
      ['shape', [...array.shape]],
      ['chunks', [...array.chunks]],
      ['dtype', array.dtype],
      ['fill_value', array.fill],
      ['filters', array.filter === undefined ? null : [array.filter]],
      // A single value is not worth compressing.
      ['compressor', array.shape.length === 0 ? null : COMPRESSOR],
      ['order', 'C'],
      ...(array.isNested === true ? [['dimension_separator', '/'] as const] : []),
      ['zarr_format', 2],
    ]),
  );
}

/** An array of objects without rows yet. */
export function objectsDocument(chunkRows: number, rows = 0): Uint8Array {
  return arrayDocument({
    shape: [rows],
    chunks: [chunkRows],
    dtype: '|O',
    fill: 0,
    filter: MSGPACK2,
  });
}

/** Not a time: the smallest 64-bit integer. */
export const NOT_A_TIME = -(2n ** 63n);

/** Start and end by run (FORMATS §4.5). */
export function timesDocument(rows: number): Uint8Array {
  return arrayDocument({ shape: [rows, 2], chunks: [1, 2], dtype: '<M8[us]', fill: NOT_A_TIME });
}

/** The same document with another number of rows; all else in it stays. */
export function resizedDocument(bytes: Uint8Array, rows: number, file: string): Uint8Array {
  const document = parseJsonBytes(bytes, { file });
  const shape = isDict(document) ? document.get('shape') : undefined;
  if (!isDict(document) || !Array.isArray(shape)) throw corrupt(file, 'shape', 'is no list');
  return zarrDocument(new Map([...document, ['shape', [rows, ...shape.slice(1)]]]));
}
