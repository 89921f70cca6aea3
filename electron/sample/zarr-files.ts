import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatJson } from '../persistence/json-write.ts';
import type { PyDict, PyValue } from '../persistence/values.ts';
import { PyFloat } from '../persistence/values.ts';
import { DEFAULT_COMPRESSOR, toBlosc } from '../persistence/blosc-write.ts';
import type { MemoryArray } from './memory-array.ts';
import { encodeObjectChunk } from '../persistence/msgpack-write.ts';
import { type Plain, toDict } from './plain.ts';

/** Writes files of Zarr format 2 as hpcflow's Zarr does (FORMATS §4). */

function writeJson(file: string, document: PyValue): void {
  writeFileSync(file, formatJson(document, { indent: 4, sortKeys: true }));
}

export function writeGroup(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeJson(join(folder, '.zgroup'), toDict({ zarr_format: 2 }));
}

export function writeAttributes(folder: string, attributes: PyDict): void {
  writeJson(join(folder, '.zattrs'), attributes);
}

function writeArrayMetadata(folder: string, metadata: { readonly [key: string]: Plain }): void {
  mkdirSync(folder, { recursive: true });
  writeJson(
    join(folder, '.zarray'),
    toDict({ compressor: { ...DEFAULT_COMPRESSOR }, ...metadata, order: 'C', zarr_format: 2 }),
  );
}

/** A one-dimensional array of objects. */
export async function writeObjectArray(
  folder: string,
  rows: readonly PyValue[],
  chunkLength: number,
): Promise<void> {
  writeArrayMetadata(folder, {
    shape: [rows.length],
    chunks: [chunkLength],
    dtype: '|O',
    fill_value: 0,
    filters: [{ id: 'msgpack2', raw: false, use_bin_type: true, use_single_float: false }],
  });
  for (let chunk = 0; chunk * chunkLength < rows.length; chunk += 1) {
    const part = rows.slice(chunk * chunkLength, (chunk + 1) * chunkLength);
    const bytes = await toBlosc(encodeObjectChunk(part, chunkLength), 1);
    writeFileSync(join(folder, String(chunk)), bytes);
  }
}

/** Python's NaT. */
const NOT_A_TIME = -(2n ** 63n);

/** Start and end of runs in µs, one chunk per run; a run with neither has no chunk (FORMATS §4.5). */
export async function writeTimes(
  folder: string,
  times: readonly (readonly [number | null, number | null])[],
): Promise<void> {
  writeArrayMetadata(folder, {
    shape: [times.length, 2],
    chunks: [1, 2],
    dtype: '<M8[us]',
    fill_value: NOT_A_TIME,
    filters: null,
  });
  for (const [row, pair] of times.entries()) {
    if (pair.every((time) => time === null)) continue;
    const items = BigInt64Array.from(pair, (time) => (time === null ? NOT_A_TIME : BigInt(time)));
    writeFileSync(join(folder, `${row}.0`), await toBlosc(new Uint8Array(items.buffer), 8));
  }
}

/** A numeric array as one chunk. */
export async function writeNumericArray(folder: string, array: MemoryArray): Promise<void> {
  const { dtype, shape, chunks, data } = array;
  const fill = dtype.includes('f') ? new PyFloat(0) : 0;
  const isPoint = shape.length === 0;
  const compressor = isPoint ? { compressor: null } : {};
  writeArrayMetadata(folder, {
    shape,
    chunks,
    dtype,
    fill_value: fill,
    filters: null,
    ...compressor,
  });
  if (data.length === 0) return;
  const bytes = isPoint ? array.bytes() : await toBlosc(array.bytes(), data.BYTES_PER_ELEMENT);
  writeFileSync(join(folder, isPoint ? '0' : shape.map(() => '0').join('.')), bytes);
}
