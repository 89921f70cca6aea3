import { isUtf8 } from 'node:buffer';

/** Characters 128 to 255 of code page 437, the names of old zip archives. */
const CP437_UPPER =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0';

function cp437(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    text += byte < 128 ? String.fromCharCode(byte) : (CP437_UPPER[byte - 128] ?? '');
  }
  return text;
}

/**
 * Name of a member. Names that say they are UTF-8 are; others are code page 437 by the standard, but
 * some programs write UTF-8 and do not say so, which hardly any other text looks like.
 *
 * @param isDos - Written on DOS or Windows, where some programs put `\` between folders.
 */
export function memberName(bytes: Buffer, saysUtf8: boolean, isDos: boolean): string {
  const name = saysUtf8 || isUtf8(bytes) ? bytes.toString('utf8') : cp437(bytes);
  return isDos ? name.replaceAll('\\', '/') : name;
}

export const SLASH = 0x2f;
const DOT = 0x2e;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Hash of a name's UTF-8 bytes (FNV-1a, 32 bits). */
export function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = FNV_START;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), FNV_PRIME);
  return hash >>> 0;
}

/**
 * True when a name is plain ASCII and stays inside, so that nothing about it need be looked at more
 * closely: nearly all names are, and this is ten times as fast.
 */
export function isPlainName(bytes: Uint8Array, from: number, to: number): boolean {
  let isPartStart = true;
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 0 || byte >= 128 || byte === BACKSLASH || byte === COLON) return false;
    if (isPartStart && (byte === SLASH || (byte === DOT && isDots(bytes, at, to)))) return false;
    isPartStart = byte === SLASH;
  }
  return to > from;
}

/** True for the parts `.` and `..`. */
function isDots(bytes: Uint8Array, from: number, to: number): boolean {
  const end = bytes[from + 1] === DOT ? from + 2 : from + 1;
  return end >= to || bytes[end] === SLASH;
}
