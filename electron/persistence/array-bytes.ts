import type { Dtype } from './dtype.ts';
import { halfBits } from './fill-value.ts';
import { invalidRequest } from './store-errors.ts';
import type { ArrayData } from './values.ts';

/** Bytes of every unit reversed, in place. */
function swap(bytes: Uint8Array, unitBytes: number): void {
  for (let at = 0; at + unitBytes <= bytes.length; at += unitBytes) {
    bytes.subarray(at, at + unitBytes).reverse();
  }
}

/** Size of what has a byte order of its own: a complex item has two. */
function unitBytes(dtype: Dtype): number {
  if (dtype.kind === 'S') return 1;
  if (dtype.kind === 'U') return 4;
  return dtype.kind === 'c' ? dtype.itemBytes / 2 : dtype.itemBytes;
}

function textBytes(texts: readonly string[], dtype: Dtype): Uint8Array {
  const bytes = new Uint8Array(texts.length * dtype.itemBytes);
  const view = new DataView(bytes.buffer);
  for (const [i, text] of texts.entries()) {
    const start = i * dtype.itemBytes;
    if (dtype.kind === 'S') {
      const utf8 = Buffer.from(text, 'utf8');
      const item = utf8.length <= dtype.itemBytes ? utf8 : Buffer.from(text, 'latin1');
      bytes.set(item.subarray(0, dtype.itemBytes), start);
      continue;
    }
    let at = start;
    for (const character of text) {
      if (at + 4 > start + dtype.itemBytes) break;
      view.setUint32(at, character.codePointAt(0) ?? 0, true);
      at += 4;
    }
  }
  return bytes;
}

function littleEndian(data: ArrayData['data'], dtype: Dtype): Uint8Array {
  if (!ArrayBuffer.isView(data)) return textBytes(data, dtype);
  // Half floats are held as floats.
  if (dtype.kind === 'f' && dtype.itemBytes === 2 && data instanceof Float32Array) {
    return new Uint8Array(Uint16Array.from(data, halfBits).buffer);
  }
  return Uint8Array.from(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

/**
 * Bytes of the items of an array in C order, as they are stored under its dtype.
 *
 * @throws StoreException ValueError when there are more or fewer items than the shape says
 */
export function itemBytes({ data, shape }: ArrayData, dtype: Dtype): Uint8Array {
  const bytes = littleEndian(data, dtype);
  const count = shape.reduce((product, length) => product * length, 1);
  if (bytes.length !== count * dtype.itemBytes) {
    throw invalidRequest('ValueError', 'An array has not as many items as its shape says.', 'data');
  }
  if (dtype.isBigEndian) swap(bytes, unitBytes(dtype));
  return bytes;
}
