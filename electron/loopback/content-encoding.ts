import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** How a body may be compressed, best first. */
const ENCODINGS = ['br', 'gzip'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** Text by nature; fonts and pictures are compressed already. */
const COMPRESSIBLE = /^(?:text\/|application\/(?:json|wasm)|image\/svg)/;
/** Below this, a reply fits into one packet anyway. */
const WORTHWHILE_BYTES = 1400;
/** Nearly as small as the best, in a tenth of the time: the first page waits for it. */
const BROTLI_QUALITY = 6;

export function isCompressible(contentType: string, sizeBytes: number): boolean {
  return sizeBytes >= WORTHWHILE_BYTES && COMPRESSIBLE.test(contentType);
}

/**
 * The best encoding that a client takes (RFC 9110 §12.5.3), or `undefined` for the bytes as they are.
 *
 * @param header - `Accept-Encoding`; a client that sends none is sent the bytes as they are.
 */
export function chosenEncoding(header: string | undefined): Encoding | undefined {
  const weights = new Map<string, number>();
  for (const part of header?.toLowerCase().split(',') ?? []) {
    const [name = '', ...parameters] = part.split(';').map((text) => text.trim());
    const weight = parameters.find((parameter) => parameter.startsWith('q='));
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  const weightOf = (name: string): number => weights.get(name) ?? weights.get('*') ?? 0;
  let chosen: Encoding | undefined;
  for (const name of ENCODINGS) {
    const isBetter = weightOf(name) > (chosen === undefined ? 0 : weightOf(chosen));
    if (isBetter) chosen = name;
  }
  return chosen;
}

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** In a thread of zlib's own: other requests go on. */
export async function compressed(bytes: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
  if (encoding === 'gzip') return gzipped(bytes);
  return brotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.byteLength,
    },
  });
}
