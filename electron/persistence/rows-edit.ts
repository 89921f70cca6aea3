import { DEFAULT_COMPRESSOR } from './blosc-write.ts';
import { chunkCompressor } from './chunk-compressor.ts';
import { encodeObjectChunk } from './msgpack-write.ts';
import { isMutableList, thawed } from './mutable-tree.ts';
import type { ObjectArray } from './object-array.ts';
import { corrupt, invalidRequest } from './store-errors.ts';
import type { PyValue } from './values.ts';

/** A chunk to be written, by its number. */
export interface ChunkBytes {
  readonly number: number;
  readonly bytes: Uint8Array;
}

/** Rows of an array of objects while some are changed and others appended; nothing is written here. */
export class RowsEdit {
  /** Rows there are. */
  readonly storedLength: number;
  readonly #chunkRows: number;
  readonly #stored = new Map<number, readonly PyValue[]>();
  readonly #changed = new Map<number, PyValue>();
  /** Rows that were never set are `undefined`. */
  readonly #appended: (PyValue | undefined)[] = [];

  constructor(
    /** Relative to the workflow folder. */
    readonly path: string,
    /** Absent for an array that is yet to be made. */
    readonly array: ObjectArray | undefined,
    chunkRows: number,
    /** Rows that count, where the array has more than it should. */
    length = array?.length ?? 0,
  ) {
    this.storedLength = length;
    this.#chunkRows = array?.chunkRows ?? chunkRows;
  }

  get length(): number {
    return this.storedLength + this.#appended.length;
  }

  get isAppended(): boolean {
    return this.#appended.length > 0;
  }

  append(rows: readonly PyValue[]): void {
    for (const row of rows) this.#appended.push(row);
  }

  /** Sets a row, also one beyond the end of what is stored. */
  set(index: number, row: PyValue): void {
    if (index >= this.storedLength) this.#appended[index - this.storedLength] = row;
    else this.#changed.set(index, row);
  }

  /**
   * A row that may be changed.
   *
   * @throws StoreException BoundsCheckError when there is none; AppException `corrupt-data`
   */
  async row(index: number): Promise<PyValue[]> {
    if (index < 0 || index >= this.length) {
      const message = `${this.path} has ${this.length} rows, so there is no row ${index}.`;
      throw invalidRequest('BoundsCheckError', message, 'index');
    }
    const known =
      this.#changed.get(index) ??
      (index >= this.storedLength ? this.#appended[index - this.storedLength] : undefined);
    const row = known ?? thawed(await this.#storedRow(index));
    if (!isMutableList(row)) throw corrupt(this.path, `row ${index}`, 'is no list of fields');
    if (known === undefined) this.#changed.set(index, row);
    return row;
  }

  async #storedRow(index: number): Promise<PyValue> {
    const rows = await this.#chunk(Math.floor(index / this.#chunkRows));
    return rows[index % this.#chunkRows] ?? null;
  }

  async #chunk(number: number): Promise<readonly PyValue[]> {
    const known = this.#stored.get(number);
    if (known !== undefined) return known;
    const first = number * this.#chunkRows;
    const isStored = this.array !== undefined && first < this.array.length;
    const rows = isStored ? await this.array.chunk(number) : [];
    const kept = rows.slice(0, Math.max(0, this.storedLength - first));
    this.#stored.set(number, kept);
    return kept;
  }

  /** Chunks with appended rows; changes of stored rows are left out. */
  async appendedChunks(): Promise<ChunkBytes[]> {
    if (!this.isAppended) return [];
    const first = Math.floor(this.storedLength / this.#chunkRows);
    const last = Math.floor((this.length - 1) / this.#chunkRows);
    return this.#encoded(
      Array.from({ length: last - first + 1 }, (_, i) => first + i),
      false,
    );
  }

  /** Chunks with changed rows, and with what was appended to them. */
  async changedChunks(): Promise<ChunkBytes[]> {
    const numbers = new Set([...this.#changed.keys()].map((i) => Math.floor(i / this.#chunkRows)));
    return this.#encoded(
      [...numbers].sort((a, b) => a - b),
      true,
    );
  }

  /** Chunks with any of these rows, as they are now. */
  async chunksWith(indices: Iterable<number>): Promise<ChunkBytes[]> {
    const numbers = new Set([...indices].map((index) => Math.floor(index / this.#chunkRows)));
    return this.#encoded(
      [...numbers].sort((a, b) => a - b),
      true,
    );
  }

  async #encoded(numbers: readonly number[], withChanges: boolean): Promise<ChunkBytes[]> {
    const compressor = this.array === undefined ? DEFAULT_COMPRESSOR : this.array.layout.compressor;
    const compress = chunkCompressor(compressor, 1);
    const chunks: ChunkBytes[] = [];
    for (const number of numbers) {
      const first = number * this.#chunkRows;
      const rows: PyValue[] = [...(await this.#chunk(number))];
      for (let i = 0; withChanges && i < rows.length; i += 1) {
        const changed = this.#changed.get(first + i);
        if (changed !== undefined) rows[i] = changed;
      }
      const from = Math.max(0, first - this.storedLength);
      const room = this.#chunkRows - rows.length;
      for (const row of this.#appended.slice(from, from + room))
        rows.push(row === undefined ? 0 : row);
      const bytes = await compress(encodeObjectChunk(rows, this.#chunkRows));
      chunks.push({ number, bytes });
    }
    return chunks;
  }
}
