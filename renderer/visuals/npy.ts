import type { ArrayInfo, ArrayWindow } from '../../shared/contract/values.ts';

/**
 * The `.npy` format, version 1.0 (numpy.lib.format): magic, length and text of a header, then the
 * items in C order, little-endian.
 */
const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];

/** dtype string of what is written; `undefined` for items that are no numbers. */
export function npyDtype({ dtypeName }: ArrayInfo): string | undefined {
  // Half floats cross as single ones.
  if (dtypeName === 'float16') return '<f4';
  if (dtypeName === 'bool') return '|b1';
  const [, kind, bits] = /^(int|uint|float|complex)(\d+)$/.exec(dtypeName) ?? [];
  if (kind === undefined) return undefined;
  const letter = { int: 'i', uint: 'u', float: 'f', complex: 'c' }[kind] ?? 'f';
  const bytes = Number(bits) / 8;
  return `${bytes === 1 ? '|' : '<'}${letter}${bytes}`;
}

export function npyHeader(dtype: string, shape: readonly number[]): Uint8Array<ArrayBuffer> {
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`;
  const text = `{'descr': '${dtype}', 'fortran_order': False, 'shape': ${tuple}, }`;
  // Items begin at a multiple of 64 bytes, for memory maps.
  const length = Math.ceil((10 + text.length + 1) / 64) * 64;
  const header = `${text.padEnd(length - 11)}\n`;
  const bytes = new Uint8Array(length);
  bytes.set(MAGIC);
  new DataView(bytes.buffer).setUint16(8, header.length, true);
  bytes.set(new TextEncoder().encode(header), 10);
  return bytes;
}

/** Bytes of the items of a window. The machines a browser runs on are little-endian. */
export function npyItems({ info, numbers, texts }: ArrayWindow): Uint8Array<ArrayBuffer> {
  if (/^u?int64$/.test(info.dtypeName)) {
    const items = texts ?? Array.from(numbers ?? [], String);
    const exact = items.map((item) => BigInt(item));
    const array =
      info.dtypeName === 'int64' ? BigInt64Array.from(exact) : BigUint64Array.from(exact);
    return new Uint8Array(array.buffer);
  }
  if (numbers === undefined) return new Uint8Array(0);
  return Uint8Array.from(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength));
}
