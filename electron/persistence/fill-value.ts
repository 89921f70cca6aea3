import type { Dtype } from './dtype.ts';
import { isList, PyFloat, type PyValue } from './values.ts';

function numberOf(value: PyValue | undefined): number {
  if (value instanceof PyFloat) return value.value;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  // zarr-python writes non-finite fill values as texts.
  if (value === 'Infinity') return Number.POSITIVE_INFINITY;
  if (value === '-Infinity') return Number.NEGATIVE_INFINITY;
  return value === 'NaN' ? Number.NaN : 0;
}

function integerOf(value: PyValue | undefined): bigint {
  if (typeof value === 'bigint') return value;
  // Not a time: the smallest 64-bit integer.
  if (value === 'NaT') return -(2n ** 63n);
  const number = numberOf(value);
  return Number.isFinite(number) ? BigInt(Math.trunc(number)) : 0n;
}

/** Bits of a half float, rounded to the nearest one. */
export function halfBits(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size >= 65520) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | Math.round(size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  return sign | (Math.round((size / 2 ** exponent - 1) * 1024) + ((exponent + 15) << 10));
}

function writeFloat(
  view: DataView,
  at: number,
  bytes: number,
  value: number,
  little: boolean,
): void {
  if (bytes === 8) view.setFloat64(at, value, little);
  else if (bytes === 4) view.setFloat32(at, value, little);
  else view.setUint16(at, halfBits(value), little);
}

function writeInteger(view: DataView, bytes: number, value: bigint, little: boolean): void {
  for (let i = 0; i < bytes; i += 1) {
    const shift = BigInt(8 * (little ? i : bytes - 1 - i));
    view.setUint8(i, Number((value >> shift) & 0xffn));
  }
}

/**
 * Bytes of one item with the fill value of an array, in the byte order of the array. What cannot be
 * understood counts as zero, as `null` does.
 */
export function fillBytes(dtype: Dtype, fill: PyValue | undefined): Uint8Array {
  const item = new Uint8Array(dtype.itemBytes);
  const view = new DataView(item.buffer);
  const little = !dtype.isBigEndian;
  switch (dtype.kind) {
    case 'f':
      writeFloat(view, 0, dtype.itemBytes, numberOf(fill), little);
      break;
    case 'c': {
      const half = dtype.itemBytes / 2;
      const [re, im] = isList(fill) ? fill : [fill, 0];
      writeFloat(view, 0, half, numberOf(re), little);
      writeFloat(view, half, half, numberOf(im), little);
      break;
    }
    case 'U':
      [...(typeof fill === 'string' ? fill : '')]
        .slice(0, dtype.itemBytes / 4)
        .forEach((character, i) => {
          view.setUint32(i * 4, character.codePointAt(0) ?? 0, little);
        });
      break;
    case 'S':
      // zarr-python writes bytes as base64.
      if (typeof fill === 'string') {
        item.set(Buffer.from(fill, 'base64').subarray(0, dtype.itemBytes));
      }
      break;
    default:
      writeInteger(view, dtype.itemBytes, integerOf(fill), little);
  }
  return item;
}
