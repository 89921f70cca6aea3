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
  /** Where each entry begins. */
  readonly #starts: Uint32Array;

  /** @throws AppException `corrupt-data` */
  constructor({ bytes, shiftBytes }: TableBytes, path: string) {
    this.bytes = bytes;
    this.#path = path;
    this.#shiftBytes = shiftBytes;
    const starts: number[] = [];
    for (let at = 0; at < bytes.length; ) {
      const isEntry =
        at + ENTRY_BYTES <= bytes.length && bytes.readUInt32LE(at) === ENTRY_SIGNATURE;
      if (!isEntry) throw brokenZip(path, 'table of contents');
      starts.push(at);
      at +=
        ENTRY_BYTES +
        bytes.readUInt16LE(at + 28) +
        bytes.readUInt16LE(at + 30) +
        bytes.readUInt16LE(at + 32);
      if (at > bytes.length) throw brokenZip(path, 'table of contents');
    }
    this.#starts = Uint32Array.from(starts);
    this.count = starts.length;
  }

  #start(entry: number): number {
    return this.#starts[entry] ?? 0;
  }

  /** Where the bytes of an entry's name are. */
  nameRange(entry: number): readonly [from: number, to: number] {
    const from = this.#start(entry) + ENTRY_BYTES;
    return [from, from + this.bytes.readUInt16LE(from - ENTRY_BYTES + 28)];
  }

  /** Name of an entry whose bytes are its UTF-8. */
  plainNameOf(entry: number): string {
    const [from, to] = this.nameRange(entry);
    return this.bytes.toString('utf8', from, to);
  }

  nameOf(entry: number): string {
    const start = this.#start(entry);
    const [from, to] = this.nameRange(entry);
    const system = this.bytes[start + 5];
    return memberName(
      this.bytes.subarray(from, to),
      (this.bytes.readUInt16LE(start + 8) & FLAG_UTF8) !== 0,
      system === DOS || system === NTFS,
    );
  }

  /** @throws AppException `corrupt-data` */
  member(entry: number, name: string): ZipMember {
    const { bytes } = this;
    const at = this.#start(entry);
    const sizes = this.#sizes(at, name);
    const mode = bytes[at + 5] === UNIX ? bytes.readUInt16LE(at + 40) : 0;
    return {
      name,
      flags: bytes.readUInt16LE(at + 8),
      method: bytes.readUInt16LE(at + 10),
      crc32: bytes.readUInt32LE(at + 16),
      compressedBytes: sizes.compressedBytes,
      sizeBytes: sizes.sizeBytes,
      headerAt: sizes.headerAt + this.#shiftBytes,
      isLink: (mode & FILE_TYPE_MASK) === SYMBOLIC_LINK,
    };
  }

  #sizes(at: number, name: string) {
    const { bytes } = this;
    let sizeBytes = bytes.readUInt32LE(at + 24);
    let compressedBytes = bytes.readUInt32LE(at + 20);
    let headerAt = bytes.readUInt32LE(at + 42);
    if ([sizeBytes, compressedBytes, headerAt].includes(UNKNOWN_32)) {
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
