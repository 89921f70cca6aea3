import { crc32 } from 'node:zlib';

/** A member as it is written: its bytes are stored, not compressed. */
export interface StoredMember {
  /** Parts separated by `/`, as UTF-8. */
  readonly name: Uint8Array;
  readonly crc32: number;
  readonly sizeBytes: number;
}

/**
 * Python's `zipfile` uses the 64-bit records from 2 GiB and from 65536 members on (ZIP64_LIMIT,
 * ZIP_FILECOUNT_LIMIT), which is earlier than it must.
 */
const MOST_32 = 0x7fffffff;
const MOST_MEMBERS = 0xffff;
const UNKNOWN_16 = 0xffff;
const UNKNOWN_32 = 0xffffffff;

const VERSION = 20;
const VERSION_64 = 45;
const UNIX = 3;
const FLAG_UTF8 = 0x800;
const STORED = 0;
/** 1980-01-01 00:00, which hpcflow's archives have for every member. */
const DOS_TIME = 0;
const DOS_DATE = 0x21;
/** Mode `0600` without a type of file, as Python gives members that it writes from memory. */
const ATTRIBUTES = 0o600 << 16;
const EXTRA_ZIP64 = 1;

/** The 64-bit extra field: numbers that do not fit, in the order of their fields. */
function extra64(values: readonly number[]): Buffer {
  if (values.length === 0) return Buffer.alloc(0);
  const field = Buffer.alloc(4 + values.length * 8);
  field.writeUInt16LE(EXTRA_ZIP64, 0);
  field.writeUInt16LE(values.length * 8, 2);
  for (const [at, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), 4 + at * 8);
  return field;
}

/** Names that are not plain ASCII say that they are UTF-8. */
function flagsOf(name: Uint8Array): number {
  return name.some((byte) => byte >= 0x80) ? FLAG_UTF8 : 0;
}

/** The record before the bytes of a member (APPNOTE 4.3.7). */
export function localHeader({ name, crc32: sum, sizeBytes }: StoredMember): Buffer {
  const isLarge = sizeBytes > MOST_32;
  const extra = extra64(isLarge ? [sizeBytes, sizeBytes] : []);
  const header = Buffer.alloc(30);
  header.write('PK\x03\x04', 0, 'latin1');
  header.writeUInt16LE(isLarge ? VERSION_64 : VERSION, 4);
  header.writeUInt16LE(flagsOf(name), 6);
  header.writeUInt16LE(STORED, 8);
  header.writeUInt16LE(DOS_TIME, 10);
  header.writeUInt16LE(DOS_DATE, 12);
  header.writeUInt32LE(sum, 14);
  header.writeUInt32LE(isLarge ? UNKNOWN_32 : sizeBytes, 18);
  header.writeUInt32LE(isLarge ? UNKNOWN_32 : sizeBytes, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

/** The record of a member in the table of contents (APPNOTE 4.3.12). */
export function tableEntry({ name, crc32: sum, sizeBytes }: StoredMember, headerAt: number) {
  const isLarge = sizeBytes > MOST_32;
  const isFar = headerAt > MOST_32;
  const extra = extra64([...(isLarge ? [sizeBytes, sizeBytes] : []), ...(isFar ? [headerAt] : [])]);
  const version = isLarge || isFar ? VERSION_64 : VERSION;
  const entry = Buffer.alloc(46);
  entry.write('PK\x01\x02', 0, 'latin1');
  entry.writeUInt8(version, 4);
  entry.writeUInt8(UNIX, 5);
  entry.writeUInt16LE(version, 6);
  entry.writeUInt16LE(flagsOf(name), 8);
  entry.writeUInt16LE(STORED, 10);
  entry.writeUInt16LE(DOS_TIME, 12);
  entry.writeUInt16LE(DOS_DATE, 14);
  entry.writeUInt32LE(sum, 16);
  entry.writeUInt32LE(isLarge ? UNKNOWN_32 : sizeBytes, 20);
  entry.writeUInt32LE(isLarge ? UNKNOWN_32 : sizeBytes, 24);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt16LE(extra.length, 30);
  entry.writeUInt32LE(ATTRIBUTES, 38);
  entry.writeUInt32LE(isFar ? UNKNOWN_32 : headerAt, 42);
  return Buffer.concat([entry, name, extra]);
}

/** What ends an archive (APPNOTE 4.3.14 to 4.3.16), after its table of contents. */
export function endRecords(count: number, tableAt: number, tableBytes: number): Buffer {
  const isLarge = count > MOST_MEMBERS || tableAt > MOST_32 || tableBytes > MOST_32;
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(Math.min(count, UNKNOWN_16), 8);
  end.writeUInt16LE(Math.min(count, UNKNOWN_16), 10);
  end.writeUInt32LE(Math.min(tableBytes, UNKNOWN_32), 12);
  end.writeUInt32LE(Math.min(tableAt, UNKNOWN_32), 16);
  if (!isLarge) return end;
  const end64 = Buffer.alloc(56 + 20);
  end64.write('PK\x06\x06', 0, 'latin1');
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(VERSION_64, 12);
  end64.writeUInt16LE(VERSION_64, 14);
  end64.writeBigUInt64LE(BigInt(count), 24);
  end64.writeBigUInt64LE(BigInt(count), 32);
  end64.writeBigUInt64LE(BigInt(tableBytes), 40);
  end64.writeBigUInt64LE(BigInt(tableAt), 48);
  end64.write('PK\x06\x07', 56, 'latin1');
  end64.writeBigUInt64LE(BigInt(tableAt + tableBytes), 64);
  end64.writeUInt32LE(1, 72);
  return Buffer.concat([end64, end]);
}

/** The checksum of members, going on from that of the bytes before. */
export function checksum(bytes: Uint8Array, before = 0): number {
  return crc32(bytes, before);
}
