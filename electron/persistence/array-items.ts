import type { Dtype } from './dtype.ts';
import type { ArrayData } from './values.ts';

type Items = ArrayData['data'];

function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent < 31) return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
  return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
}

/** A copy with the bytes of every unit reversed. */
function swapped(bytes: Uint8Array, unitBytes: number): Uint8Array {
  const result = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += unitBytes) {
    for (let i = 0; i < unitBytes; i += 1) {
      result[at + i] = bytes[at + unitBytes - 1 - i] ?? 0;
    }
  }
  return result;
}

/** Bytes in a buffer of their own that begins with them, so that typed arrays fit onto it. */
function aligned(bytes: Uint8Array): ArrayBuffer {
  const { buffer } = bytes;
  const isWhole = bytes.byteOffset === 0 && bytes.byteLength === buffer.byteLength;
  if (isWhole && buffer instanceof ArrayBuffer) return buffer;
  return Uint8Array.from(bytes).buffer;
}

function texts(bytes: Uint8Array, dtype: Dtype): string[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const characters = dtype.itemBytes / 4;
  const result: string[] = [];
  for (let at = 0; at < bytes.length; at += dtype.itemBytes) {
    let text = '';
    let length = characters;
    while (length > 0 && view.getUint32(at + (length - 1) * 4) === 0) length -= 1;
    for (let i = 0; i < length; i += 1) {
      const code = view.getUint32(at + i * 4, !dtype.isBigEndian);
      text += String.fromCodePoint(code <= 0x10ffff ? code : 0xfffd);
    }
    result.push(text);
  }
  return result;
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function byteTexts(bytes: Uint8Array, itemBytes: number): string[] {
  const result: string[] = [];
  for (let at = 0; at < bytes.length; at += itemBytes) {
    let end = at + itemBytes;
    while (end > at && bytes[end - 1] === 0) end -= 1;
    const item = bytes.subarray(at, end);
    try {
      result.push(UTF8.decode(item));
    } catch {
      result.push(Buffer.from(item).toString('latin1'));
    }
  }
  return result;
}

function integers(buffer: ArrayBuffer, dtype: Dtype): Items {
  const isSigned = dtype.kind !== 'u';
  switch (dtype.itemBytes) {
    case 1:
      return isSigned ? new Int8Array(buffer) : new Uint8Array(buffer);
    case 2:
      return isSigned ? new Int16Array(buffer) : new Uint16Array(buffer);
    case 4:
      return isSigned ? new Int32Array(buffer) : new Uint32Array(buffer);
    default:
      return isSigned ? new BigInt64Array(buffer) : new BigUint64Array(buffer);
  }
}

/**
 * Items of an array from its bytes in C order.
 *
 * @param bytes - In the machine's byte order (little endian), except for what zarrita carried as
 *   opaque bytes (complex, texts), which is as stored.
 */
export function arrayItems(bytes: Uint8Array, dtype: Dtype): Items {
  switch (dtype.kind) {
    case 'U':
      return texts(bytes, dtype);
    case 'S':
      return byteTexts(bytes, dtype.itemBytes);
    case 'b':
      return Uint8Array.from(bytes, (value) => (value === 0 ? 0 : 1));
    case 'c': {
      const unit = dtype.itemBytes / 2;
      const buffer = aligned(dtype.isBigEndian ? swapped(bytes, unit) : bytes);
      return unit === 4 ? new Float32Array(buffer) : new Float64Array(buffer);
    }
    case 'f':
      if (dtype.itemBytes === 2)
        return Float32Array.from(new Uint16Array(aligned(bytes)), halfToNumber);
      return dtype.itemBytes === 4
        ? new Float32Array(aligned(bytes))
        : new Float64Array(aligned(bytes));
    default:
      return integers(aligned(bytes), dtype);
  }
}

/** Bytes of the items in C order; the same bytes where they are so already. */
export function inCOrder(
  bytes: Uint8Array,
  itemBytes: number,
  shape: readonly number[],
  /** Items to step over per axis. */
  stride: readonly number[],
): Uint8Array {
  let expected = 1;
  let isC = true;
  for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
    if (shape[axis] !== 1 && stride[axis] !== expected) isC = false;
    expected *= shape[axis] ?? 1;
  }
  if (isC) return bytes;
  const result = new Uint8Array(bytes.length);
  const index = shape.map(() => 0);
  for (let item = 0; item < expected; item += 1) {
    let from = 0;
    for (let axis = 0; axis < shape.length; axis += 1) {
      from += (index[axis] ?? 0) * (stride[axis] ?? 0);
    }
    const start = from * itemBytes;
    result.set(bytes.subarray(start, start + itemBytes), item * itemBytes);
    for (let axis = shape.length - 1; axis >= 0; axis -= 1) {
      const next = (index[axis] ?? 0) + 1;
      index[axis] = next === shape[axis] ? 0 : next;
      if (index[axis] !== 0) break;
    }
  }
  return result;
}
