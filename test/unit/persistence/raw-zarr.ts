import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import Blosc from 'numcodecs/blosc';
import LZ4 from 'numcodecs/lz4';
import Zstd from 'numcodecs/zstd';

/** Compressors that zarr-python may have used, with their configuration in `.zarray`. */
export const COMPRESSORS = {
  none: null,
  'blosc lz4': { id: 'blosc', cname: 'lz4', clevel: 5, shuffle: 1, blocksize: 0 },
  'blosc zstd bitshuffle': { id: 'blosc', cname: 'zstd', clevel: 3, shuffle: 2, blocksize: 0 },
  'blosc zlib no shuffle': { id: 'blosc', cname: 'zlib', clevel: 1, shuffle: 0, blocksize: 0 },
  zlib: { id: 'zlib', level: 1 },
  gzip: { id: 'gzip', level: 1 },
  zstd: { id: 'zstd', level: 1 },
  lz4: { id: 'lz4', acceleration: 1 },
} as const;

export type CompressorName = keyof typeof COMPRESSORS;

export async function compressed(name: CompressorName, bytes: Uint8Array): Promise<Uint8Array> {
  const config = COMPRESSORS[name];
  if (config === null) return bytes;
  if (config.id === 'zlib') return deflateSync(bytes);
  if (config.id === 'gzip') return gzipSync(bytes);
  if (config.id === 'zstd') return Zstd.fromConfig({ id: 'zstd', level: 1 }).encode(bytes);
  if (config.id === 'lz4') return LZ4.fromConfig({ id: 'lz4', acceleration: 1 }).encode(bytes);
  return Blosc.fromConfig(config).encode(bytes);
}

/** An array as its files are to be, item by item: independent of the code under test. */
export interface RawArray {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly chunks: readonly number[];
  readonly order?: 'C' | 'F';
  readonly compressor?: CompressorName;
  readonly fill?: unknown;
  readonly separator?: '/';
  readonly filters?: unknown;
  /** Bytes of the item at a position, in the dtype's byte order. */
  readonly item: (index: readonly number[]) => Uint8Array;
  /** Chunks that are not written. */
  readonly isMissing?: (chunk: readonly number[]) => boolean;
}

/** All positions of a shape, the last dimension fastest; reversed for Fortran order. */
export function* positions(
  shape: readonly number[],
  order: 'C' | 'F' = 'C',
): Generator<readonly number[]> {
  const size = shape.reduce((product, length) => product * length, 1);
  const lengths = order === 'C' ? shape : [...shape].reverse();
  for (let at = 0; at < size; at += 1) {
    const index: number[] = [];
    let rest = at;
    for (const length of [...lengths].reverse()) {
      index.unshift(rest % length);
      rest = Math.floor(rest / length);
    }
    yield order === 'C' ? index : index.reverse();
  }
}

function isInside(index: readonly number[], shape: readonly number[]): boolean {
  return index.every((at, axis) => at < (shape[axis] ?? 0));
}

export async function writeRawArray(folder: string, array: RawArray): Promise<void> {
  const { dtype, shape, chunks, order = 'C', compressor = 'none', fill = 0 } = array;
  mkdirSync(folder, { recursive: true });
  const fillText = typeof fill === 'bigint' ? String(fill) : JSON.stringify(fill);
  const document = {
    zarr_format: 2,
    dtype,
    shape,
    chunks,
    order,
    compressor: COMPRESSORS[compressor],
    fill_value: 'FILL',
    filters: array.filters ?? null,
    ...(array.separator === undefined ? {} : { dimension_separator: array.separator }),
  };
  const text = JSON.stringify(document, null, 4).replace('"FILL"', fillText);
  writeFileSync(join(folder, '.zarray'), text);
  if (shape.includes(0)) return;
  const counts = shape.map((length, axis) => Math.ceil(length / (chunks[axis] ?? 1)));
  for (const chunk of positions(counts)) {
    if (array.isMissing?.(chunk) === true) continue;
    const items: Uint8Array[] = [];
    for (const inner of positions(chunks, order)) {
      const index = inner.map((at, axis) => (chunk[axis] ?? 0) * (chunks[axis] ?? 1) + at);
      // What lies beyond the edge of the array is never looked at.
      items.push(isInside(index, shape) ? array.item(index) : array.item(shape.map(() => 0)));
    }
    const bytes = await compressed(compressor, Buffer.concat(items));
    const key = chunk.length === 0 ? '0' : chunk.join(array.separator ?? '.');
    mkdirSync(join(folder, key, '..'), { recursive: true });
    writeFileSync(join(folder, key), bytes);
  }
}
