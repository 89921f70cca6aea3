import { AppException } from '../../shared/contract/errors.ts';
import { GrowingUint32 } from './growing-uint32.ts';
import { laidOutNumbered } from './json-numbered.ts';
import { type JsonPlace, textOf } from './json-text.ts';

/** What to note of a value while its document is scanned; everything below is passed over. */
export type Shape =
  | { readonly kind: 'value' }
  /** Members by key, each noted by its own shape (`value` where none is given). */
  | { readonly kind: 'object'; readonly members?: Readonly<Record<string, Shape>> }
  | { readonly kind: 'list'; readonly item: Shape }
  /** Byte ranges of the items of a long list. */
  | { readonly kind: 'items' }
  /** Byte ranges of the members of a long object whose keys are numbers. */
  | { readonly kind: 'numbered' };

/** Byte ranges of many values: `starts[i] … ends[i] - 1`, in the order of the document. */
export interface Spans {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The keys, of `numbered`. */
  readonly numbers?: Uint32Array;
}

/** Byte range of a value, with what its shape asked for. */
export interface Scanned {
  readonly start: number;
  readonly end: number;
  readonly members?: ReadonlyMap<string, Scanned>;
  readonly items?: readonly Scanned[];
  readonly spans?: Spans;
}

const VALUE: Shape = { kind: 'value' };
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const NEWLINE = 0x0a;
const SPACE = 0x20;
const FOUR_SPACES = 0x20202020;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_MAP = 0x7b;
const CLOSE_MAP = 0x7d;

/** Lines of this and less indentation Node looks for faster than a loop does; those of more, slower. */
const SMALL_INDENT = 4;

/**
 * Finds where values lie in the bytes of a JSON document, in one pass and without building them, so
 * that they can be parsed one by one or in batches (hpcflow's `metadata.json` is one object of
 * tens of megabytes). It checks that brackets and texts close, not what is between them: that is
 * the parser's work.
 */
class Scanner {
  #at = 0;
  readonly #words: DataView;
  readonly #buffer: Buffer;
  /** Whether a container written over several lines is taken to close at its line's indentation. */
  #trustsIndentation: boolean;

