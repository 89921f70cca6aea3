import type { TextLine } from '../../../shared/contract/run-files.ts';
import { type TextEncoding, UTF8, withoutMark } from './text-encoding.ts';

/** More of a line is not shown. */
export const MAX_LINE_BYTES = 8 * 1024;
const RETURN = '\r';

/**
 * A line as a terminal shows it: without its end, and of what was written over by going back to the
 * start of the line (progress bars) the last.
 */
export function textLine(bytes: Buffer, isCut: boolean, encoding = UTF8): TextLine {
  const line = encoding.decode(bytes.subarray(0, MAX_LINE_BYTES)).replace(/\r+$/, '');
  const back = line.lastIndexOf(RETURN);
  return {
    text: back === -1 ? line : line.slice(back + 1),
    isCut: isCut || bytes.length > MAX_LINE_BYTES,
  };
}

/** Takes pieces of a file in their order, in whole units of its encoding, and gives the lines `start … stop - 1` of them. */
export class LineCollector {
  readonly lines: TextLine[] = [];
  #line: number;
  #pending: Buffer[] = [];
  #pendingBytes = 0;

  /** @param firstLine - Number of the line that the first piece begins with. */
  constructor(
    firstLine: number,
    readonly start: number,
    readonly stop: number,
    readonly encoding: TextEncoding = UTF8,
  ) {
    this.#line = firstLine;
  }

  get isDone(): boolean {
    return this.#line >= this.stop;
  }

  add(piece: Buffer): void {
    let from = 0;
    while (!this.isDone) {
      const end = this.encoding.newlineIn(piece, from);
      this.#keep(piece.subarray(from, end === -1 ? piece.length : end));
      if (end === -1) return;
      this.#finish();
      from = end + this.encoding.unitBytes;
    }
  }

  /** The last line of a file may have no end. */
  end(): void {
    if (!this.isDone && this.#pendingBytes > 0) this.#finish();
  }

  #keep(part: Buffer): void {
    const isWanted = this.#line >= this.start && this.#pendingBytes < MAX_LINE_BYTES;
    // A piece is only valid until the next one comes.
    if (isWanted) this.#pending.push(Buffer.from(part.subarray(0, MAX_LINE_BYTES)));
    this.#pendingBytes += part.length;
  }

  #finish(): void {
    if (this.#line >= this.start) {
      const bytes = Buffer.concat(this.#pending);
      const line = textLine(bytes, this.#pendingBytes > bytes.length, this.encoding);
      this.lines.push(this.#line === 0 ? { ...line, text: withoutMark(line.text) } : line);
    }
    this.#line += 1;
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}
