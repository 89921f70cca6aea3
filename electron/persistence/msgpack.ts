import { corrupt } from './store-errors.ts';
import { PyFloat, type PyValue } from './values.ts';

const MAX_DEPTH = 900;
const TEXT_DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Below this length a text is put together faster here than by the decoder. */
const SHORT_TEXT_BYTES = 24;

/** Bytes after the codes 0xc4 … 0xdf that have a fixed number of them; 0 for the others. */
const FIXED_WIDTHS = [
  0, 0, 0, 0, 0, 0, 4, 8, 1, 2, 4, 8, 1, 2, 4, 8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
];

class Reader {
  #at = 0;
  #depth = 0;
  /** Of one kind whether the bytes are those of a file or of a codec: the engine compiles for one. */
  readonly #view: DataView;
  readonly #end: number;

  constructor(
    readonly bytes: Uint8Array,
    readonly file: string,
    readonly onForeignKey: (() => void) | undefined,
  ) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#end = bytes.length;
  }

  get at(): number {
    return this.#at;
  }

  /** Continues at a position found before. */
  seek(at: number): void {
    this.#at = at;
  }

  /** Passes over one value without building it. */
  skip(): void {
    let left = 1;
    while (left > 0) {
      left -= 1;
      const code = this.#view.getUint8(this.#take(1));
      if (code < 0x80 || code >= 0xe0 || code === 0xc0 || code === 0xc2 || code === 0xc3) continue;
      if (code < 0x90) left += (code & 0x0f) * 2;
      else if (code < 0xa0) left += code & 0x0f;
      else if (code < 0xc0) this.#take(code & 0x1f);
      else left += this.#skipCoded(code);
    }
  }

  /** Passes a value with a length of its own; returns the number of values that follow in it. */
  #skipCoded(code: number): number {
    const view = this.#view;
    const width = FIXED_WIDTHS[code - 0xc4] ?? 0;
    if (width > 0) {
      this.#take(width);
      return 0;
    }
    switch (code) {
      case 0xc4:
      case 0xd9:
        this.#take(view.getUint8(this.#take(1)));
        return 0;
      case 0xc5:
      case 0xda:
        this.#take(view.getUint16(this.#take(2)));
        return 0;
      case 0xc6:
      case 0xdb:
        this.#take(view.getUint32(this.#take(4)));
        return 0;
      case 0xdc:
        return view.getUint16(this.#take(2));
      case 0xdd:
        return view.getUint32(this.#take(4));
      case 0xde:
        return view.getUint16(this.#take(2)) * 2;
      case 0xdf:
        return view.getUint32(this.#take(4)) * 2;
      default:
        return this.#fail(`has a value of an unknown type (0x${code.toString(16)})`);
    }
  }

  /** Length of the list that begins here. */
  listLength(): number {
    const code = this.#view.getUint8(this.#take(1));
    if (code >= 0x90 && code < 0xa0) return code & 0x0f;
    if (code === 0xdc) return this.#view.getUint16(this.#take(2));
    if (code === 0xdd) return this.#view.getUint32(this.#take(4));
    return this.#fail('is no chunk of rows with its dtype and shape');
  }

  /** See {@link MsgpackRows.items}. */
  items(isWanted: readonly boolean[]): PyValue[] | undefined {
    if (this.isAtEnd) this.#fail('ends too early');
    const code = this.#view.getUint8(this.#at);
    const isAnyList = (code >= 0x90 && code < 0xa0) || code === 0xdc || code === 0xdd;
    if (!isAnyList) return undefined;
    const length = Math.min(this.listLength(), isWanted.length);
    const items: PyValue[] = [];
    for (let i = 0; i < length; i += 1) {
      if (isWanted[i] === true) items.push(this.value());
      else {
        this.skip();
        items.push(null);
      }
    }
    return items;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#end;
  }

  #fail(what: string): never {
    throw corrupt(this.file, `byte ${this.#at}`, what);
  }

  /** Position of the next `count` bytes, which are passed. */
  #take(count: number): number {
    const at = this.#at;
    if (at + count > this.#end) this.#fail('ends too early');
    this.#at = at + count;
    return at;
  }

  value(): PyValue {
    const code = this.#view.getUint8(this.#take(1));
    if (code < 0x80) return code;
    if (code < 0x90) return this.#map(code & 0x0f);
    if (code < 0xa0) return this.#array(code & 0x0f);
    if (code < 0xc0) return this.#text(code & 0x1f);
    if (code >= 0xe0) return code - 0x100;
    return this.#coded(code);
  }

  #coded(code: number): PyValue {
    const view = this.#view;
    switch (code) {
      case 0xc0:
        return null;
      case 0xc2:
        return false;
      case 0xc3:
        return true;
      case 0xc4:
        return this.#binary(view.getUint8(this.#take(1)));
      case 0xc5:
        return this.#binary(view.getUint16(this.#take(2)));
      case 0xc6:
        return this.#binary(view.getUint32(this.#take(4)));
      case 0xca:
        return this.#float(view.getFloat32(this.#take(4)));
      case 0xcb:
        return this.#float(view.getFloat64(this.#take(8)));
      case 0xcc:
        return view.getUint8(this.#take(1));
      case 0xcd:
        return view.getUint16(this.#take(2));
      case 0xce:
        return view.getUint32(this.#take(4));
      case 0xcf:
        return this.#large(view.getBigUint64(this.#take(8)));
      case 0xd0:
        return view.getInt8(this.#take(1));
      case 0xd1:
        return view.getInt16(this.#take(2));
      case 0xd2:
        return view.getInt32(this.#take(4));
      case 0xd3:
        return this.#large(view.getBigInt64(this.#take(8)));
      case 0xd9:
        return this.#text(view.getUint8(this.#take(1)));
      case 0xda:
        return this.#text(view.getUint16(this.#take(2)));
      case 0xdb:
        return this.#text(view.getUint32(this.#take(4)));
      case 0xdc:
        return this.#array(view.getUint16(this.#take(2)));
      case 0xdd:
        return this.#array(view.getUint32(this.#take(4)));
      case 0xde:
        return this.#map(view.getUint16(this.#take(2)));
      case 0xdf:
        return this.#map(view.getUint32(this.#take(4)));
      default:
        return this.#fail(`has a value of an unknown type (0x${code.toString(16)})`);
    }
  }

  #large(value: bigint): number | bigint {
    const short = Number(value);
    return Number.isSafeInteger(short) ? short : value;
  }

  #float(value: number): number | PyFloat {
    return Number.isInteger(value) ? new PyFloat(value) : value;
  }

  #binary(length: number): Uint8Array {
    const at = this.#take(length);
    return Uint8Array.from(this.bytes.subarray(at, at + length));
  }

  #text(length: number): string {
    const at = this.#take(length);
    if (length <= SHORT_TEXT_BYTES) {
      let text = '';
      let i = at;
      for (; i < at + length; i += 1) {
        const code = this.#view.getUint8(i);
        if (code >= 0x80) break;
        text += String.fromCharCode(code);
      }
      if (i === at + length) return text;
    }
    try {
      return TEXT_DECODER.decode(this.bytes.subarray(at, at + length));
    } catch {
      return this.#fail('has a text that is not UTF-8');
    }
  }

  #enter(): void {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) this.#fail(`is nested more than ${MAX_DEPTH} levels deep`);
  }

  #array(length: number): PyValue[] {
    // Every item has a byte at least: a length beyond the end is refused before it costs memory.
    if (length > this.#end - this.#at) this.#fail('ends too early');
    this.#enter();
    const items: PyValue[] = [];
    for (let i = 0; i < length; i += 1) items.push(this.value());
    this.#depth -= 1;
    return items;
  }

  /** hpcflow can write other keys but not read them back (FORMATS T10): shown as their text. */
  #foreignKey(key: PyValue): string {
    this.onForeignKey?.();
    if (typeof key === 'number' || typeof key === 'bigint') return String(key);
    return this.#fail('has a map key that is neither text nor number');
  }

  #map(length: number): ReadonlyMap<string, PyValue> {
    if (length * 2 > this.#end - this.#at) this.#fail('ends too early');
    this.#enter();
    const members = new Map<string, PyValue>();
    for (let i = 0; i < length; i += 1) {
      const key = this.value();
      members.set(typeof key === 'string' ? key : this.#foreignKey(key), this.value());
    }
    this.#depth -= 1;
    return members;
  }
}

/**
 * Decodes one MessagePack value as Python would: 64-bit integers keep every digit, a float is never
 * taken for an integer, maps keep the order of their keys.
 *
 * @param file - What the bytes are called in messages.
 * @param onForeignKey - Called for every map key that is no text.
 * @throws AppException `corrupt-data`
 */
export function decodeMsgpack(bytes: Uint8Array, file: string, onForeignKey?: () => void): PyValue {
  const reader = new Reader(bytes, file, onForeignKey);
  const value = reader.value();
  if (!reader.isAtEnd) throw corrupt(file, undefined, 'has more bytes after its end');
  return value;
}

/**
 * Rows of a chunk of numcodecs' `msgpack2`: one array, whose last two items are the dtype and the
 * shape of the chunk (FORMATS §5.2, T12).
 *
 * @throws AppException `corrupt-data`
 */
export function decodeMsgpackRows(
  bytes: Uint8Array,
  file: string,
  onForeignKey?: () => void,
): PyValue[] {
  const items = decodeMsgpack(bytes, file, onForeignKey);
  const shape = Array.isArray(items) ? items.at(-1) : undefined;
  if (!Array.isArray(items) || items.length < 2 || !Array.isArray(shape)) {
    throw corrupt(file, undefined, 'is no chunk of rows with its dtype and shape');
  }
  const size = shape.reduce((product, n) => (typeof n === 'number' ? product * n : Number.NaN), 1);
  items.length -= 2;
  if (size !== items.length) {
    throw corrupt(file, undefined, `has ${items.length} rows where its shape says ${size}`);
  }
  return items;
}

/** Where each of the next values begins; they are passed. */
function startsOf(reader: Reader, count: number): Uint32Array {
  const starts = new Uint32Array(count);
  for (let row = 0; row < count; row += 1) {
    starts[row] = reader.at;
    reader.skip();
  }
  return starts;
}

/** As {@link startsOf}, of the values in each of the next lists. */
function startsOfRows(reader: Reader, count: number): Uint32Array {
  const rows: Uint32Array[] = [];
  for (let row = 0; row < count; row += 1) {
    const length = reader.listLength();
    // Every value has a byte at least: a length beyond the end is refused before it costs memory.
    if (length > reader.bytes.length) throw corrupt(reader.file, undefined, 'ends too early');
    rows.push(startsOf(reader, length));
  }
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return only;
  return Uint32Array.from(rows.flatMap((starts) => [...starts]));
}

/**
 * Rows of a chunk of `msgpack2`, each decoded when it is asked for: a chunk of a thousand rows would
 * otherwise be held as a hundred thousand small lists. The rows of a chunk of two dimensions are
 * counted in C order (GEN4 §8.1).
 */
export class MsgpackRows {
  readonly #reader: Reader;
  readonly #starts: Uint32Array;

  /** @throws AppException `corrupt-data` */
  constructor(bytes: Uint8Array, file: string, dimensions: 1 | 2 = 1) {
    const reader = new Reader(bytes, file, undefined);
    this.#reader = reader;
    const outer = reader.listLength() - 2;
    if (outer < 0 || outer > bytes.length) throw corrupt(file, undefined, 'is no chunk of rows');
    const starts = dimensions === 1 ? startsOf(reader, outer) : startsOfRows(reader, outer);
    this.#starts = starts;
    reader.skip();
    const shape = reader.value();
    const isShape = Array.isArray(shape) && shape.length === dimensions && shape[0] === outer;
    const inner = isShape && dimensions === 2 ? shape[1] : 1;
    const isRight = typeof inner === 'number' && outer * inner === starts.length;
    if (!isShape || !isRight || !reader.isAtEnd) {
      throw corrupt(file, undefined, `has ${starts.length} rows, which its shape does not say`);
    }
  }

  get length(): number {
    return this.#starts.length;
  }

  row(index: number): PyValue {
    const start = this.#starts[index];
    if (start === undefined) return null;
    this.#reader.seek(start);
    return this.#reader.value();
  }

  /**
   * Items of a row that is a list, as far as they are wanted; those beyond the last wanted one are
   * not looked at, and those that are not wanted come as `null`.
   *
   * @returns `undefined` for a row that is no list.
   */
  items(index: number, isWanted: readonly boolean[]): PyValue[] | undefined {
    const start = this.#starts[index];
    if (start === undefined) return undefined;
    this.#reader.seek(start);
    return this.#reader.items(isWanted);
  }
}
