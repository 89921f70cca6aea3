import { Buffer } from 'node:buffer';

/**
 * A picture as PNG, by the length of its side in pixels.
 * @typedef {ReadonlyMap<number, Uint8Array>} PngBySize
 */

/** Sides of the pictures in an `.ico`. */
export const ICO_SIZES = [16, 24, 32, 48, 64, 128, 256];

/** Types of the pictures in an `.icns` that are PNG, with their sides; `@2x` ones repeat sizes. */
export const ICNS_TYPES = Object.freeze({
  icp4: 16,
  icp5: 32,
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
});

/**
 * Windows' container: 6 bytes of head, 16 per picture, then the pictures.
 * @param {PngBySize} pictures
 * @returns {Uint8Array}
 */
export function encodeIco(pictures) {
  const head = Buffer.alloc(6 + 16 * ICO_SIZES.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(ICO_SIZES.length, 4);
  let offset = head.length;
  const parts = [head];
  for (const [index, size] of ICO_SIZES.entries()) {
    const png = pictureOf(pictures, size);
    const at = 6 + 16 * index;
    // One byte: 256 is written as 0.
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
    parts.push(Buffer.from(png));
  }
  return Buffer.concat(parts);
}

/**
 * Apple's container: `icns`, its length, then type, length and picture of each.
 * @param {PngBySize} pictures
 * @returns {Uint8Array}
 */
export function encodeIcns(pictures) {
  const parts = Object.entries(ICNS_TYPES).flatMap(([type, size]) => {
    const png = pictureOf(pictures, size);
    return [headOf(type, png.length), Buffer.from(png)];
  });
  const body = Buffer.concat(parts);
  return Buffer.concat([headOf('icns', body.length), body]);
}

/**
 * @param {string} type four letters
 * @param {number} length of what follows
 */
function headOf(type, length) {
  const head = Buffer.alloc(8);
  head.write(type, 'latin1');
  head.writeUInt32BE(8 + length, 4);
  return head;
}

/**
 * @param {PngBySize} pictures
 * @param {number} size
 */
function pictureOf(pictures, size) {
  const png = pictures.get(size);
  if (png === undefined) throw new Error(`there is no picture of ${size} pixels`);
  return png;
}
