const NEWLINE = 10;

/**
 * Looks for a text in pieces of a file that come in their order. Letters A to Z match in either case
 * unless told otherwise; other letters match as they are.
 */
export class TextSearch {
  /** Numbers of the lines found, each once. */
  readonly lines: number[] = [];
  readonly #needle: string;
  readonly #fold: (text: string) => string;
  #carry = '';
  #line: number;

  constructor(text: string, firstLine: number, isCaseSensitive: boolean) {
    this.#fold = isCaseSensitive ? (given) => given : (given) => given.toLowerCase();
    // One character per byte: a text is found wherever its bytes are, and offsets are bytes.
    this.#needle = this.#fold(Buffer.from(text, 'utf8').toString('latin1'));
    this.#line = firstLine;
  }

  /** Line that the next piece continues. */
  get line(): number {
    return this.#line;
  }

  /** Bytes at the end that a text may begin in: the next search goes on with them. */
  get carriedBytes(): number {
    return this.#carry.length;
  }

  add(piece: Buffer): void {
    const hay = this.#carry + this.#fold(piece.toString('latin1'));
    let counted = this.#carry.length;
    const offset = counted;
    // Line of the carried text: it holds no newline, see below.
    let line = this.#line;
    const advance = (to: number): void => {
      for (
        let at = piece.indexOf(NEWLINE, counted - offset);
        at !== -1 && at + offset < to;
        at = piece.indexOf(NEWLINE, at + 1)
      ) {
        line += 1;
        counted = at + offset + 1;
      }
    };
    for (let at = hay.indexOf(this.#needle); at !== -1; ) {
      advance(at);
      if (this.lines.at(-1) !== line) this.lines.push(line);
      // On with the next line: a line counts once.
      const end = hay.indexOf('\n', at);
      if (end === -1) break;
      at = hay.indexOf(this.#needle, end + 1);
    }
    advance(hay.length);
    this.#line = line;
    const lineStart = hay.lastIndexOf('\n') + 1;
    const kept = Math.max(lineStart, hay.length - this.#needle.length + 1);
    this.#carry = hay.slice(kept);
  }
}