  constructor(
    readonly bytes: Uint8Array,
    readonly where: JsonPlace,
    trustsIndentation: boolean,
  ) {
    this.#trustsIndentation = trustsIndentation;
    this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  document(shape: Shape, start: number): Scanned {
    this.#at = start;
    this.#space();
    const root = this.#value(shape);
    this.#space();
    if (this.#at < this.bytes.length) this.#fail('has more text after its end');
    return root;
  }

  #fail(what: string): never {
    throw new AppException({
      code: 'corrupt-data',
      message: `${this.where.file} ${what} (byte ${this.#at} of ${this.bytes.length}).`,
      action: 'Restore the file from a copy, or open the workflow again if it is running.',
      file: this.where.file,
    });
  }

  #space(): void {
    const { bytes } = this;
    while (this.#at < bytes.length && (bytes[this.#at] ?? 0) <= SPACE) this.#at += 1;
  }

  #value(shape: Shape): Scanned {
    const start = this.#at;
    const first = this.bytes[start];
    if (first === OPEN_MAP && shape.kind === 'object') return this.#object(shape.members);
    if (first === OPEN_MAP && shape.kind === 'numbered') return this.#numbered();
    if (first === OPEN_LIST && shape.kind === 'list') return this.#list(shape.item);
    if (first === OPEN_LIST && shape.kind === 'items') return this.#items();
    this.#skip();
    return { start, end: this.#at };
  }

  /**
   * End of a container written over several lines, found by its indentation: no line inside a
   * container is indented as little, and no text holds a line break. Python's `json.dump` writes so,
   * and most bytes of its lines, the indentation, need not be looked at.
   */
  #endByIndentation(): number | undefined {
    const { bytes } = this;
    const start = this.#at;
    const first = bytes[start];
    if (bytes[start + 1] !== NEWLINE || (first !== OPEN_MAP && first !== OPEN_LIST))
      return undefined;
    const indent = indentationAt(bytes, start);
    const end = this.#closingLineEnd(
      start + 1,
      indent,
      first === OPEN_MAP ? CLOSE_MAP : CLOSE_LIST,
    );
    // Not laid out so: searching for every container would take a time that grows with its square.
    if (end === undefined) this.#trustsIndentation = false;
    return end;
  }

  /** Position after the first `closing` bracket that begins a line of this indentation. */
  #closingLineEnd(from: number, indent: number, closing: number): number | undefined {
    const { bytes } = this;
    if (indent <= SMALL_INDENT) {
      const line = `\n${' '.repeat(indent)}${String.fromCharCode(closing)}`;
      const found = this.#buffer.indexOf(line, from, 'latin1');
      return found < 0 ? undefined : found + line.length;
    }
    const words = this.#words;
    const { length } = bytes;
    const lastWord = length - 4;
    for (let line = from; line < length; ) {
      let at = line + 1;
      while (at <= lastWord && words.getUint32(at) === FOUR_SPACES) at += 4;
      while (bytes[at] === SPACE) at += 1;
      if (bytes[at] === closing && at - line - 1 === indent) return at + 1;
      while (at < length && bytes[at] !== NEWLINE) at += 1;
      line = at;
    }
    return undefined;
  }

  /** Passes over one value: a nested one up to its closing bracket, others up to their end. */
  #skip(): void {
    const end = this.#trustsIndentation ? this.#endByIndentation() : undefined;
    if (end !== undefined) {
      this.#at = end;
      return;
    }
    const { bytes } = this;
    const words = this.#words;
    const length = bytes.length;
    const lastWord = length - 5;
    let level = 0;
    let at = this.#at;
    for (; at < length; at += 1) {
      const code = bytes[at];
      if (code === NEWLINE) {
        // More than half of hpcflow's files is indentation, by four per level.
        while (at < lastWord && words.getUint32(at + 1) === FOUR_SPACES) at += 4;
        if (level === 0) break;
      } else if (code === QUOTE) {
        at = this.#textEnd(at);
        if (level === 0) {
          at += 1;
          break;
        }
      } else if (code === OPEN_MAP || code === OPEN_LIST) {
        level += 1;
      } else if (code === CLOSE_MAP || code === CLOSE_LIST) {
        if (level === 0) break;
        level -= 1;
        if (level === 0) {
          at += 1;
          break;
        }
      } else if (level === 0 && (code === COMMA || (code ?? 0) <= SPACE)) {
        break;
      }
    }
    if (level !== 0 || at === this.#at) {
      this.#at = at;
      this.#fail(at >= length ? 'ends too early' : 'lacks a value');
    }
    this.#at = at;
  }

  /** Position of the closing quote. */
  #textEnd(start: number): number {
    const { bytes } = this;
    let at = start + 1;
    while (at < bytes.length) {
      const code = bytes[at];
      if (code === QUOTE) return at;
      at += code === BACKSLASH ? 2 : 1;
    }
    this.#at = bytes.length;
    return this.#fail('ends inside a text');
  }

  /** A key that is a number, in the one way Python writes it. */
  #numberKey(): number {
    const { bytes } = this;
    const start = this.#at + 1;
    let number = 0;
    let at = start;
    for (let code = bytes[at] ?? 0; code >= 0x30 && code <= 0x39; code = bytes[at] ?? 0) {
      number = number * 10 + code - 0x30;
      at += 1;
    }
    const isPadded = at - start > 1 && bytes[start] === 0x30;
    const isNumber = bytes[this.#at] === QUOTE && bytes[at] === QUOTE && at > start && !isPadded;
    if (!isNumber || number > 0xffffffff) this.#fail('has a key that is no number');
    this.#at = at + 1;
    this.#colon();
    return number;
  }

  #colon(): void {
    this.#space();
    if (this.bytes[this.#at] !== COLON) this.#fail('lacks a colon');
    this.#at += 1;
    this.#space();
  }

  #key(): string {
    if (this.bytes[this.#at] !== QUOTE) this.#fail('lacks a key');
    const start = this.#at;
    const end = this.#textEnd(start);
    const raw = textOf(this.bytes, start, end + 1);
    this.#at = end + 1;
    this.#colon();
    if (!raw.includes('\\')) return raw.slice(1, -1);
    try {
      const key: unknown = JSON.parse(raw);
      if (typeof key === 'string') return key;
    } catch {
      // The message below says where.
    }
    return this.#fail('has a key that is not written correctly');
  }

  /** Passes an opening bracket and blanks; true when the container is empty, and passed whole. */
  #isEmpty(closing: number): boolean {
    this.#at += 1;
    this.#space();
    if (this.bytes[this.#at] !== closing) return false;
    this.#at += 1;
    return true;
  }

  /** After a child: passes the comma (true), or the closing bracket (false). */
  #goesOn(closing: number): boolean {
    this.#space();
    const code = this.bytes[this.#at];
    if (code !== COMMA && code !== closing) {
      this.#fail(code === undefined ? 'ends too early' : 'lacks a comma');
    }
    this.#at += 1;
    if (code === closing) return false;
    this.#space();
    return true;
  }

  #object(shapes: Readonly<Record<string, Shape>> | undefined): Scanned {
    const start = this.#at;
    const members = new Map<string, Scanned>();
    if (!this.#isEmpty(CLOSE_MAP)) {
      do {
        const key = this.#key();
        const shape = shapes !== undefined && Object.hasOwn(shapes, key) ? shapes[key] : VALUE;
        members.set(key, this.#value(shape ?? VALUE));
      } while (this.#goesOn(CLOSE_MAP));
    }
    return { start, end: this.#at, members };
  }

  #list(item: Shape): Scanned {
    const start = this.#at;
    const items: Scanned[] = [];
    if (!this.#isEmpty(CLOSE_LIST)) {
      do items.push(this.#value(item));
      while (this.#goesOn(CLOSE_LIST));
    }
    return { start, end: this.#at, items };
  }

  /** One loop for all items: most of a large document lies in here. */
  #items(): Scanned {
    const start = this.#at;
    const starts = new GrowingUint32();
    const ends = new GrowingUint32();
    if (!this.#isEmpty(CLOSE_LIST)) {
      do {
        starts.push(this.#at);
        this.#skip();
        ends.push(this.#at);
      } while (this.#goesOn(CLOSE_LIST));
    }
    return { start, end: this.#at, spans: { starts: starts.done(), ends: ends.done() } };
  }

  #numbered(): Scanned {
    const start = this.#at;
    if (this.#trustsIndentation) {
      const found = laidOutNumbered(this.#buffer.toString('latin1', start), start);
      if (found !== undefined) {
        this.#at = found.end;
        return { start, ...found };
      }
    }
    const numbers = new GrowingUint32();
    const starts = new GrowingUint32();
    const ends = new GrowingUint32();
    if (!this.#isEmpty(CLOSE_MAP)) {
      do {
        numbers.push(this.#numberKey());
        starts.push(this.#at);
        this.#skip();
        ends.push(this.#at);
      } while (this.#goesOn(CLOSE_MAP));
    }
    const spans = { starts: starts.done(), ends: ends.done(), numbers: numbers.done() };
    return { start, end: this.#at, spans };
  }
}

/** Spaces at the start of the line that a position is in. */
function indentationAt(bytes: Uint8Array, position: number): number {
  let line = position;
  while (line > 0 && bytes[line - 1] !== NEWLINE) line -= 1;
  let indent = 0;
  while (bytes[line + indent] === SPACE) indent += 1;
  return indent;
}

/**
 * Byte ranges of the values of a JSON document.
 *
 * @throws AppException `corrupt-data` when brackets or texts do not close
 */
export function scanJson(bytes: Uint8Array, shape: Shape, where: JsonPlace): Scanned {
  return scanPart(bytes, 0, bytes.length, shape, where);
}

/** As {@link scanJson}, of one value at `start … end - 1` of a document. */
export function scanPart(
  bytes: Uint8Array,
  start: number,
  end: number,
  shape: Shape,
  where: JsonPlace,
): Scanned {
  const part = bytes.subarray(0, end);
  try {
    return new Scanner(part, where, true).document(shape, start);
  } catch (error) {
    if (!(error instanceof AppException)) throw error;
    // Broken, or laid out in another way than Python does: look at every bracket.
    return new Scanner(part, where, false).document(shape, start);
  }
}
