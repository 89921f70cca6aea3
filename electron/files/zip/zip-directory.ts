import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { keyParts } from '../contained-path.ts';
import { hashOf, isPlainName, SLASH } from './zip-names.ts';
import type { ZipMember, ZipTable } from './zip-table.ts';

/** A few milliseconds of work. */
const ENTRIES_PER_YIELD = 20_000;

/** The name that is looked up: a buffer for each of ten thousand costs more than finding it. */
const nameBytes = Buffer.allocUnsafeSlow(1024);

/**
 * Members of an archive by name. The table of contents stays as the bytes it is: a member is looked up
 * by the hash of its name and costs twelve bytes beside them, so a million members are no matter.
 * Of several members of one name the last counts, as in Python's `zipfile`.
 */
export class ZipDirectory {
  /** Names that lead out of the archive or are none; such members are neither shown nor read. */
  readonly refusedNames: string[] = [];
  readonly #table: ZipTable;
  /** Hash table: number of the entry + 1, or 0. */
  readonly #slots: Uint32Array;
  /** Names of entries whose bytes are not their name's UTF-8. */
  readonly #renamed = new Map<number, string>();
  /** Entries that are refused, or that a later one of the same name replaces. */
  readonly #hidden = new Set<number>();

  private constructor(table: ZipTable) {
    this.#table = table;
    this.#slots = new Uint32Array(2 ** Math.ceil(Math.log2(table.count * 2 + 2)));
  }

  static async of(table: ZipTable): Promise<ZipDirectory> {
    const directory = new ZipDirectory(table);
    for (let entry = 0; entry < table.count; entry += 1) {
      directory.#add(entry);
      if (entry % ENTRIES_PER_YIELD === ENTRIES_PER_YIELD - 1) await yieldToEvents();
    }
    return directory;
  }

  get count(): number {
    return this.#table.count;
  }

  /** Name of an entry, folders with `/` at the end; `undefined` for one that is refused or replaced. */
  nameOf(entry: number): string | undefined {
    if (this.#hidden.has(entry)) return undefined;
    return this.#renamed.get(entry) ?? this.#table.plainNameOf(entry);
  }

  /**
   * True for an entry that is shown, of a file in the same folder as another entry. Names whose bytes
   * are not their UTF-8 are not told: then their names must be compared.
   *
   * @param folderBytes - Length of the name of that folder, with the `/` at its end.
   */
  isFileBeside(entry: number, other: number, folderBytes: number): boolean {
    if (this.#hidden.has(entry) || this.#renamed.has(entry) || this.#renamed.has(other))
      return false;
    const { bytes } = this.#table;
    const start = this.#table.nameStart(entry);
    const end = this.#table.nameEnd(entry);
    if (start + folderBytes >= end) return false;
    for (let at = start + folderBytes; at < end; at += 1) {
      if (bytes[at] === SLASH) return false;
    }
    const ahead = this.#table.nameStart(other) - start;
    for (let at = start; at < start + folderBytes; at += 1) {
      if (bytes[at] !== bytes[at + ahead]) return false;
    }
    return true;
  }

  /** The member of this name. */
  find(name: string): ZipMember | undefined {
    const entry = this.#find(name);
    return entry === undefined ? undefined : this.#table.member(entry, name);
  }

  /** The member in an entry; `undefined` for a folder, and for one that is refused or replaced. */
  memberAt(entry: number): ZipMember | undefined {
    const name = this.nameOf(entry);
    return name === undefined || name.endsWith('/') ? undefined : this.#table.member(entry, name);
  }

  #add(entry: number): void {
    const from = this.#table.nameStart(entry);
    const to = this.#table.nameEnd(entry);
    if (isPlainName(this.#table.bytes, from, to)) {
      this.#put(entry, this.#table.bytes, from, to);
      return;
    }
    const name = this.#table.nameOf(entry);
    try {
      keyParts(name.endsWith('/') ? name.slice(0, -1) : name);
      if (name === '' || name === '/') throw new RangeError('no name');
    } catch {
      this.refusedNames.push(name);
      this.#hidden.add(entry);
      return;
    }
    const bytes = Buffer.from(name);
    if (!bytes.equals(this.#table.bytes.subarray(from, to))) this.#renamed.set(entry, name);
    this.#put(entry, bytes, 0, bytes.length);
  }

  #put(entry: number, name: Uint8Array, from: number, to: number): void {
    const slot = this.#slotOf(name, from, to);
    const held = this.#slots[slot] ?? 0;
    if (held !== 0) this.#hidden.add(held - 1);
    this.#slots[slot] = entry + 1;
  }

  #find(name: string): number | undefined {
    // Of three bytes at most is each unit of a text in UTF-8.
    const isShort = name.length * 3 <= nameBytes.length;
    const bytes = isShort ? nameBytes : Buffer.from(name);
    const length = isShort ? nameBytes.write(name) : bytes.length;
    const found = this.#slots[this.#slotOf(bytes, 0, length)] ?? 0;
    return found === 0 ? undefined : found - 1;
  }

  /** Where the entry of a name is, or would be. */
  #slotOf(name: Uint8Array, from: number, to: number): number {
    const mask = this.#slots.length - 1;
    let slot = hashOf(name, from, to) & mask;
    for (;;) {
      const held = this.#slots[slot] ?? 0;
      if (held === 0 || this.#isNamed(held - 1, name, from, to)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #isNamed(entry: number, name: Uint8Array, from: number, to: number): boolean {
    const renamed = this.#renamed.get(entry);
    if (renamed !== undefined) return Buffer.from(renamed).equals(name.subarray(from, to));
    const { bytes } = this.#table;
    const start = this.#table.nameStart(entry);
    if (this.#table.nameEnd(entry) - start !== to - from) return false;
    for (let at = 0; at < to - from; at += 1) {
      if (bytes[start + at] !== name[from + at]) return false;
    }
    return true;
  }
}
