/**
 * The members of a JSON object, found without parsing it: recognition must not read a document of
 * hundreds of megabytes into memory to learn which keys it has.
 *
 * The scanner takes the bytes piece by piece, remembers the keys of the outermost object, keeps the
 * text of a few small members, and can be stopped as soon as enough is known. It checks only what it
 * passes: brackets, strings and the shape of the outermost object. Python's `NaN` and `Infinity`
 * (FORMATS T1) need no care, for scalars are skipped.
 */
export class JsonOutlineScanner {
  /** Keys of the outermost object, as met. */
  readonly keys = new Set<string>();
  readonly #wanted: ReadonlySet<string>;
  readonly #maxMemberBytes: number;
  readonly #members = new Map<string, string>();
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  /** Where in the outermost object: before it, at a key, after a key, in a value, after it. */
  #state: 'before' | 'key' | 'colon' | 'value' | 'after' = 'before';
  #key = '';
  #kept: number[] | undefined;
  #offset = 0;

  constructor(options: {
    readonly wanted: readonly string[];
    /** Larger members are not kept. */
    readonly maxMemberBytes: number;
  }) {
    this.#wanted = new Set(options.wanted);
    this.#maxMemberBytes = options.maxMemberBytes;
  }

  /** True when the outermost object has ended. */
  get isComplete(): boolean {
    return this.#state === 'after';
  }

  /** JSON text of a wanted member; `undefined` while unknown, absent or too large. */
  member(key: string): string | undefined {
    return this.#members.get(key);
  }

  /** @throws {JsonShapeError} when the bytes are no JSON object. */
  push(bytes: Uint8Array): void {
    for (const byte of bytes) {
      this.#take(byte);
      this.#offset += 1;
    }
  }

  #take(byte: number): void {
    if (this.#isInString) {
      this.#keep(byte);
      if (this.#isEscaped) this.#isEscaped = false;
      else if (byte === BACKSLASH) this.#isEscaped = true;
      else if (byte === QUOTE) this.#endString();
      return;
    }
    if (byte <= SPACE) return;
    switch (this.#state) {
      case 'before':
        if (BOM.includes(byte) && this.#offset < BOM.length) return;
        if (byte !== OPEN_BRACE) this.#fail();
        this.#depth = 1;
        this.#state = 'key';
        return;
      case 'key':
        if (byte === CLOSE_BRACE) this.#state = 'after';
        else if (byte === QUOTE) {
          this.#isInString = true;
          this.#kept = [QUOTE];
        } else if (byte !== COMMA) this.#fail();
        return;
      case 'colon':
        if (byte !== COLON) this.#fail();
        this.#state = 'value';
        this.#kept = this.#wanted.has(this.#key) ? [] : undefined;
        return;
      case 'value':
        this.#takeValue(byte);
        return;
      case 'after':
        this.#fail();
    }
  }

  #takeValue(byte: number): void {
    if (this.#depth === 1 && (byte === COMMA || byte === CLOSE_BRACE)) {
      if (this.#kept !== undefined) this.#members.set(this.#key, decode(this.#kept));
      this.#kept = undefined;
      this.#state = byte === COMMA ? 'key' : 'after';
      return;
    }
    this.#keep(byte);
    if (byte === QUOTE) this.#isInString = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.#depth += 1;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      this.#depth -= 1;
      if (this.#depth < 1) this.#fail();
    }
  }

  #endString(): void {
    this.#isInString = false;
    if (this.#state !== 'key') return;
    try {
      this.#key = String(JSON.parse(decode(this.#kept ?? [])));
    } catch {
      this.#fail();
    }
    this.keys.add(this.#key);
    this.#kept = undefined;
    this.#state = 'colon';
  }

  #keep(byte: number): void {
    if (this.#kept === undefined) return;
    if (this.#kept.length >= this.#maxMemberBytes) {
      if (this.#state === 'key') this.#fail();
      this.#kept = undefined;
    } else {
      this.#kept.push(byte);
    }
  }

  #fail(): never {
    throw new JsonShapeError(this.#offset);
  }
}

/** The bytes are no JSON object. */
export class JsonShapeError extends Error {
  override readonly name = 'JsonShapeError';

  /** @param offset Position of the byte that does not fit. */
  constructor(readonly offset: number) {
    super(`not a JSON object (byte ${offset})`);
  }
}

const decoder = new TextDecoder();
const decode = (bytes: readonly number[]): string => decoder.decode(Uint8Array.from(bytes));

const BOM: readonly number[] = [0xef, 0xbb, 0xbf];
const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
