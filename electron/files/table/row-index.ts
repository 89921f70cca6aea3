const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;
/** A place is noted after so many rows … */
const ROWS_PER_PLACE = 256;
/** … or, where rows are long, so many bytes. */
const BYTES_PER_PLACE = 256 * 1024;

export interface RowPlace {
  readonly row: number;
  readonly offsetBytes: number;
}

/**
 * Where the rows of a CSV file begin: of every few hundred, so that a file of gigabytes takes a few
 * hundred kilobytes. Unlike a line, a row goes on over line ends within quotes (RFC 4180). A quote
 * counts only where a field begins; elsewhere it is a character as any other. Empty lines are none.
 */
export class RowIndex {
  #scannedBytes = 0;
  #rows = 0;
  #rowStart = 0;
  #isRowEmpty = true;
  #isFieldStart = true;
  #isQuoted = false;
  readonly #delimiter: number;
  readonly #placeRows: number[] = [0];
  readonly #placeOffsets: number[] = [0];

  constructor(delimiter: string) {
    this.#delimiter = delimiter.charCodeAt(0);
  }

  /** Bytes added so far. */
  get scannedBytes(): number {
    return this.#scannedBytes;
  }

  /** Rows so far; the last may not have its end yet. */
  get rowCount(): number {
    return this.#rows + (this.#isRowEmpty ? 0 : 1);
  }

  /** Row and start of the row that the bytes so far end in, where that is within quotes. */
  get openQuote(): RowPlace | undefined {
    return this.#isQuoted ? { row: this.#rows, offsetBytes: this.#rowStart } : undefined;
  }

  /** Bytes of the file in their order. */
  add(bytes: Uint8Array): void {
    const delimiter = this.#delimiter;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at];
      if (this.#isQuoted) {
        // Two quotes within quotes are one: closed, and opened again.
        if (byte === QUOTE) {
          this.#isQuoted = false;
          this.#isFieldStart = true;
        }
      } else if (byte === NEWLINE) {
        this.#endRow(this.#scannedBytes + at + 1);
      } else if (byte === QUOTE && this.#isFieldStart) {
        this.#isQuoted = true;
        this.#isRowEmpty = false;
      } else if (byte !== RETURN) {
        this.#isFieldStart = byte === delimiter;
        this.#isRowEmpty = false;
      }
    }
    this.#scannedBytes += bytes.length;
  }

  #endRow(next: number): void {
    this.#isFieldStart = true;
    this.#rowStart = next;
    if (this.#isRowEmpty) return;
    this.#isRowEmpty = true;
    this.#rows += 1;
    const last = this.#placeRows.length - 1;
    const isFar =
      this.#rows - (this.#placeRows[last] ?? 0) >= ROWS_PER_PLACE ||
      next - (this.#placeOffsets[last] ?? 0) >= BYTES_PER_PLACE;
    if (!isFar) return;
    this.#placeRows.push(this.#rows);
    this.#placeOffsets.push(next);
  }

  /** The last noted place at or before a row. */
  placeBefore(row: number): RowPlace {
    let low = 0;
    let high = this.#placeRows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#placeRows[middle] ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    const at = Math.max(0, low - 1);
    return { row: this.#placeRows[at] ?? 0, offsetBytes: this.#placeOffsets[at] ?? 0 };
  }
}
