import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';

/** An array of ten gigabytes, 5120 × 512 × 512 float64, in chunks of a shape. */
export const LENGTH = 512;
export const PLANES = 5120;

/**
 * Writes a Zarr array whose chunks are all the same smooth field, compressed with zlib, and links to
 * one file, so that it takes little of the disk, while every chunk costs what it would.
 */
export function writeArray(folder: string, chunks: readonly number[]): void {
  mkdirSync(folder, { recursive: true });
  const items = chunks.reduce((product, length) => product * length, 1);
  const field = Float64Array.from({ length: items }, (_, at) => Math.round(at / 64) / 8);
  const bytes = deflateSync(new Uint8Array(field.buffer), { level: 1 });
  writeFileSync(
    join(folder, '.zarray'),
    JSON.stringify({
      zarr_format: 2,
      shape: [PLANES, LENGTH, LENGTH],
      chunks,
      dtype: '<f8',
      order: 'C',
      fill_value: 0,
      compressor: { id: 'zlib', level: 1 },
      filters: null,
    }),
  );
  const [planeLength = 1, rowLength = 1, columnLength = 1] = chunks;
  const [planes, rows, columns] = [PLANES / planeLength, LENGTH / rowLength, LENGTH / columnLength];
  const first = join(folder, '0.0.0');
  writeFileSync(first, bytes);
  for (let plane = 0; plane < planes; plane += 1) {
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const file = join(folder, `${plane}.${row}.${column}`);
        if (file !== first) linkSync(first, file);
      }
    }
  }
}
