import { type TextEncoding, UTF8 } from './text-encoding.ts';

const NEWLINE = '\n';
const ESCAPE = '\u001b';
/** Colours and cursor moves: a text is found as it is seen. */
const CODES = new RegExp(`${ESCAPE}\\[[0-9;?]*[ -/]*[@-~]`, 'g');
/** Kept of a line beside the length of the text, for codes within it. */
const MARGIN_BYTES = 1024;

/**
 * Looks for a text in pieces of a file that come in their order. Letters A to Z match in either case
 * unless told otherwise; other letters match as they are.
 */
export class TextSearch {
  /** Numbers of the lines found, each once. */
  readonly lines: number[] = [];
  readonly #needle: string;
  readonly #isCaseSensitive: boolean;
  #carry = '';
  #line: number;

  constructor(
    text: string,
    firstLine: number,
    isCaseSensitive: boolean,
    readonly encoding: TextEncoding = UTF8,
  ) {
    this.#isCaseSensitive = isCaseSensitive;
    // One character per unit: a text is found wherever its bytes are.
    this.#needle = this.#folded(
      encoding.unitBytes === 2 ? text : Buffer.from(text, 'utf8').toString('latin1'),
    );
    this.#line = firstLine;
  }

  /** Line that the next piece continues. */
  get line(): number {
    return this.#line;
  }

  /** Bytes at the end that a text may begin in: the next search goes on with them. */
  get carriedBytes(): number {
    return this.#carry.length * this.encoding.unitBytes;
  }

  add(piece: Buffer): void {
    const { unitBytes, decode } = this.encoding;
    const raw = this.#carry + (unitBytes === 2 ? decode(piece) : piece.toString('latin1'));
    const hay = this.#folded(raw.includes(ESCAPE) ? raw.replace(CODES, '') : raw);
    let at = hay.indexOf(this.#needle);
    let end = hay.indexOf(NEWLINE);
    while (end !== -1 || at !== -1) {
      if (at !== -1 && (end === -1 || at < end)) {
        if (this.lines.at(-1) !== this.#line) this.lines.push(this.#line);
        // On with the next line: a line counts once.
        at = end === -1 ? -1 : hay.indexOf(this.#needle, end + 1);
      }
      if (end === -1) break;
      this.#line += 1;
      end = hay.indexOf(NEWLINE, end + 1);
    }
    const kept = Math.max(
      raw.lastIndexOf(NEWLINE) + 1,
      raw.length - this.#needle.length - MARGIN_BYTES,
    );
    this.#carry = raw.slice(kept);
  }

  #folded(text: string): string {
    return this.#isCaseSensitive ? text : text.toLowerCase();
  }
}
