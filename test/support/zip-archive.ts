import { crc32, deflateRawSync } from 'node:zlib';

/** A member to be written, with everything that can be wrong with one. */
export interface ZipEntry {
  readonly name: string | Uint8Array;
  readonly text?: string | Uint8Array;
  readonly isDeflated?: boolean;
  readonly flags?: number;
  readonly method?: number;
  /** What the archive claims, where that is not the truth. */
  readonly sizeBytes?: number;
  readonly crc32?: number;
  /** Sizes follow the data, as programs write that do not know them before. */
  readonly hasDescriptor?: boolean;
  /** Upper half: the system it was made on; `3` is Unix, `0` DOS. */
  readonly system?: number;
  readonly mode?: number;
  /** Extra field of the member's own header only. */
  readonly localExtra?: Uint8Array;
}

export interface ZipOptions {
  readonly isZip64?: boolean;
  /** With zip64: the old end record has the numbers too, as Python writes between 2 and 4 GiB. */
  readonly hasBothEnds?: boolean;
  readonly comment?: string;
  /** Bytes before the archive, that its offsets do not know of. */
  readonly prefix?: Uint8Array;
}

const UTF8 = 0x800;
const DESCRIPTOR = 8;

/** Bytes of a zip archive. */
export function zipArchive(entries: readonly ZipEntry[], options: ZipOptions = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  const put = (bytes: Buffer): void => {
    parts.push(bytes);
    at += bytes.length;
  };
  for (const entry of entries) {
    const headerAt = at;
    const name = Buffer.from(entry.name);
    const plain = Buffer.from(entry.text ?? '');
    const data = entry.isDeflated === true ? deflateRawSync(plain) : plain;
    const facts = {
      name,
      flags:
        (entry.flags ?? (typeof entry.name === 'string' ? UTF8 : 0)) |
        (entry.hasDescriptor === true ? DESCRIPTOR : 0),
      method: entry.method ?? (entry.isDeflated === true ? 8 : 0),
      crc32: entry.crc32 ?? crc32(plain),
      sizeBytes: entry.sizeBytes ?? plain.length,
      compressedBytes:
        entry.isDeflated === true || entry.sizeBytes === undefined ? data.length : entry.sizeBytes,
      headerAt,
      system: entry.system ?? 3,
      mode: entry.mode ?? 0o100644,
    };
    const extra = Buffer.from(entry.localExtra ?? []);
    put(localHeader(facts, extra.length, entry.hasDescriptor === true));
    put(name);
    put(extra);
    put(data);
    if (entry.hasDescriptor === true) put(descriptor(facts));
    directory.push(directoryEntry(facts, options.isZip64 === true));
  }
  const table = Buffer.concat(directory);
  const tableAt = at;
  put(table);
  if (options.isZip64 === true) put(end64(entries.length, table.length, tableAt, at));
  put(end(entries.length, table.length, tableAt, options));
  return Buffer.concat([Buffer.from(options.prefix ?? []), ...parts]);
}

interface Facts {
  readonly name: Buffer;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly sizeBytes: number;
  readonly compressedBytes: number;
  readonly headerAt: number;
  readonly system: number;
  readonly mode: number;
}

function localHeader(facts: Facts, extraBytes: number, isLater: boolean): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(facts.flags, 6);
  header.writeUInt16LE(facts.method, 8);
  if (!isLater) {
    header.writeUInt32LE(facts.crc32, 14);
    header.writeUInt32LE(facts.compressedBytes, 18);
    header.writeUInt32LE(facts.sizeBytes, 22);
  }
  header.writeUInt16LE(facts.name.length, 26);
  header.writeUInt16LE(extraBytes, 28);
  return header;
}

function descriptor(facts: Facts): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(facts.crc32, 4);
  bytes.writeUInt32LE(facts.compressedBytes, 8);
  bytes.writeUInt32LE(facts.sizeBytes, 12);
  return bytes;
}

function directoryEntry(facts: Facts, isZip64: boolean): Buffer {
  const extra = Buffer.alloc(isZip64 ? 28 : 0);
  if (isZip64) {
    extra.writeUInt16LE(1, 0);
    extra.writeUInt16LE(24, 2);
    extra.writeBigUInt64LE(BigInt(facts.sizeBytes), 4);
    extra.writeBigUInt64LE(BigInt(facts.compressedBytes), 12);
    extra.writeBigUInt64LE(BigInt(facts.headerAt), 20);
  }
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE((facts.system << 8) | 20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(facts.flags, 8);
  entry.writeUInt16LE(facts.method, 10);
  entry.writeUInt32LE(facts.crc32, 16);
  entry.writeUInt32LE(isZip64 ? 0xffffffff : facts.compressedBytes, 20);
  entry.writeUInt32LE(isZip64 ? 0xffffffff : facts.sizeBytes, 24);
  entry.writeUInt16LE(facts.name.length, 28);
  entry.writeUInt16LE(extra.length, 30);
  entry.writeUInt32LE((facts.mode << 16) >>> 0, 38);
  entry.writeUInt32LE(isZip64 ? 0xffffffff : facts.headerAt, 42);
  return Buffer.concat([entry, facts.name, extra]);
}

function end64(count: number, tableBytes: number, tableAt: number, at: number): Buffer {
  const bytes = Buffer.alloc(56 + 20);
  bytes.writeUInt32LE(0x06064b50, 0);
  bytes.writeBigUInt64LE(44n, 4);
  bytes.writeBigUInt64LE(BigInt(count), 24);
  bytes.writeBigUInt64LE(BigInt(count), 32);
  bytes.writeBigUInt64LE(BigInt(tableBytes), 40);
  bytes.writeBigUInt64LE(BigInt(tableAt), 48);
  bytes.writeUInt32LE(0x07064b50, 56);
  bytes.writeBigUInt64LE(BigInt(at), 64);
  bytes.writeUInt32LE(1, 72);
  return bytes;
}

function end(count: number, tableBytes: number, tableAt: number, options: ZipOptions): Buffer {
  const comment = Buffer.from(options.comment ?? '');
  const is64 = options.isZip64 === true && options.hasBothEnds !== true;
  const bytes = Buffer.alloc(22);
  bytes.writeUInt32LE(0x06054b50, 0);
  bytes.writeUInt16LE(is64 ? 0xffff : count, 8);
  bytes.writeUInt16LE(is64 ? 0xffff : count, 10);
  bytes.writeUInt32LE(is64 ? 0xffffffff : tableBytes, 12);
  bytes.writeUInt32LE(is64 ? 0xffffffff : tableAt, 16);
  bytes.writeUInt16LE(comment.length, 20);
  return Buffer.concat([bytes, comment]);
}
