import { type TextEncoding, UTF8 } from './text-encoding.ts';

/** A place is noted after so many lines … */
const LINES_PER_PLACE = 256;
/** … or, where lines are long, so many bytes. */
const BYTES_PER_PLACE = 256 * 1024;

export interface LinePlace {
  readonly line: number;
  readonly offsetBytes: number;
}

/**
 * Where the lines of a growing file begin: of every few hundred lines, so that a file of gigabytes
 * takes a few hundred kilobytes. Bytes are added in the order of the file, in whole units of the encoding.
 */
export class LineIndex {
  #scannedBytes = 0;
  #newlines = 0;
  #lastIsNewline = true;
  readonly #lines: number[] = [0];
  readonly #offsets: number[] = [0];

  constructor(readonly encoding: TextEncoding = UTF8) {}

  /** Bytes added so far. */
  get scannedBytes(): number {
    return this.#scannedBytes;
  }

  /** Lines so far; the last may not have its end yet. */
  get lineCount(): number {
    return this.#newlines + (this.#lastIsNewline ? 0 : 1);
  }

  add(bytes: Buffer): void {
    if (bytes.length === 0) return;
    let last = this.#offsets.length - 1;
    let next = 0;
    const { unitBytes } = this.encoding;
    for (;;) {
      const at = this.encoding.newlineIn(bytes, next);
      if (at === -1) break;
      next = at + unitBytes;
      this.#newlines += 1;
      const offset = this.#scannedBytes + next;
      const isFar =
        this.#newlines - (this.#lines[last] ?? 0) >= LINES_PER_PLACE ||
        offset - (this.#offsets[last] ?? 0) >= BYTES_PER_PLACE;
      if (!isFar) continue;
      this.#lines.push(this.#newlines);
      this.#offsets.push(offset);
      last += 1;
    }
    this.#scannedBytes += bytes.length;
    this.#lastIsNewline = next === bytes.length;
  }

  /** The last noted place at or before a line. */
  placeBefore(line: number): LinePlace {
    let low = 0;
    let high = this.#lines.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#lines[middle] ?? 0) <= line) low = middle + 1;
      else high = middle;
    }
    const at = Math.max(0, low - 1);
    return { line: this.#lines[at] ?? 0, offsetBytes: this.#offsets[at] ?? 0 };
  }
}
