import { isDict, isList, PyFloat, type PyValue } from './values.ts';

/** Writes MessagePack as Python's `msgpack` does with `use_bin_type` (FORMATS §5.2). */
class Writer {
  #bytes = new Uint8Array(256);
  #length = 0;
  readonly #utf8 = new TextEncoder();

  take(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  write(value: PyValue): void {
    if (value === null) this.#u8(0xc0);
    else if (typeof value === 'boolean') this.#u8(value ? 0xc3 : 0xc2);
    else if (typeof value === 'string') this.#text(value);
    else if (typeof value === 'bigint') this.#bigint(value);
    else if (value instanceof PyFloat) this.#float(value.value);
    else if (typeof value === 'number') {
      if (Number.isSafeInteger(value)) this.#int(value);
      else this.#float(value);
    } else if (isDict(value)) {
      this.#head(value.size, 0x80, 15, 0xde);
      for (const [key, item] of value) {
        this.#text(key);
        this.write(item);
      }
    } else if (isList(value)) this.writeList(value, value.length);
    else throw new TypeError('MessagePack has no form for this value: encode it first');
  }

  /** A list of `length` items, those beyond the given ones being the integer 0 (the fill value). */
  writeList(items: readonly PyValue[], length: number, ...further: readonly PyValue[]): void {
    this.#head(length + further.length, 0x90, 15, 0xdc);
    for (const item of items) this.write(item);
    for (let position = items.length; position < length; position += 1) this.#u8(0);
    for (const item of further) this.write(item);
  }

  /** Head of a list or map: in the first byte when small, else with 16 or 32 bits. */
  #head(count: number, small: number, smallMost: number, wide: number): void {
    if (count <= smallMost) this.#u8(small | count);
    else if (count <= 0xffff) {
      this.#u8(wide);
      this.#room(2).setUint16(0, count);
    } else {
      this.#u8(wide + 1);
      this.#room(4).setUint32(0, count);
    }
  }

  #text(text: string): void {
    const bytes = this.#utf8.encode(text);
    if (bytes.length > 31 && bytes.length <= 0xff) {
      this.#u8(0xd9);
      this.#u8(bytes.length);
    } else {
      this.#head(bytes.length, 0xa0, 31, 0xda);
    }
    const at = this.#grow(bytes.length);
    this.#bytes.set(bytes, at);
  }

  #float(value: number): void {
    this.#u8(0xcb);
    this.#room(8).setFloat64(0, value);
  }

  #int(value: number): void {
    if (value >= -32 && value <= 127) this.#u8(value & 0xff);
    else if (value >= 0 && value <= 0xff) {
      this.#u8(0xcc);
      this.#u8(value);
    } else if (value >= 0 && value <= 0xffff) {
      this.#u8(0xcd);
      this.#room(2).setUint16(0, value);
    } else if (value >= 0 && value <= 0xffffffff) {
      this.#u8(0xce);
      this.#room(4).setUint32(0, value);
    } else if (value >= -0x80 && value < 0) {
      this.#u8(0xd0);
      this.#u8(value & 0xff);
    } else if (value >= -0x8000 && value < 0) {
      this.#u8(0xd1);
      this.#room(2).setInt16(0, value);
    } else if (value >= -0x80000000 && value < 0) {
      this.#u8(0xd2);
      this.#room(4).setInt32(0, value);
    } else this.#bigint(BigInt(value));
  }

  /** @throws {RangeError} for integers beyond 64 bits, as Python does */
  #bigint(value: bigint): void {
    if (value !== BigInt.asIntN(64, value) && value !== BigInt.asUintN(64, value)) {
      throw new RangeError(`the integer ${value} does not fit 64 bits`);
    }
    this.#u8(value < 0n ? 0xd3 : 0xcf);
    this.#room(8).setBigUint64(0, BigInt.asUintN(64, value));
  }

  #u8(byte: number): void {
    const at = this.#grow(1);
    this.#bytes[at] = byte;
  }

  /** Room for so many bytes, to be written at once. */
  #room(count: number): DataView {
    // First the room, then the buffer: making room may change it.
    const at = this.#grow(count);
    return new DataView(this.#bytes.buffer, at, count);
  }

  /** Makes room and returns where it begins. */
  #grow(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    return at;
  }
}

export function encodeMessagePack(value: PyValue): Uint8Array {
  const writer = new Writer();
  writer.write(value);
  return writer.take();
}

/**
 * A chunk of an object array under numcodecs' `msgpack2`: the rows, 0 for unused ones, then dtype
 * and shape (FORMATS §5.2).
 */
export function encodeObjectChunk(rows: readonly PyValue[], chunkLength: number): Uint8Array {
  const writer = new Writer();
  writer.writeList(rows, chunkLength, '|O', [chunkLength]);
  return writer.take();
}

/** The same for a chunk of one row in two dimensions (GEN4 §8.1). */
export function encodeObjectCell(row: PyValue): Uint8Array {
  return encodeMessagePack([[row], '|O', [1, 1]]);
}
