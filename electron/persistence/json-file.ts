import { setTimeout as sleep } from 'node:timers/promises';
import { AppException } from '../../shared/contract/errors.ts';
import type { FileSource } from '../files/file-source.ts';
import { type FileStamp, isSameStamp } from '../files/read-bytes.ts';
import { parseJsonFast } from './json-fast.ts';
import { type Scanned, type Shape, scanJson, scanPart } from './json-scan.ts';
import { parseJson, textOf } from './json-text.ts';
import { corrupt } from './store-errors.ts';
import type { PyValue } from './values.ts';

/** A job that rewrites a file of a large workflow in place needs about this long (FORMATS T23). */
const RETRY_WAITS_MS = [40, 120, 400];
/** A broken file this old is not being written any more. */
const SETTLED_MS = 5_000;

/** One state of a JSON file: its bytes, and where the values in it lie. */
export class JsonDocument {
  readonly #numbered = new Map<string, Scanned>();

  constructor(
    readonly file: string,
    readonly bytes: Uint8Array,
    readonly stamp: FileStamp,
    readonly root: Scanned,
  ) {}

  /** Value of a byte range, without loss. */
  value(span: Scanned, place: string): PyValue {
    const text = textOf(this.bytes, span.start, span.end);
    return parseJson(text, { file: this.file, ...(place === '' ? {} : { place }) });
  }

  /** Byte range of a member of the root object. */
  member(key: string): Scanned {
    const found = this.root.members?.get(key);
    if (found === undefined) throw corrupt(this.file, undefined, `lacks “${key}”`);
    return found;
  }

  /** As {@link member}, of a long object whose keys are numbers: its members are found once. */
  numbered(key: string): Scanned {
    const known = this.#numbered.get(key);
    if (known !== undefined) return known;
    const { start, end } = this.member(key);
    const found = scanPart(this.bytes, start, end, { kind: 'numbered' }, { file: this.file });
    this.#numbered.set(key, found);
    return found;
  }

  /** Items `from … to - 1` of noted ranges that follow each other, by the fast parser. */
  items(spans: { starts: Uint32Array; ends: Uint32Array }, from: number, to: number): unknown[] {
    const start = spans.starts[from];
    const end = spans.ends[to - 1];
    if (start === undefined || end === undefined) return [];
    const items = parseJsonFast(`[${textOf(this.bytes, start, end)}]`);
    if (!Array.isArray(items) || items.length !== to - from) {
      throw new SyntaxError('The ranges do not hold one value each.');
    }
    return items;
  }
}

/** A JSON file that other processes may rewrite: read when asked, kept while it stays the same. */
export class JsonFile {
  #kept: JsonDocument | undefined;

  constructor(
    readonly reader: FileSource,
    /** Name of the file in its folder. */
    readonly name: string,
    readonly shape: Shape,
    /** Throws what is wrong in a document beyond its scan: a file that is being written is read again. */
    readonly check: (document: JsonDocument) => void = () => undefined,
  ) {}

  /**
   * The file as it is now.
   *
   * @throws AppException `not-found`, `permission-denied`, `changed-on-disk`, `corrupt-data`
   */
  async read(): Promise<JsonDocument> {
    const kept = this.#kept;
    if (kept !== undefined) {
      const now = this.reader.stamp(this.name);
      if (now !== undefined && isSameStamp(now, kept.stamp)) return kept;
    }
    this.#kept = undefined;
    this.#kept = await this.#readComplete();
    return this.#kept;
  }

  /** Keeps what was written here just now. */
  adopt(bytes: Uint8Array, stamp: FileStamp): JsonDocument {
    this.#kept = new JsonDocument(this.name, bytes, stamp, this.#scan(bytes));
    return this.#kept;
  }

  /** Forgets the kept bytes. */
  forget(): void {
    this.#kept = undefined;
  }

  /** True when the file is no longer in the state of `document`. */
  isChanged(document: JsonDocument): boolean {
    const now = this.reader.stamp(this.name);
    return now === undefined || !isSameStamp(now, document.stamp);
  }

  async #readComplete(): Promise<JsonDocument> {
    let first: FileStamp | undefined;
    for (const waitMs of [...RETRY_WAITS_MS, undefined]) {
      const { bytes, stamp } = this.reader.readStable(this.name);
      first ??= stamp;
      try {
        const document = new JsonDocument(this.name, bytes, stamp, this.#scan(bytes));
        this.check(document);
        return document;
      } catch (error) {
        const isSettled = Date.now() - Number(stamp.modifiedNs / 1_000_000n) > SETTLED_MS;
        if (!isSameStamp(first, stamp) && waitMs === undefined) throw this.#changing(error);
        if (waitMs === undefined || isSettled) throw error;
        await sleep(waitMs);
      }
    }
    throw this.#changing(undefined);
  }

  #scan(bytes: Uint8Array): Scanned {
    if (bytes.length === 0) throw corrupt(this.name, undefined, 'is empty');
    return scanJson(bytes, this.shape, { file: this.name });
  }

  #changing(cause: unknown): AppException {
    return new AppException(
      {
        code: 'changed-on-disk',
        message: `${this.name} is being rewritten and could not be read as a whole.`,
        action: 'The workflow is probably running. Try again in a moment.',
        file: this.name,
      },
      { cause },
    );
  }
}
