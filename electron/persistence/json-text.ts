import { isAscii } from 'node:buffer';
import { AppException } from '../../shared/contract/errors.ts';
import { jsonFloat } from './python-float.ts';
import { isList, type PyDict, PyFloat, type PyValue } from './values.ts';

/** Deeper nesting is refused instead of exhausting the stack; Python stops at about 1000 too. */
export const MAX_JSON_DEPTH = 900;

const NUMBER = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON forbids exactly these in strings
const UNPLAIN = /[\u0000-\u001f\\]/;

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_LIST = 0x5b;
const CLOSE_LIST = 0x5d;
const OPEN_MAP = 0x7b;
const CLOSE_MAP = 0x7d;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;
/** Integers with as many digits are always exact. */
const SAFE_DIGITS = 15;

/** Shorter lists are read as fast one number after the other. */
const MANY_CHARACTERS = 256;
/** What lists of integers are made of. */
const INTEGERS = /[[\],\s\d-]*/y;
/** Deeper lists are left to the parser that counts levels. */
const FLAT_DEPTH = 8;
/** Integers that are smaller have at most {@link SAFE_DIGITS}. */
const SAFE_INTEGER = 10 ** SAFE_DIGITS;

/** Whether the engine's parser has read a list of integers without loss, and as deep as it may be. */
function areSafeIntegers(items: readonly unknown[], level = 1): boolean {
  if (level > FLAT_DEPTH) return false;
  for (const item of items) {
    if (typeof item === 'number') {
      if (item >= SAFE_INTEGER || item <= -SAFE_INTEGER || Object.is(item, -0)) return false;
    } else if (!Array.isArray(item) || !areSafeIntegers(item, level + 1)) return false;
  }
  return true;
}

/**
 * Position after the list at `start`, which has no characters but those of {@link INTEGERS} up to
 * `limit`; `undefined` when it does not end before, or has a number that the engine's parser would
 * read otherwise: one of more than {@link SAFE_DIGITS}, or a negative zero.
 */
