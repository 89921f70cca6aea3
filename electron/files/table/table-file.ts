import { setImmediate as yieldToEvents } from 'node:timers/promises';
import Papa from 'papaparse';
import { AppException } from '../../../shared/contract/errors.ts';
import {
  DELIMITERS,
  type Delimiter,
  type TableFacts,
  type TableRows,
} from '../../../shared/contract/file-views.ts';
import { fileException } from '../file-errors.ts';
import type { FileSource } from '../file-source.ts';
import { type FileStamp, isSameStamp } from '../read-bytes.ts';
import type { Breathe } from '../text/text-file.ts';
import { RowIndex } from './row-index.ts';

/** Looked at to tell what separates fields. */
const SAMPLE_BYTES = 64 * 1024;
/** More of a field is not shown. */
const MAX_FIELD_CHARACTERS = 2_000;
/** More of a row is not shown. */
const MAX_FIELDS = 2_000;
/** A quote that is open for longer was no quote. */
const MAX_QUOTED_BYTES = 16 * 1024 * 1024;
/** Read for rows at once, at most. */
const MAX_ROWS_BYTES = 64 * 1024 * 1024;

/**
 * A table of separated values (RFC 4180) that is read by rows, of any size: never as a whole. It may
 * grow meanwhile; when it is replaced or shortened, it is begun anew.
 */
export class TableFile {
  #index: RowIndex | undefined;
  #delimiter: Delimiter | undefined;
  #stamp: FileStamp | undefined;
  #counting: Promise<void> = Promise.resolve();

  /** @param asked - What separates fields; without it, what the first rows look like. */
  constructor(
    readonly source: FileSource,
    readonly key: string,
    readonly asked?: Delimiter | undefined,
  ) {}

  /**
   * Counts the rows that are new since the last time.
   *
   * @throws AppException `not-found`, `corrupt-data` (a quote that is never closed) and what reading
   *   throws
   */
  async countRows(breathe: Breathe): Promise<TableFacts> {
    const counted = this.#counting.then(() => this.#count(breathe));
    this.#counting = counted.then(
      () => undefined,
      () => undefined,
    );
    return counted;
  }

  /** The rows `start … stop - 1`; those not yet counted are counted, but for the first ones. */
  async readRows(start: number, stop: number, breathe: Breathe): Promise<TableRows> {
    const now = this.#now();
    const index = this.#currentIndex(now);
    // The first rows are read at once, the table need not be counted for them.
    const isCounted = index.scannedBytes >= now.sizeBytes || index.rowCount > stop;
    if (start > 0 && !isCounted) await this.countRows(breathe);
    const delimiter = this.#delimiterOf();
    const place = this.#currentIndex(now).placeBefore(start);
    const bytes = await this.#bytesOfRows(place.offsetBytes, stop - place.row, delimiter);
    const text = bytes.toString('utf8').replace(/^\ufeff/, '');
    const { data } = Papa.parse<string[]>(text, {
      delimiter,
      skipEmptyLines: true,
      preview: stop - place.row,
    });
    const rows = data.slice(start - place.row).map(withoutReturn);
    const isCut = rows.some(
      (row) => row.length > MAX_FIELDS || row.some((field) => field.length > MAX_FIELD_CHARACTERS),
    );
    return {
      delimiter,
      isCut,
      rows: isCut
        ? rows.map((row) =>
            row.slice(0, MAX_FIELDS).map((field) => field.slice(0, MAX_FIELD_CHARACTERS)),
          )
        : rows,
    };
  }

  /** Bytes from a place until so many rows have ended. */
  async #bytesOfRows(offsetBytes: number, count: number, delimiter: Delimiter): Promise<Buffer> {
    const rows = new RowIndex(delimiter);
    const pieces: Buffer[] = [];
    for await (const piece of this.source.pieces(this.key, offsetBytes)) {
      rows.add(piece);
      pieces.push(Buffer.from(piece));
      // The last row counted may go on.
      if (rows.rowCount > count) break;
      if (rows.scannedBytes > MAX_ROWS_BYTES) {
        throw new AppException({
          code: 'too-large',
          message: `The rows of ${this.key} are too long for a table.`,
          action: 'Look at it as text, or choose another separator.',
        });
      }
    }
    return Buffer.concat(pieces);
  }

  #now(): FileStamp {
    const now = this.source.isFile(this.key) ? this.source.stamp(this.key) : undefined;
    if (now !== undefined) return now;
    throw fileException({ code: 'ENOENT' }, this.key);
  }

  #delimiterOf(): Delimiter {
    if (this.asked !== undefined) return this.asked;
    this.#delimiter ??= guessDelimiter(
      Buffer.from(this.source.tryReadRange(this.key, 0, SAMPLE_BYTES) ?? []).toString('utf8'),
    );
    return this.#delimiter;
  }

  /** The index, anew where the file is another than it was. */
  #currentIndex(now: FileStamp): RowIndex {
    const was = this.#stamp;
    const isGrown = was !== undefined && was.inode === now.inode && now.sizeBytes > was.sizeBytes;
    const isOther = was !== undefined && !isGrown && !isSameStamp(was, now);
    if (isOther) {
      this.#index = undefined;
      this.#delimiter = undefined;
    }
    this.#stamp = now;
    this.#index ??= new RowIndex(this.#delimiterOf());
    return this.#index;
  }

  async #count(breathe: Breathe): Promise<TableFacts> {
    const now = this.#now();
    const index = this.#currentIndex(now);
    if (index.scannedBytes < now.sizeBytes) {
      for await (const piece of this.source.pieces(this.key, index.scannedBytes)) {
        index.add(piece);
        const { openQuote } = index;
        const isOpen =
          openQuote !== undefined && index.scannedBytes - openQuote.offsetBytes > MAX_QUOTED_BYTES;
        if (isOpen) throw unclosed(this.key, openQuote.row);
        breathe(index.scannedBytes, now.sizeBytes);
        await yieldToEvents();
      }
    }
    const { scannedBytes: sizeBytes, rowCount } = index;
    return { sizeBytes, rowCount, delimiter: this.#delimiterOf() };
  }
}

function unclosed(key: string, row: number): AppException {
  return new AppException({
    code: 'corrupt-data',
    message: `In row ${row + 1} of ${key} a quote opens that is not closed for ${MAX_QUOTED_BYTES / 1024 / 1024} MiB.`,
    action: 'Look at it as text, or choose another separator.',
    file: key,
  });
}

/** Where only some rows end as those of Windows do, these keep a `\r`. */
function withoutReturn(row: string[]): string[] {
  const last = row.at(-1);
  return last?.endsWith('\r') === true ? [...row.slice(0, -1), last.slice(0, -1)] : row;
}

function guessDelimiter(sample: string): Delimiter {
  // The last line may be cut.
  const whole = sample.slice(0, sample.lastIndexOf('\n') + 1);
  const { meta } = Papa.parse(whole === '' ? sample : whole, {
    preview: 50,
    // The line after the last line end is no row.
    skipEmptyLines: true,
    delimitersToGuess: [...DELIMITERS],
  });
  return DELIMITERS.find((delimiter) => delimiter === meta.delimiter) ?? ',';
}
