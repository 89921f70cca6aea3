/** A page of a TIFF file: samples of 8 or 16 bits, not packed, in one strip. */
interface Page {
  readonly width: number;
  readonly height: number;
  readonly bits: 8 | 16;
  /** 1: grey; 3: RGB. */
  readonly samples: 1 | 3;
  readonly values: readonly number[];
}

const SHORT = 3;
const LONG = 4;
const ENTRY_BYTES = 12;

/** A little-endian TIFF 6.0 file. */
export function tiffFile(pages: readonly Page[]): Uint8Array {
  const bytes = Buffer.alloc(4096);
  bytes.write('II*\0', 'latin1');
  let free = 8;
  let link = 4;
  for (const { width, height, bits, samples, values } of pages) {
    const data = free;
    for (const value of values) {
      free = bits === 8 ? bytes.writeUInt8(value, free) : bytes.writeUInt16LE(value, free);
    }
    free += free % 2;
    const depths = free;
    for (let sample = 0; sample < samples; sample += 1) free = bytes.writeUInt16LE(bits, free);
    free += free % 2;
    const entries = [
      [256, SHORT, 1, width],
      [257, SHORT, 1, height],
      [258, SHORT, samples, samples === 1 ? bits : depths],
      [259, SHORT, 1, 1],
      [262, SHORT, 1, samples === 1 ? 1 : 2],
      [273, LONG, 1, data],
      [277, SHORT, 1, samples],
      [278, LONG, 1, height],
      [279, LONG, 1, (values.length * bits) / 8],
    ] as const;
    bytes.writeUInt32LE(free, link);
    bytes.writeUInt16LE(entries.length, free);
    for (const [at, [tag, type, count, value]] of entries.entries()) {
      const entry = free + 2 + at * ENTRY_BYTES;
      bytes.writeUInt16LE(tag, entry);
      bytes.writeUInt16LE(type, entry + 2);
      bytes.writeUInt32LE(count, entry + 4);
      bytes.writeUInt32LE(value, entry + 8);
    }
    link = free + 2 + entries.length * ENTRY_BYTES;
    free = link + 4;
  }
  return Uint8Array.from(bytes.subarray(0, free));
}
