import { AppException } from '../../shared/contract/errors.ts';
import { jsonFloat } from './python-float.ts';
import { type PyDict, PyFloat, type PyValue } from './values.ts';

/** Deeper nesting is refused instead of exhausting the stack; Python stops at about 1000 too. */
export const MAX_JSON_DEPTH = 900;

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const SPACE = /[ \t\n\r]*/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these in strings
const UNPLAIN = /[\u0000-\u001f\\]/;

/** What a document is called in messages. */
export interface JsonPlace {
  /** File relative to the workflow folder. */
  readonly file: string;
  /** Field inside the file that the text is the value of. */
  readonly place?: string | undefined;
}

/** A float of a document: number where its value and spelling are plain (see values.ts). */
function floatOf(text: string): number | PyFloat {
  const value = Number(text);
  const size = Math.abs(value);
  // Between these bounds JavaScript and Python spell non-integral floats alike.
  if (size >= 1e-4 && size < 1e16 && String(value) === text) return value;
  if (jsonFloat(value) !== text) return new PyFloat(value, text);
  return Number.isInteger(value) ? new PyFloat(value) : value;
}

function intOf(text: string): number | bigint {
  const value = Number(text);
  if (value === 0) return 0;
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

class Parser {
  #at = 0;
  /** Keys and positions on the way to the value being read. */
  readonly #path: (string | number)[] = [];

  constructor(
    readonly text: string,
    readonly where: JsonPlace,
  ) {}

  document(): PyValue {
    const value = this.#value();
    this.#space();
    if (this.#at < this.text.length) this.#fail('has more text after its end');
    return value;
  }

  #fail(what: string): never {
    const inner = this.#path.join('.');
    const place = [this.where.place, inner].filter((part) => part !== undefined && part !== '');
    const field = place.length === 0 ? '' : ` at ${place.join('.')}`;
    throw new AppException({
      code: 'corrupt-data',
      message: `${this.where.file} ${what}${field} (character ${this.#at}).`,
      action: 'Restore the file from a copy, or open the workflow again if it is running.',
      file: this.where.file,
      ...(place.length === 0 ? {} : { place: place.join('.') }),
    });
  }

  #space(): void {
    const code = this.text.charCodeAt(this.#at);
    if (code > 0x20) return;
    SPACE.lastIndex = this.#at;
    SPACE.test(this.text);
    this.#at = SPACE.lastIndex;
  }

  #value(): PyValue {
    this.#space();
    switch (this.text[this.#at]) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      case 'N':
        return this.#word('NaN', Number.NaN);
      case 'I':
        return this.#word('Infinity', Number.POSITIVE_INFINITY);
      case undefined:
        return this.#fail('ends too early');
      default:
        return this.#number();
    }
  }

  #word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.#at)) this.#fail('has an unknown word');
    this.#at += word.length;
    return value;
  }

  #number(): PyValue {
    if (this.text.startsWith('-Infinity', this.#at)) {
      return this.#word('-Infinity', Number.NEGATIVE_INFINITY);
    }
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(this.text);
    if (match === null) this.#fail('has a character that begins no value');
    this.#at = NUMBER.lastIndex;
    const isFloat = match[1] !== undefined || match[2] !== undefined;
    return isFloat ? floatOf(match[0]) : intOf(match[0]);
  }

  #string(): string {
    const start = this.#at + 1;
    let end = this.text.indexOf('"', start);
    if (end < 0) this.#fail('ends inside a text');
    const plain = this.text.slice(start, end);
    if (!UNPLAIN.test(plain)) {
      this.#at = end + 1;
      return plain;
    }
    while (this.#isEscaped(end, start)) {
      end = this.text.indexOf('"', end + 1);
      if (end < 0) this.#fail('ends inside a text');
    }
    try {
      const value: unknown = JSON.parse(this.text.slice(start - 1, end + 1));
      this.#at = end + 1;
      if (typeof value === 'string') return value;
    } catch {
      // The message below says where.
    }
    return this.#fail('has a text that is not written correctly');
  }

  #isEscaped(quote: number, start: number): boolean {
    let at = quote;
    while (at > start && this.text.charCodeAt(at - 1) === 0x5c) at -= 1;
    return (quote - at) % 2 === 1;
  }

  #enter(step: string | number): void {
    this.#path.push(step);
    if (this.#path.length > MAX_JSON_DEPTH) {
      this.#path.length = 3;
      this.#fail(`is nested more than ${MAX_JSON_DEPTH} levels deep`);
    }
  }

  #array(): PyValue[] {
    const items: PyValue[] = [];
    this.#at += 1;
    this.#space();
    if (this.text[this.#at] === ']') {
      this.#at += 1;
      return items;
    }
    for (;;) {
      this.#enter(items.length);
      items.push(this.#value());
      this.#path.pop();
      if (this.#isLast(']')) return items;
    }
  }

  #object(): PyDict {
    const members = new Map<string, PyValue>();
    this.#at += 1;
    this.#space();
    if (this.text[this.#at] === '}') {
      this.#at += 1;
      return members;
    }
    for (;;) {
      this.#space();
      if (this.text[this.#at] !== '"') this.#fail('lacks a key');
      const key = this.#string();
      this.#enter(key);
      this.#space();
      if (this.text[this.#at] !== ':') this.#fail('lacks a colon');
      this.#at += 1;
      members.set(key, this.#value());
      this.#path.pop();
      if (this.#isLast('}')) return members;
    }
  }

  #isLast(closing: string): boolean {
    this.#space();
    const found = this.text[this.#at];
    if (found === undefined) this.#fail('ends too early');
    if (found !== closing && found !== ',') this.#fail('lacks a comma');
    this.#at += 1;
    return found === closing;
  }
}

/**
 * Parses JSON as Python writes it, without loss: `NaN` and `±Infinity` are accepted, integers keep
 * every digit, floats stay floats, objects keep the order of their keys (FORMATS T1).
 *
 * @throws AppException `corrupt-data`, naming file, field and position
 */
export function parseJson(text: string, where: JsonPlace): PyValue {
  return new Parser(text, where).document();
}

/** As {@link parseJson}, of the bytes of a file. */
export function parseJsonBytes(bytes: Uint8Array, where: JsonPlace): PyValue {
  return parseJson(textOf(bytes), where);
}

/** Text of UTF-8 bytes (Python writes ASCII; a file edited by hand may have more). */
export function textOf(bytes: Uint8Array, start = 0, end = bytes.length): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8', start, end);
}
