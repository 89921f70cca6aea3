import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { fileException, isMissing } from '../file-errors.ts';
import { type FileStamp, isSameStamp, stampOf } from '../read-bytes.ts';
import { brokenZip, changedZip } from './zip-errors.ts';

/** Read at once: some hundred chunks of a workflow lie in a block, and they are read in runs. */
const BLOCK_BYTES = 64 * 1024;
/** Blocks kept. Chunks `0, 1, 10, 11, …, 2` lie in the order of their names: ten runs at once. */
const MAX_BLOCKS = 64;
/** The archive is let go of after this, so that it can be moved and deleted while it is shown. */
const IDLE_MS = 2_000;

/**
 * The bytes of an archive: small reads come from blocks, large ones straight from the file. The file
 * is open only while it is being read, and must stay as it was when it was opened first.
 */
export class ZipFile {
  #fd: number | undefined;
  #idle: NodeJS.Timeout | undefined;
  readonly #blocks = new Map<number, Buffer>();

  private constructor(
    readonly path: string,
    readonly stamp: FileStamp,
  ) {}

  /** @throws AppException `not-found`, `permission-denied` */
  static async open(path: string): Promise<ZipFile> {
    try {
      return new ZipFile(path, stampOf(await stat(path, { bigint: true })));
    } catch (error) {
      throw fileException(error, path);
    }
  }

  get sizeBytes(): number {
    return this.stamp.sizeBytes;
  }

  /** The archive as it is now; `undefined` when it is gone. */
  stampNow(): FileStamp | undefined {
    try {
      return stampOf(statSync(this.path, { bigint: true }));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw fileException(error, this.path);
    }
  }

  /**
   * As {@link read}, without keeping the thread from other work.
   *
   * @throws AppException `corrupt-data` when the file ends before
   */
  async readLater(offsetBytes: number, lengthBytes: number, place: string): Promise<Buffer> {
    this.#checkRange(offsetBytes, lengthBytes, place);
    try {
      const handle = await open(this.path, 'r');
      try {
        if (!isSameStamp(stampOf(await handle.stat({ bigint: true })), this.stamp)) {
          throw changedZip(this.path);
        }
        const bytes = Buffer.allocUnsafeSlow(lengthBytes);
        let got = 0;
        while (got < lengthBytes) {
          const { bytesRead } = await handle.read(bytes, got, lengthBytes - got, offsetBytes + got);
          if (bytesRead === 0) throw brokenZip(this.path, place);
          got += bytesRead;
        }
        return bytes;
      } finally {
        await handle.close();
      }
    } catch (error) {
      throw fileException(error, this.path);
    }
  }

  /**
   * Exactly these bytes. Few of them share a buffer with others, as those of small files do: it must not be
   * transferred to another thread.
   *
   * @param place - What is read, for messages.
   * @throws AppException `corrupt-data` when the file ends before, `changed-on-disk`
   */
  read(offsetBytes: number, lengthBytes: number, place: string): Buffer {
    this.#checkRange(offsetBytes, lengthBytes, place);
    if (lengthBytes >= BLOCK_BYTES) {
      const bytes = Buffer.allocUnsafeSlow(lengthBytes);
      this.#fill(bytes, offsetBytes, place);
      return bytes;
    }
    const bytes = Buffer.allocUnsafe(lengthBytes);
    for (let got = 0; got < lengthBytes; ) {
      const number = Math.floor((offsetBytes + got) / BLOCK_BYTES);
      const from = offsetBytes + got - number * BLOCK_BYTES;
      const piece = this.#block(number, place).subarray(from, from + lengthBytes - got);
      bytes.set(piece, got);
      got += piece.length;
    }
    return bytes;
  }

  /** As {@link read}, but the buffer may be shared: for bytes that are looked at and forgotten. */
  peek(offsetBytes: number, lengthBytes: number, place: string): Buffer {
    this.#checkRange(offsetBytes, lengthBytes, place);
    const number = Math.floor(offsetBytes / BLOCK_BYTES);
    const from = offsetBytes - number * BLOCK_BYTES;
    if (from + lengthBytes > BLOCK_BYTES) return this.read(offsetBytes, lengthBytes, place);
    return this.#block(number, place).subarray(from, from + lengthBytes);
  }

  /** Little-endian number of two or four bytes. @throws AppException as {@link read} */
  uintAt(offsetBytes: number, lengthBytes: 2 | 4, place: string): number {
    this.#checkRange(offsetBytes, lengthBytes, place);
    const number = Math.floor(offsetBytes / BLOCK_BYTES);
    const from = offsetBytes - number * BLOCK_BYTES;
    if (from + lengthBytes > BLOCK_BYTES) {
      return this.read(offsetBytes, lengthBytes, place).readUIntLE(0, lengthBytes);
    }
    const block = this.#block(number, place);
    let value = 0;
    for (let at = from + lengthBytes - 1; at >= from; at -= 1)
      value = value * 256 + (block[at] ?? 0);
    return value;
  }

  #checkRange(offsetBytes: number, lengthBytes: number, place: string): void {
    const isInside = offsetBytes >= 0 && offsetBytes + lengthBytes <= this.sizeBytes;
    if (!isInside) throw brokenZip(this.path, place);
  }

  #block(number: number, place: string): Buffer {
    const known = this.#blocks.get(number);
    if (known !== undefined) return known;
    const start = number * BLOCK_BYTES;
    const bytes = Buffer.allocUnsafeSlow(Math.min(BLOCK_BYTES, this.sizeBytes - start));
    this.#fill(bytes, start, place);
    const [oldest] = this.#blocks.keys();
    if (this.#blocks.size >= MAX_BLOCKS && oldest !== undefined) this.#blocks.delete(oldest);
    this.#blocks.set(number, bytes);
    return bytes;
  }

  #fill(target: Uint8Array, offsetBytes: number, place: string): void {
    try {
      const fd = this.#open();
      for (let got = 0; got < target.length; ) {
        const count = readSync(fd, target, got, target.length - got, offsetBytes + got);
        if (count === 0) throw brokenZip(this.path, place);
        got += count;
      }
    } catch (error) {
      throw fileException(error, this.path);
    }
  }

  #open(): number {
    this.#idle?.refresh();
    if (this.#fd !== undefined) return this.#fd;
    const fd = openSync(this.path, 'r');
    if (!isSameStamp(stampOf(fstatSync(fd, { bigint: true })), this.stamp)) {
      closeSync(fd);
      throw changedZip(this.path);
    }
    this.#fd = fd;
    this.#idle = setTimeout(() => this.close(), IDLE_MS).unref();
    return fd;
  }

  /** Lets go of the file; it is opened again when it is read. */
  close(): void {
    clearTimeout(this.#idle);
    this.#blocks.clear();
    const fd = this.#fd;
    this.#fd = undefined;
    if (fd !== undefined) closeSync(fd);
  }
}
