import { corrupt } from './store-errors.ts';

const HEADER_BYTES = 16;
/** Flag of a frame that holds its bytes as they are. */
const MEMCPYED = 0x02;

export interface BloscFrame {
  /** Length after decompression. */
  readonly lengthBytes: number;
  /** The bytes themselves, where the frame holds them uncompressed: most small chunks. */
  readonly plain: Uint8Array | undefined;
}

/**
 * Header of a Blosc 1 frame (FORMATS §5.4), checked before anything is allocated for it.
 *
 * @throws AppException `corrupt-data`
 */
export function readBloscFrame(bytes: Uint8Array, file: string): BloscFrame {
  if (bytes.length < HEADER_BYTES) throw corrupt(file, undefined, 'ends inside its Blosc header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lengthBytes = view.getUint32(4, true);
  const frameBytes = view.getUint32(12, true);
  if (frameBytes !== bytes.length) {
    throw corrupt(file, undefined, `has ${bytes.length} bytes where its header says ${frameBytes}`);
  }
  if ((view.getUint8(2) & MEMCPYED) === 0) return { lengthBytes, plain: undefined };
  if (lengthBytes !== bytes.length - HEADER_BYTES) {
    throw corrupt(file, undefined, 'has a Blosc header that does not fit its length');
  }
  return { lengthBytes, plain: bytes.subarray(HEADER_BYTES) };
}
