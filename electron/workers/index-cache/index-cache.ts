import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from '../../files/file-errors.ts';
import { writeAtomically } from '../../files/write-atomically.ts';
import { type CachedIndex, INDEX_SCHEMA } from './cached-index.ts';
import { entryBytes, entryOf } from './entry-bytes.ts';

/** Where run indexes are kept for the next opening, and for which version of the application. */
export interface IndexCacheOptions {
  /** Absolute path, in the application's own data folder. */
  readonly folder: string;
  readonly appVersion: string;
}

export interface CacheSize {
  readonly count: number;
  readonly sizeBytes: number;
}

/** About 30 workflows of 100,000 runs. */
const MOST_BYTES = 256 * 1024 * 1024;
/** A file that a process left half-written when it was ended. */
const PARTIAL_MS = 60 * 60 * 1000;
const SUFFIX = '.index';

/**
 * Run indexes of workflows opened before, one file each, in the application's data folder. All of it
 * may be deleted at any time. What cannot be read counts as not there; the longest unused make room.
 */
export class IndexCache {
  readonly #folder: string;
  readonly #version: string;
  readonly #mostBytes: number;

  constructor({ folder, appVersion }: IndexCacheOptions, mostBytes = MOST_BYTES) {
    this.#folder = folder;
    this.#version = `${INDEX_SCHEMA} ${appVersion}`;
    this.#mostBytes = mostBytes;
  }

  /** What was kept of the very folder or archive at a path. Never rejects. */
  async load(path: string): Promise<CachedIndex | undefined> {
    const file = this.#fileOf(path);
    try {
      const bytes = await readFile(file);
      const isOwn = bytes.byteOffset === 0 && bytes.byteLength === bytes.buffer.byteLength;
      const buffer = isOwn ? bytes.buffer : Uint8Array.from(bytes).buffer;
      const entry = entryOf(buffer, this.#version);
      const isIt = entry?.path === path && entry.item === (await itemAt(path));
      if (!isIt) {
        await this.forget(path);
        return undefined;
      }
      const now = new Date();
      await utimes(file, now, now);
      return entry;
    } catch {
      return undefined;
    }
  }

  /** Keeps an entry, and forgets the longest unused until all fit. @throws the system's error */
  async save(entry: CachedIndex): Promise<void> {
    await writeAtomically(this.#fileOf(entry.path), entryBytes(entry, this.#version));
    await this.#makeRoom();
  }

  /** Forgets what was kept of a path. Never rejects. */
  async forget(path: string): Promise<void> {
    await rm(this.#fileOf(path), { force: true }).catch(() => undefined);
  }

  async size(): Promise<CacheSize> {
    const files = (await this.#files()).filter(({ isEntry }) => isEntry);
    return { count: files.length, sizeBytes: sumOf(files) };
  }

  /** @throws the system's error */
  async clear(): Promise<void> {
    for (const { path } of await this.#files()) await rm(path, { force: true });
  }

  async #makeRoom(): Promise<void> {
    const files = await this.#files();
    const entries = files.filter(({ isEntry }) => isEntry).sort((a, b) => a.usedMs - b.usedMs);
    let sizeBytes = sumOf(entries);
    for (const entry of entries.slice(0, -1)) {
      if (sizeBytes <= this.#mostBytes) break;
      await rm(entry.path, { force: true });
      sizeBytes -= entry.sizeBytes;
    }
    for (const { isEntry, path, usedMs } of files) {
      if (!isEntry && Date.now() - usedMs > PARTIAL_MS) await rm(path, { force: true });
    }
  }

  async #files() {
    const names = await readdir(this.#folder).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    const found = await Promise.all(
      names.map(async (name) => {
        const path = join(this.#folder, name);
        const stats = await stat(path).catch(() => undefined);
        if (stats?.isFile() !== true) return [];
        const isEntry = name.endsWith(SUFFIX);
        return { path, isEntry, sizeBytes: stats.size, usedMs: stats.mtimeMs };
      }),
    );
    return found.flat();
  }

  #fileOf(path: string): string {
    const name = createHash('sha256').update(path).digest('hex').slice(0, 40);
    return join(this.#folder, `${name}${SUFFIX}`);
  }
}

function sumOf(files: readonly { readonly sizeBytes: number }[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/**
 * Which folder or archive is at a path: one that took the place of another is another. A folder stays
 * itself while files in it change; an archive that was written anew does not. The volume's number is
 * left out, for it may differ from one mount to the next.
 */
export async function itemAt(path: string): Promise<string> {
  const stats = await stat(path, { bigint: true });
  return stats.isDirectory()
    ? `folder ${stats.ino} ${stats.birthtimeNs}`
    : `file ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
}
