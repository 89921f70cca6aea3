/** Bytes looked at to tell the encoding. */
export const MARK_BYTES = 2;

const NEWLINE = 10;
const LITTLE = { name: 'utf-16le', lowAt: 0 } as const;
const BIG = { name: 'utf-16be', lowAt: 1 } as const;

/**
 * How the bytes of a file are read as lines. PowerShell writes logs in UTF-16 when output is
 * redirected, and marks them so; what has no mark is read as UTF-8.
 */
export interface TextEncoding {
  /** Bytes of a unit: a newline is one unit, and begins at a multiple of them. */
  readonly unitBytes: 1 | 2;
  /** Place of the next newline from `from` on; -1 for none. `bytes` and `from` are at whole units. */
  newlineIn(bytes: Buffer, from: number): number;
  decode(bytes: Uint8Array): string;
}

export const UTF8: TextEncoding = {
  unitBytes: 1,
  newlineIn: (bytes, from) => bytes.indexOf(NEWLINE, from),
  decode: (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'),
};

const UTF16_LITTLE = utf16(LITTLE);
const UTF16_BIG = utf16(BIG);

function utf16({ name, lowAt }: typeof LITTLE | typeof BIG): TextEncoding {
  const decoder = new TextDecoder(name, { ignoreBOM: true });
  return {
    unitBytes: 2,
    newlineIn: (bytes, from) => {
      for (let at = bytes.indexOf(NEWLINE, from); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) {
        if (at % 2 === lowAt && bytes[at ^ 1] === 0) return at - lowAt;
      }
      return -1;
    },
    decode: (bytes) => decoder.decode(bytes),
  };
}

/** Encoding of a file by its mark. @param start - Its first {@link MARK_BYTES} bytes */
export function encodingOf(start: Uint8Array | undefined): TextEncoding {
  if (start?.[0] === 0xff && start[1] === 0xfe) return UTF16_LITTLE;
  return start?.[0] === 0xfe && start[1] === 0xff ? UTF16_BIG : UTF8;
}

/** A text without the mark that may stand before it. */
export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** The same pieces, cut at whole units; a half unit at the very end is left out. */
export async function* wholeUnits(
  pieces: AsyncIterable<Uint8Array>,
  { unitBytes }: TextEncoding,
): AsyncIterable<Buffer> {
  let half: Buffer | undefined;
  for await (const piece of pieces) {
    const own = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
    const bytes = half === undefined ? own : Buffer.concat([half, own]);
    const whole = bytes.length - (bytes.length % unitBytes);
    half = whole === bytes.length ? undefined : Buffer.from(bytes.subarray(whole));
    if (whole > 0) yield bytes.subarray(0, whole);
  }
}
