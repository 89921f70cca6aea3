import Blosc from 'numcodecs/blosc';

type Codec = ReturnType<typeof Blosc.fromConfig>;

/** hpcflow's default compressor, as it stands in `.zarray` (FORMATS §4.2). */
export const DEFAULT_COMPRESSOR = {
  id: 'blosc',
  cname: 'lz4',
  clevel: 5,
  shuffle: 1,
  blocksize: 0,
} as const;

const HEADER_BYTES = 16;
/** Blosc never compresses less than this. */
const SMALLEST_COMPRESSED_BYTES = 128;

/** A Blosc 1 frame that holds its bytes as they are (FORMATS §5.4). */
function storedFrame(bytes: Uint8Array, typeSizeBytes: number): Uint8Array {
  const frame = new Uint8Array(HEADER_BYTES + bytes.length);
  const view = new DataView(frame.buffer);
  // Version 2, lz4 version 1, flags: lz4, not split, stored, shuffled. As c-blosc writes it.
  frame.set([2, 1, 0x33, typeSizeBytes]);
  view.setUint32(4, bytes.length, true);
  view.setUint32(8, bytes.length, true);
  view.setUint32(12, frame.length, true);
  frame.set(bytes, HEADER_BYTES);
  return frame;
}

const CODEC = Blosc.fromConfig(DEFAULT_COMPRESSOR);

/** A Blosc frame, compressed where Blosc would compress. */
export async function toBlosc(
  bytes: Uint8Array,
  typeSizeBytes: number,
  codec: Codec = CODEC,
): Promise<Uint8Array> {
  if (bytes.length < SMALLEST_COMPRESSED_BYTES) return storedFrame(bytes, typeSizeBytes);
  const frame = await codec.encode(bytes);
  return frame.length < HEADER_BYTES + bytes.length ? frame : storedFrame(bytes, typeSizeBytes);
}
