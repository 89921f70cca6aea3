import { endRecords, localHeader, type StoredMember, tableEntry } from './zip-records.ts';

/** Members of a few hundred bytes are written together. */
const BUFFER_BYTES = 1024 * 1024;

/**
 * Writes a zip archive of stored members, from front to end: to the byte what Python's `zipfile`
 * makes where hpcflow uses it (FORMATS §13.9), 64-bit records where numbers need them. Of each member
 * twelve numbers and its name stay in memory, for the table of contents.
 */
export class ZipWriter {
  readonly #write: (bytes: Uint8Array, lengthBytes: number) => void;
  readonly #buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);
  #waitingBytes = 0;
  #atBytes = 0;
  readonly #table: Buffer[] = [];

  /** @param write - Appends bytes to the file; they are only valid during the call. */
  constructor(write: (bytes: Uint8Array, lengthBytes: number) => void) {
    this.#write = write;
  }

  /** Begins a member; exactly its bytes must follow by {@link append}. */
  begin(member: StoredMember): void {
    this.#table.push(tableEntry(member, this.#atBytes));
    this.append(localHeader(member));
  }

  append(bytes: Uint8Array): void {
    this.#atBytes += bytes.length;
    if (this.#waitingBytes + bytes.length > BUFFER_BYTES) this.#flush();
    if (bytes.length > BUFFER_BYTES) {
      this.#write(bytes, bytes.length);
      return;
    }
    this.#buffer.set(bytes, this.#waitingBytes);
    this.#waitingBytes += bytes.length;
  }

  /** Writes the table of contents. @returns Bytes of the whole archive. */
  end(): number {
    const tableAt = this.#atBytes;
    for (const entry of this.#table) this.append(entry);
    this.append(endRecords(this.#table.length, tableAt, this.#atBytes - tableAt));
    this.#flush();
    return this.#atBytes;
  }

  #flush(): void {
    if (this.#waitingBytes > 0) this.#write(this.#buffer, this.#waitingBytes);
    this.#waitingBytes = 0;
  }
}
