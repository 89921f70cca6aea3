/** Bytes of one row. */
export const ROW_BYTES = 16;
const FIRST_PRINTED = 0x20;
const AFTER_PRINTED = 0x7f;

/** Bytes in two digits each, with a gap in the middle, and as letters where they are some. */
export function hexRow(bytes: Uint8Array | undefined): {
  readonly hex: string;
  readonly text: string;
} {
  if (bytes === undefined) return { hex: '', text: '' };
  const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));
  const halves = [digits.slice(0, ROW_BYTES / 2), digits.slice(ROW_BYTES / 2)];
  const hex = halves.map((half) => half.join(' ')).join('  ');
  const text = Array.from(bytes, (byte) =>
    byte >= FIRST_PRINTED && byte < AFTER_PRINTED ? String.fromCharCode(byte) : '·',
  ).join('');
  return { hex: hex.padEnd(ROW_BYTES * 3), text };
}

/** A place in a file as people write it: `4096`, `4 096`, `0x1000`. */
export function offsetOf(text: string): number | undefined {
  const plain = text.replaceAll(/[\s,_]/g, '');
  const isHex = /^0x[0-9a-f]+$/i.test(plain);
  if (!isHex && !/^\d+$/.test(plain)) return undefined;
  const offset = Number(plain);
  return Number.isSafeInteger(offset) ? offset : undefined;
}
