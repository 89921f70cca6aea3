const BASE_BYTES = 256 * 1024;
const LEAST_BYTES = 128 * 1024;
const MOST_BYTES = 64 * 1024 * 1024;
const MEBIBYTE = 1024 * 1024;

const product = (lengths: readonly number[]): number => lengths.reduce((a, b) => a * b, 1);

/**
 * Chunk shape that zarr-python 2 chooses for an array (`guess_chunks`, FORMATS §4.2): the axes are
 * halved in turn until a chunk is about as large as a size that grows with the array.
 *
 * @param itemBytes - Size of one item.
 */
export function guessChunks(shape: readonly number[], itemBytes: number): number[] {
  // Axes without any length get chunks of one.
  const chunks = shape.map((length) => Math.max(length, 1));
  if (chunks.length === 0) return chunks;
  const wanted = BASE_BYTES * 2 ** Math.log10((product(chunks) * itemBytes) / MEBIBYTE);
  const target = Math.min(Math.max(wanted, LEAST_BYTES), MOST_BYTES);
  for (let axis = 0; ; axis = (axis + 1) % chunks.length) {
    const bytes = product(chunks) * itemBytes;
    const isNear = bytes < target || Math.abs(bytes - target) / target < 0.5;
    // An item may be larger than any chunk.
    if ((isNear && bytes < MOST_BYTES) || product(chunks) === 1) return chunks;
    chunks[axis] = Math.ceil((chunks[axis] ?? 1) / 2);
  }
}
