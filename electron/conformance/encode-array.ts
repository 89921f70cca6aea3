import { createHash } from 'node:crypto';
import { type Dtype, parseDtype } from '../persistence/dtype.ts';
import { type ArrayData, type ArrayHandle, PyFloat, type PyValue } from '../persistence/values.ts';
import { datetimeText, dtypeName, halfBits } from './dtype-text.ts';

/** Arrays with more items are given by their hash and their first items. */
const MAX_ITEMS = 2000;
const FIRST_ITEMS = 20;

/** A float in the truth's encoding. */
export function encodeFloat(value: number): PyValue {
  if (Number.isNaN(value)) return new Map([['__float__', 'nan']]);
  if (value === Number.POSITIVE_INFINITY) return new Map([['__float__', 'inf']]);
  if (value === Number.NEGATIVE_INFINITY) return new Map([['__float__', '-inf']]);
  return Number.isInteger(value) ? new PyFloat(value) : value;
}

function integer(value: number | bigint): PyValue {
  const short = Number(value);
  return Number.isSafeInteger(short) ? short : BigInt(value);
}

function item(data: ArrayData['data'], dtype: Dtype, code: string, at: number): PyValue {
  const value = data[dtype.kind === 'c' ? at * 2 : at];
  if (typeof value === 'string') return value;
  if (value === undefined) return null;
  switch (dtype.kind) {
    case 'b':
      return value === 1;
    case 'f':
      return encodeFloat(Number(value));
    case 'c':
      return [encodeFloat(Number(value)), encodeFloat(Number(data[at * 2 + 1] ?? 0))];
    case 'M':
      return datetimeText(code, BigInt(value));
    default:
      return integer(value);
  }
}

function textBytes(texts: readonly string[], dtype: Dtype): Uint8Array {
  const bytes = new Uint8Array(texts.length * dtype.itemBytes);
  const view = new DataView(bytes.buffer);
  for (const [i, text] of texts.entries()) {
    const start = i * dtype.itemBytes;
    if (dtype.kind === 'S') bytes.set(Buffer.from(text, 'utf8'), start);
    else {
      for (const [k, character] of [...text].entries()) {
        view.setUint32(start + k * 4, character.codePointAt(0) ?? 0, true);
      }
    }
  }
  return bytes;
}

/** Little-endian bytes in C order, in the size of the dtype. */
function littleEndianBytes(data: ArrayData['data'], dtype: Dtype): Uint8Array {
  if (!ArrayBuffer.isView(data)) return textBytes(data, dtype);
  if (dtype.kind === 'f' && dtype.itemBytes === 2 && data instanceof Float32Array) {
    return new Uint8Array(Uint16Array.from(data, halfBits).buffer);
  }
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/** An array in the truth's encoding, read through its handle. */
export async function encodeArray(handle: ArrayHandle): Promise<PyValue> {
  const { data, shape } = await handle.read();
  const dtype = parseDtype(handle.dtype);
  const count = shape.reduce((size, length) => size * length, 1);
  const items = (length: number): PyValue[] =>
    Array.from({ length }, (_, at) => item(data, dtype, handle.dtype, at));
  const encoded = new Map<string, PyValue>([
    ['__array__', true],
    ['dtype', handle.dtype],
    ['dtype_name', dtypeName(handle.dtype, dtype)],
    ['shape', [...shape]],
  ]);
  if (count <= MAX_ITEMS) return encoded.set('data', items(count));
  const hash = createHash('sha256').update(littleEndianBytes(data, dtype)).digest('hex');
  return encoded.set('sha256', hash).set('first', items(FIRST_ITEMS));
}
