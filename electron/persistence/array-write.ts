import { itemBytes } from './array-bytes.ts';
import { toBlosc } from './blosc-write.ts';
import { type Dtype, parseDtype } from './dtype.ts';
import { guessChunks } from './guess-chunks.ts';
import { type ArrayHandle, PyFloat, type PyValue } from './values.ts';
import { arrayDocument } from './zarr-metadata.ts';

/** A file to be written, by its name in the folder of the array. */
export interface ArrayFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ArrayFileOptions {
  /** Lengths of a chunk; as zarr-python guesses them unless given. */
  readonly chunks?: readonly number[];
  /** Whether chunks lie in folders, one for each dimension but the last. */
  readonly isNested?: boolean;
}

/** What zarr-python writes for “zero” of a dtype (FORMATS §4.2). */
function zeroOf(dtype: Dtype): PyValue {
  switch (dtype.kind) {
    case 'b':
      return false;
    case 'f':
      return new PyFloat(0);
    case 'c':
      return [new PyFloat(0), new PyFloat(0)];
    case 'U':
    case 'S':
      return '';
    default:
      return 0;
  }
}

/** Chunk at `position`, with zeros where it reaches beyond the array. */
function chunkBytes(
  bytes: Uint8Array,
  shape: readonly number[],
  chunks: readonly number[],
  position: readonly number[],
  size: number,
): Uint8Array {
  const result = new Uint8Array(chunks.reduce((product, length) => product * length, size));
  const copy = (axis: number, from: number, to: number): void => {
    const length = shape[axis] ?? 1;
    const chunk = chunks[axis] ?? 1;
    const start = (position[axis] ?? 0) * chunk;
    const count = Math.min(chunk, length - start);
    if (axis === shape.length - 1) {
      const first = (from + start) * size;
      result.set(bytes.subarray(first, first + count * size), to * size);
      return;
    }
    const [nextLength = 1, nextChunk = 1] = [shape[axis + 1], chunks[axis + 1]];
    for (let i = 0; i < count; i += 1) {
      copy(axis + 1, (from + start + i) * nextLength, (to + i) * nextChunk);
    }
  };
  copy(0, 0, 0);
  return result;
}

/** Positions of all chunks, the last axis fastest. */
function* chunkPositions(counts: readonly number[]): Iterable<readonly number[]> {
  const total = counts.reduce((product, count) => product * count, 1);
  for (let at = 0; at < total; at += 1) {
    let rest = at;
    const position = counts.map(() => 0);
    for (let axis = counts.length - 1; axis >= 0; axis -= 1) {
      const count = counts[axis] ?? 1;
      position[axis] = rest % count;
      rest = Math.floor(rest / count);
    }
    yield position;
  }
}

/**
 * Files of an array as zarr-python makes them from a NumPy array: its chunks, then `.zarray`, which
 * makes them an array.
 *
 * @throws AppException `unsupported-format` for dtypes that cannot be stored
 */
export async function arrayFiles(
  array: ArrayHandle,
  options: ArrayFileOptions = {},
): Promise<ArrayFile[]> {
  const dtype = parseDtype(array.dtype);
  const { data, shape } = await array.read();
  const bytes = itemBytes({ data, shape }, dtype);
  const { isNested = false } = options;
  const chunks = options.chunks ?? guessChunks(shape, dtype.itemBytes);
  const files: ArrayFile[] = [];
  if (shape.length === 0) files.push({ name: '0', bytes });
  else {
    const counts = shape.map((length, axis) => Math.ceil(length / (chunks[axis] ?? 1)));
    for (const position of chunkPositions(counts)) {
      const chunk = chunkBytes(bytes, shape, chunks, position, dtype.itemBytes);
      files.push({
        name: position.join(isNested ? '/' : '.'),
        bytes: await toBlosc(chunk, dtype.itemBytes),
      });
    }
  }
  const document = arrayDocument({
    shape,
    chunks,
    dtype: array.dtype,
    fill: zeroOf(dtype),
    isNested,
  });
  return [...files, { name: '.zarray', bytes: document }];
}
