import { setImmediate as yieldToEvents } from 'node:timers/promises';
import type {
  LineCount,
  SearchPlace,
  TextEnd,
  TextHits,
  TextLine,
} from '../../../shared/contract/run-files.ts';
import { fileException } from '../file-errors.ts';
import type { FileSource } from '../file-source.ts';
import type { FileStamp } from '../read-bytes.ts';
import { LineIndex } from './line-index.ts';
import { encodingOf, MARK_BYTES, type TextEncoding, UTF8, wholeUnits } from './text-encoding.ts';
import { LineCollector } from './text-lines.ts';
import { TextSearch } from './text-search.ts';

/** The end that is read first: some thousand lines. */
const END_BYTES = 256 * 1024;
/** Lines of files up to here are counted before anything is shown. */
const COUNT_AT_ONCE_BYTES = 4 * 1024 * 1024;
/** Searched at once; whoever asked then sees what was found, and asks on. */
const SEARCH_BYTES = 32 * 1024 * 1024;
const MAX_HITS = 1_000;
/** Looked at to tell text from other data. */
const SAMPLE_BYTES = 4 * 1024;

/** Checks whether to stop, by throwing, and tells how far it is. */
export type Breathe = (doneBytes: number, totalBytes: number) => void;

/**
 * A text file that is read by lines, of any size: never as a whole, and its end first. It may grow
 * meanwhile; when it is replaced or shortened, it is begun anew.
 */
export class TextFile {
  #index = new LineIndex();
  #stamp: FileStamp | undefined;
  #counting: Promise<void> = Promise.resolve();

  constructor(
    readonly source: FileSource,
    readonly key: string,
  ) {}

  /**
   * Counts the lines that are new since the last time.
   *
   * @throws AppException `not-found` and what reading throws
   */
  countLines(breathe: Breathe): Promise<LineCount> {
    const counted = this.#counting.catch(() => undefined).then(() => this.#count(breathe));
    this.#counting = counted.then(() => undefined);
    this.#counting.catch(() => undefined);
    return counted;
  }

  /** The last lines, at most `count`. Numbers of them are known for short files, or once counted. */
  async readEnd(count: number, breathe: Breathe): Promise<TextEnd> {
    const { sizeBytes } = this.#now();
    if (sizeBytes <= COUNT_AT_ONCE_BYTES) await this.countLines(breathe);
    const encoding = this.#encoding();
    const { unitBytes } = encoding;
    const wholeBytes = sizeBytes - (sizeBytes % unitBytes);
    const from = Math.max(0, wholeBytes - END_BYTES);
    const found = this.source.tryReadRange(this.key, from, END_BYTES) ?? [];
    const bytes = Buffer.from(found.slice(0, found.length - (found.length % unitBytes)));
    // The first line is left out below where it is not that of the file.
    const collector = new LineCollector(0, 0, Number.POSITIVE_INFINITY, encoding);
    collector.add(bytes);
    collector.end();
    // The first line is cut where the file is longer.
    const whole = from === 0 ? collector.lines : collector.lines.slice(1);
    const lines = whole.slice(-count);
    const isCounted = this.#index.scannedBytes === from + bytes.length;
    return {
      sizeBytes,
      lines,
      ...(isCounted ? { firstLine: this.#index.lineCount - lines.length } : {}),
      isBinary: this.#isBinary(encoding),
    };
  }

  /** The lines `start … stop - 1`, fewer at the end; they are counted first where they are not. */
  async readLines(start: number, stop: number, breathe: Breathe): Promise<TextLine[]> {
    const { sizeBytes } = this.#now();
    if (this.#index.lineCount < stop && this.#index.scannedBytes < sizeBytes) {
      await this.countLines(breathe);
    }
    const place = this.#index.placeBefore(start);
    const { encoding } = this.#index;
    const collector = new LineCollector(place.line, start, stop, encoding);
    for await (const piece of this.#pieces(place.offsetBytes, encoding)) {
      collector.add(piece);
      if (collector.isDone) break;
      breathe(0, sizeBytes);
    }
    collector.end();
    return collector.lines;
  }

  /** Lines that have a text, from a place on; of a large file as far as is soon done. */
  async search(
    text: string,
    from: SearchPlace,
    isCaseSensitive: boolean,
    breathe: Breathe,
  ): Promise<TextHits> {
    const { sizeBytes } = this.#now();
    const encoding = this.#encoding();
    const search = new TextSearch(text, from.line, isCaseSensitive, encoding);
    let at = from.byte;
    for await (const bytes of this.#pieces(from.byte, encoding)) {
      search.add(bytes);
      at += bytes.length;
      breathe(at, sizeBytes);
      if (at - from.byte < SEARCH_BYTES && search.lines.length < MAX_HITS) continue;
      const next = { byte: at - search.carriedBytes, line: search.line };
      return { lines: search.lines, next, sizeBytes };
    }
    return { lines: search.lines, sizeBytes };
  }

  #now(): FileStamp {
    const now = this.source.isFile(this.key) ? this.source.stamp(this.key) : undefined;
    if (now !== undefined) return now;
    throw fileException({ code: 'ENOENT' }, this.key);
  }

  async #count(breathe: Breathe): Promise<LineCount> {
    const now = this.#now();
    const isOther = this.#stamp !== undefined && this.#stamp.inode !== now.inode;
    const isBegun = isOther || now.sizeBytes < this.#index.scannedBytes;
    // Nothing tells the encoding before there is something in it.
    if (isBegun || this.#index.scannedBytes === 0) this.#index = new LineIndex(this.#encoding());
    this.#stamp = now;
    const index = this.#index;
    if (index.scannedBytes < now.sizeBytes) {
      for await (const piece of this.#pieces(index.scannedBytes, index.encoding)) {
        index.add(piece);
        breathe(index.scannedBytes, now.sizeBytes);
        await yieldToEvents();
      }
    }
    return { sizeBytes: index.scannedBytes, lineCount: index.lineCount };
  }

  #encoding(): TextEncoding {
    return encodingOf(this.source.tryReadRange(this.key, 0, MARK_BYTES));
  }

  #pieces(fromBytes: number, encoding: TextEncoding): AsyncIterable<Buffer> {
    return wholeUnits(this.source.pieces(this.key, fromBytes), encoding);
  }

  #isBinary(encoding: TextEncoding): boolean {
    const sample = this.source.tryReadRange(this.key, 0, SAMPLE_BYTES);
    if (encoding === UTF8) return sample?.includes(0) === true;
    return sample !== undefined && encoding.decode(sample).includes('\0');
  }
}
