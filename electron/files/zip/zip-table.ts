import { type TableBytes, UNKNOWN_32 } from './zip-end.ts';
import { brokenZip } from './zip-errors.ts';
import { memberName } from './zip-names.ts';

const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const EXTRA_ZIP64 = 1;
const FLAG_UTF8 = 0x800;
const UNIX = 3;
const DOS = 0;
const NTFS = 10;
const FILE_TYPE_MASK = 0xf000;
const SYMBOLIC_LINK = 0xa000;

/** A member of an archive, as its table of contents has it. */
export interface ZipMember {
  readonly name: string;
  readonly flags: number;
  /** 0: stored, 8: deflate. */
  readonly method: number;
  readonly crc32: number;
  readonly compressedBytes: number;
  readonly sizeBytes: number;
  /** Where the member's own header is in the file. */
  readonly headerAt: number;
  readonly isLink: boolean;
}

/** Entries of a table of contents, decoded one at a time when they are asked for. */
export class ZipTable {
  readonly bytes: Buffer;
  readonly count: number;
  readonly #path: string;
  readonly #shiftBytes: number;
  /** Quicker than the methods of a buffer where tens of thousands of entries are passed once. */
  readonly #view: DataView;
  /** Where each entry begins. */
  readonly #starts: Uint32Array;

  /** @throws AppException `corrupt-data` */
  constructor({ bytes, shiftBytes }: TableBytes, path: string) {
    this.bytes = bytes;
    this.#path = path;
    this.#shiftBytes = shiftBytes;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const { length } = bytes;
    const starts = new Uint32Array(Math.floor(length / ENTRY_BYTES));
    let count = 0;
    for (let at = 0; at < length; ) {
      const isEntry = at + ENTRY_BYTES <= length && view.getUint32(at, true) === ENTRY_SIGNATURE;
      if (!isEntry) throw brokenZip(path, 'table of contents');
      starts[count] = at;
      count += 1;
      at +=
        ENTRY_BYTES +
        view.getUint16(at + 28, true) +
        view.getUint16(at + 30, true) +
        view.getUint16(at + 32, true);
      if (at > length) throw brokenZip(path, 'table of contents');
    }
    this.#view = view;
    this.#starts = starts.slice(0, count);
    this.count = count;
  }

  #start(entry: number): number {
    return this.#starts[entry] ?? 0;
  }

  /** Where the bytes of an entry's name begin. */
  nameStart(entry: number): number {
    return this.#start(entry) + ENTRY_BYTES;
  }

  /** Where they end. */
  nameEnd(entry: number): number {
    const start = this.#start(entry);
    return start + ENTRY_BYTES + this.#view.getUint16(start + 28, true);
  }

  /** Name of an entry whose bytes are its UTF-8. */
  plainNameOf(entry: number): string {
    return this.bytes.toString('utf8', this.nameStart(entry), this.nameEnd(entry));
  }

  nameOf(entry: number): string {
    const start = this.#start(entry);
    const system = this.bytes[start + 5];
    return memberName(
      this.bytes.subarray(this.nameStart(entry), this.nameEnd(entry)),
      (this.#view.getUint16(start + 8, true) & FLAG_UTF8) !== 0,
      system === DOS || system === NTFS,
    );
  }

  /** @throws AppException `corrupt-data` */
  member(entry: number, name: string): ZipMember {
    const view = this.#view;
    const at = this.#start(entry);
    const sizes = this.#sizes(at, name);
    const mode = this.bytes[at + 5] === UNIX ? view.getUint16(at + 40, true) : 0;
    return {
      name,
      flags: view.getUint16(at + 8, true),
      method: view.getUint16(at + 10, true),
      crc32: view.getUint32(at + 16, true),
      compressedBytes: sizes.compressedBytes,
      sizeBytes: sizes.sizeBytes,
      headerAt: sizes.headerAt + this.#shiftBytes,
      isLink: (mode & FILE_TYPE_MASK) === SYMBOLIC_LINK,
    };
  }

  #sizes(at: number, name: string) {
    const view = this.#view;
    let sizeBytes = view.getUint32(at + 24, true);
    let compressedBytes = view.getUint32(at + 20, true);
    let headerAt = view.getUint32(at + 42, true);
    const areKnown =
      sizeBytes !== UNKNOWN_32 && compressedBytes !== UNKNOWN_32 && headerAt !== UNKNOWN_32;
    if (!areKnown) {
      // The extra field has those that did not fit, in this order.
      const field = this.#zip64Field(at);
      let next = 0;
      const large = (value: number): number => {
        if (value !== UNKNOWN_32 || field === undefined) return value;
        if (next + 8 > field.length) throw brokenZip(this.#path, name);
        next += 8;
        return Number(field.readBigUInt64LE(next - 8));
      };
      sizeBytes = large(sizeBytes);
      compressedBytes = large(compressedBytes);
      headerAt = large(headerAt);
    }
    return { sizeBytes, compressedBytes, headerAt };
  }

  #zip64Field(at: number): Buffer | undefined {
    const from = at + ENTRY_BYTES + this.bytes.readUInt16LE(at + 28);
    const end = from + this.bytes.readUInt16LE(at + 30);
    for (let field = from; field + 4 <= end; ) {
      const to = field + 4 + this.bytes.readUInt16LE(field + 2);
      if (to > end) return undefined;
      if (this.bytes.readUInt16LE(field) === EXTRA_ZIP64) return this.bytes.subarray(field + 4, to);
      field = to;
    }
    return undefined;
  }
}
