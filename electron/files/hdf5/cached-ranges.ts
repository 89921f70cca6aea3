/** The library reads headers by some hundred bytes, again and again … */
const BLOCK_BYTES = 64 * 1024;
const MAX_BLOCKS = 128;
/** … and chunks of arrays whole, once. */
const LARGE_BYTES = BLOCK_BYTES;

type ReadRange = (offsetBytes: number, lengthBytes: number) => Uint8Array | undefined;

/** Ranges of a file, small ones by blocks of which the last used are kept. */
export class CachedRanges {
  readonly #blocks = new Map<number, Uint8Array>();

  constructor(readonly readRange: ReadRange) {}

  /** @returns Bytes read; fewer than asked for at the end of the file. */
  read(target: Uint8Array, at: number, lengthBytes: number, offsetBytes: number): number {
    if (lengthBytes >= LARGE_BYTES) {
      const bytes = this.readRange(offsetBytes, lengthBytes) ?? new Uint8Array(0);
      target.set(bytes, at);
      return bytes.length;
    }
    let done = 0;
    while (done < lengthBytes) {
      const position = offsetBytes + done;
      const block = Math.floor(position / BLOCK_BYTES);
      const start = position - block * BLOCK_BYTES;
      const part = this.#block(block).subarray(start, start + lengthBytes - done);
      if (part.length === 0) break;
      target.set(part, at + done);
      done += part.length;
    }
    return done;
  }

  #block(number: number): Uint8Array {
    const bytes =
      this.#blocks.get(number) ??
      this.readRange(number * BLOCK_BYTES, BLOCK_BYTES) ??
      new Uint8Array(0);
    this.#blocks.delete(number);
    this.#blocks.set(number, bytes);
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size > MAX_BLOCKS && oldest !== undefined) this.#blocks.delete(oldest);
    return bytes;
  }
}
