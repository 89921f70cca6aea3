import type { TextLine } from '../../../shared/contract/run-files.ts';

/** More of a line is not shown. */
export const MAX_LINE_BYTES = 8 * 1024;
const NEWLINE = 10;
const RETURN = '\r';

/**
 * A line as a terminal shows it: without its end, and of what was written over by going back to the
 * start of the line (progress bars) the last.
 */
export function textLine(bytes: Buffer, isCut: boolean): TextLine {
  const line = bytes.subarray(0, MAX_LINE_BYTES).toString('utf8').replace(/\r+$/, '');
  const back = line.lastIndexOf(RETURN);
  return {
    text: back === -1 ? line : line.slice(back + 1),
    isCut: isCut || bytes.length > MAX_LINE_BYTES,
  };
}

/** Takes pieces of a file in their order, and gives the lines `start … stop - 1` of them. */
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
  ) {
    this.#line = firstLine;
  }

  get isDone(): boolean {
    return this.#line >= this.stop;
  }

  add(piece: Buffer): void {
    let from = 0;
    while (!this.isDone) {
      const end = piece.indexOf(NEWLINE, from);
      this.#keep(piece.subarray(from, end === -1 ? piece.length : end));
      if (end === -1) return;
      this.#finish();
      from = end + 1;
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
      this.lines.push(textLine(bytes, this.#pendingBytes > bytes.length));
    }
    this.#line += 1;
    this.#pending = [];
    this.#pendingBytes = 0;
  }
}
