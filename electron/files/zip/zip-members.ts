import { Readable } from 'node:stream';
import { crc32, createInflateRaw, inflateRawSync } from 'node:zlib';
import { AppException } from '../../../shared/contract/errors.ts';
import { brokenZip, tooLargeInZip, unsupportedZip } from './zip-errors.ts';
import type { ZipFile } from './zip-file.ts';
import type { ZipMember } from './zip-table.ts';

const HEADER_SIGNATURE = 0x04034b50;
const HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;
const FLAGS_ENCRYPTED = 0x41;
/** Deflate makes at most 1032 bytes of one; who declares more has something else in mind. */
const MAX_RATIO = 1032;
/** A member is read whole up to here; longer ones (logs) piece by piece. */
const MAX_WHOLE_BYTES = 1024 * 1024 * 1024;
const PIECE_BYTES = 256 * 1024;

/** Contents of the members of an archive. Nothing is unpacked but into memory. */
export class ZipMembers {
  constructor(readonly file: ZipFile) {}

  /**
   * All bytes of a member, their checksum verified.
   *
   * @throws AppException `corrupt-data`, `unsupported-format`, `too-large`
   */
  read(member: ZipMember): Uint8Array {
    const sizeBytes = Math.max(member.sizeBytes, member.compressedBytes);
    if (sizeBytes > MAX_WHOLE_BYTES) {
      throw tooLargeInZip(this.file.path, member.name, sizeBytes);
    }
    const at = this.#start(member);
    const bytes =
      member.method === STORED
        ? this.file.read(at, member.compressedBytes, member.name)
        : this.#inflated(member, this.file.peek(at, member.compressedBytes, member.name));
    if (crc32(bytes) !== member.crc32) throw this.#broken(member);
    return bytes;
  }

  /** At most `lengthBytes` bytes from `offsetBytes` on; of a compressed member by way of all of it. */
  readRange(member: ZipMember, offsetBytes: number, lengthBytes: number): Uint8Array {
    const from = Math.min(offsetBytes, member.sizeBytes);
    const length = Math.min(lengthBytes, member.sizeBytes - from);
    if (member.method !== STORED) return this.read(member).subarray(from, from + length);
    return this.file.read(this.#start(member) + from, length, member.name);
  }

  async *pieces(member: ZipMember, offsetBytes: number): AsyncIterable<Uint8Array> {
    if (member.method === STORED) {
      yield* this.#stored(member, offsetBytes);
      return;
    }
    let passed = 0;
    for await (const piece of this.#inflating(member)) {
      const skip = Math.max(0, offsetBytes - passed);
      passed += piece.length;
      if (skip < piece.length) yield piece.subarray(skip);
    }
  }

  /** The bytes of a member as they are in the file, from `offsetBytes` on. */
  async *#stored(member: ZipMember, offsetBytes: number): AsyncIterable<Uint8Array> {
    const start = this.#start(member);
    const end = start + member.compressedBytes;
    for (let at = start + offsetBytes; at < end; at += PIECE_BYTES) {
      yield await this.file.readLater(at, Math.min(PIECE_BYTES, end - at), member.name);
    }
  }

  async *#inflating(member: ZipMember): AsyncIterable<Uint8Array> {
    const source = Readable.from(this.#stored(member, 0));
    const inflate = createInflateRaw({ chunkSize: PIECE_BYTES });
    source.once('error', (error) => inflate.destroy(error));
    source.pipe(inflate);
    let given = 0;
    try {
      for await (const piece of inflate) {
        if (!(piece instanceof Uint8Array)) continue;
        given += piece.length;
        // A member that unpacks to more than it declares is a trap, not data.
        if (given > member.sizeBytes) throw this.#broken(member);
        yield piece;
      }
    } catch (error) {
      throw error instanceof AppException ? error : this.#broken(member, error);
    } finally {
      source.destroy();
      inflate.destroy();
    }
    if (given !== member.sizeBytes) throw this.#broken(member);
  }

  #inflated(member: ZipMember, stored: Uint8Array): Uint8Array {
    try {
      const bytes = inflateRawSync(stored, { maxOutputLength: Math.max(1, member.sizeBytes) });
      if (bytes.length === member.sizeBytes) return bytes;
    } catch (error) {
      throw this.#broken(member, error);
    }
    throw this.#broken(member);
  }

  /** Where the bytes of a member begin, which only its own header tells. */
  #start(member: ZipMember): number {
    if ((member.flags & FLAGS_ENCRYPTED) !== 0) {
      throw unsupportedZip(this.file.path, `has the encrypted member ${member.name}`);
    }
    if (member.method !== STORED && member.method !== DEFLATED) {
      const what = `compresses ${member.name} by method ${member.method}`;
      throw unsupportedZip(this.file.path, what);
    }
    const isPossible =
      member.method === STORED
        ? member.sizeBytes === member.compressedBytes
        : member.sizeBytes <= member.compressedBytes * MAX_RATIO;
    if (!isPossible) throw this.#broken(member);
    const { headerAt, name } = member;
    if (this.file.uintAt(headerAt, 4, name) !== HEADER_SIGNATURE) throw this.#broken(member);
    const nameBytes = this.file.uintAt(headerAt + 26, 2, name);
    const extraBytes = this.file.uintAt(headerAt + 28, 2, name);
    return headerAt + HEADER_BYTES + nameBytes + extraBytes;
  }

  #broken(member: ZipMember, cause?: unknown): AppException {
    return brokenZip(this.file.path, member.name, cause);
  }
}