function endOfIntegers(text: string, start: number, limit: number): number | undefined {
  let level = 0;
  let digits = 0;
  for (let at = start; at < limit; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      digits += 1;
      if (digits > SAFE_DIGITS) return undefined;
      continue;
    }
    digits = 0;
    if (code === OPEN_LIST) {
      level += 1;
      if (level > FLAT_DEPTH) return undefined;
    } else if (code === CLOSE_LIST) {
      level -= 1;
      if (level === 0) return at + 1;
    } else if (code === MINUS && text.charCodeAt(at + 1) === ZERO) return undefined;
  }
  return undefined;
}

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
  /** Up to here, {@link INTEGERS} has been looked for. */
  #integersEnd = 0;
  /** Keys, and the lists so far, on the way to the value being read. */
  readonly #path: (string | readonly unknown[])[] = [];

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
    const inner = this.#path.map((step) => (typeof step === 'string' ? step : step.length));
    const place = [this.where.place ?? '', inner.join('.')].filter((part) => part !== '').join('.');
    const field = place === '' ? '' : ` at ${place}`;
    throw new AppException({
      code: 'corrupt-data',
      message: `${this.where.file} ${what}${field} (character ${this.#at}).`,
      action: 'Restore the file from a copy, or open the workflow again if it is running.',
      file: this.where.file,
      ...(place === '' ? {} : { place }),
    });
  }

  /** Passes blanks; returns the code of what follows (NaN at the end). */
  #space(): number {
    const { text } = this;
    let at = this.#at;
    let code = text.charCodeAt(at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      at += 1;
      code = text.charCodeAt(at);
    }
    this.#at = at;
    return code;
  }

  #value(): PyValue {
    const code = this.#space();
    switch (code) {
      case OPEN_MAP:
        return this.#object();
      case OPEN_LIST:
        return this.#array();
      case QUOTE:
        return this.#string();
      case 0x74:
        return this.#word('true', true);
      case 0x66:
        return this.#word('false', false);
      case 0x6e:
        return this.#word('null', null);
      case 0x4e:
        return this.#word('NaN', Number.NaN);
      case 0x49:
        return this.#word('Infinity', Number.POSITIVE_INFINITY);
      default:
        return this.#number(code);
    }
  }

  #word<T>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.#at)) this.#fail('has an unknown word');
    this.#at += word.length;
    return value;
  }

  #number(first: number): PyValue {
    if (Number.isNaN(first)) this.#fail('ends too early');
    const { text } = this;
    // Short integers, which most numbers are, need no second look.
    if (first > ZERO && first <= NINE) {
      let value = first - ZERO;
      let at = this.#at + 1;
      let code = text.charCodeAt(at);
      while (code >= ZERO && code <= NINE) {
        value = value * 10 + code - ZERO;
        at += 1;
        code = text.charCodeAt(at);
      }
      const isInteger = code !== 0x2e && code !== 0x65 && code !== 0x45;
      if (isInteger && at - this.#at <= SAFE_DIGITS) {
        this.#at = at;
        return value;
      }
    }
    if (text.startsWith('-Infinity', this.#at)) {
      return this.#word('-Infinity', Number.NEGATIVE_INFINITY);
    }
    NUMBER.lastIndex = this.#at;
    const match = NUMBER.exec(text);
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

  #enter(step: string | readonly unknown[]): void {
    if (this.#path.push(step) <= MAX_JSON_DEPTH) return;
    this.#path.length = 3;
    this.#fail(`is nested more than ${MAX_JSON_DEPTH} levels deep`);
  }

  /**
   * A long list of small integers or of lists of them, as the grids of jobscripts are, by the
   * engine's own parser, which is ten times as fast; `undefined` for any other list.
   */
  #integers(): readonly PyValue[] | undefined {
    const start = this.#at;
    if (start >= this.#integersEnd) {
      INTEGERS.lastIndex = start;
      this.#integersEnd = start + (INTEGERS.exec(this.text)?.[0].length ?? 0);
      const whole = this.#integersUpTo(this.#integersEnd);
      if (whole !== undefined) return whole;
    }
    if (this.#integersEnd - start < MANY_CHARACTERS) return undefined;
    const end = endOfIntegers(this.text, start, this.#integersEnd);
    return end === undefined ? undefined : this.#parsedIntegers(end);
  }

  /** Where nothing but one list of integers stands up to `limit`, its end need not be looked for. */
  #integersUpTo(limit: number): readonly PyValue[] | undefined {
    let end = limit;
    while (end > this.#at && this.text.charCodeAt(end - 1) !== CLOSE_LIST) end -= 1;
    return this.#parsedIntegers(end);
  }

  #parsedIntegers(end: number): readonly PyValue[] | undefined {
    if (end - this.#at < MANY_CHARACTERS) return undefined;
    try {
      const items = JSON.parse(this.text.slice(this.#at, end)) as PyValue;
      if (!isList(items) || !areSafeIntegers(items)) return undefined;
      this.#at = end;
      return items;
    } catch {
      // Read again, one by one, for a message that says where the fault is.
      return undefined;
    }
  }

  #array(): readonly PyValue[] {
    const integers = this.#integers();
    if (integers !== undefined) return integers;
    const items: PyValue[] = [];
    this.#at += 1;
    if (this.#space() === CLOSE_LIST) {
      this.#at += 1;
      return items;
    }
    this.#enter(items);
    do items.push(this.#value());
    while (!this.#isLast(CLOSE_LIST));
    this.#path.pop();
    return items;
  }

  #object(): PyDict {
    const members = new Map<string, PyValue>();
    this.#at += 1;
    if (this.#space() === CLOSE_MAP) {
      this.#at += 1;
      return members;
    }
    this.#enter('');
    const depth = this.#path.length - 1;
    do {
      if (this.#space() !== QUOTE) this.#fail('lacks a key');
      const key = this.#string();
      this.#path[depth] = key;
      if (this.#space() !== COLON) this.#fail('lacks a colon');
      this.#at += 1;
      members.set(key, this.#value());
    } while (!this.#isLast(CLOSE_MAP));
    this.#path.pop();
    return members;
  }

  #isLast(closing: number): boolean {
    const found = this.#space();
    if (Number.isNaN(found)) this.#fail('ends too early');
    if (found !== closing && found !== COMMA) this.#fail('lacks a comma');
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
  const part = Buffer.from(bytes.buffer, bytes.byteOffset + start, Math.max(0, end - start));
  // A third of the time, and half of the memory in texts that have other characters.
  return part.toString(isAscii(part) ? 'latin1' : 'utf8');
}
