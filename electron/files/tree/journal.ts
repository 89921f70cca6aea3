import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

/** What an operation that takes time notes before it begins, so that a crash leaves nothing unknown. */
export const JournalEntrySchema = z.object({
  version: z.literal(1),
  id: z.string().regex(/^[0-9a-f]{12}$/),
  kind: z.enum(['copy', 'convert', 'delete', 'rename']),
  /** Absolute path of the workflow that is copied, converted, deleted or renamed. */
  source: z.string(),
  /** Absolute path of what is there meanwhile, and stays when the operation is interrupted. */
  meanwhile: z.string(),
  /** Absolute path at the end; absent for a deletion. */
  target: z.string().optional(),
  /** Which folder or file is deleted or renamed; absent for what is made. */
  identity: z
    .object({
      device: z.string(),
      inode: z.string(),
      file: z.object({ sizeBytes: z.number(), modifiedNs: z.string() }).optional(),
    })
    .optional(),
  machine: z.string(),
  processId: z.number().int(),
  startedMs: z.number(),
  /** It ended without being able to clean up. */
  hasEnded: z.boolean().optional(),
});
export type JournalEntry = z.infer<typeof JournalEntrySchema>;

/** What the writer of an entry knows of itself. */
export function journalAuthor(): Pick<JournalEntry, 'version' | 'machine' | 'processId'> {
  return { version: 1, machine: hostname(), processId: process.pid };
}

/** A running operation says that it runs at least as often as this. */
export const BEAT_MS = 10_000;
/** Without a sign for so long, an operation is taken for dead though its process number is in use. */
const SILENT_MS = 6 * BEAT_MS;

/** An entry is small; more is none of ours. */
const LARGEST_ENTRY_BYTES = 64 * 1024;

/** The notes in the data folder of the application, one file for each operation. */
export class Journal {
  readonly #folder: string;

  /** @param dataFolder - Absolute path of the application's own folder. */
  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'operations');
  }

  /**
   * Notes an operation; on the disk when it returns.
   *
   * @throws The error of the system; then the operation must not begin
   */
  write(entry: JournalEntry): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const beside = join(this.#folder, `${randomBytes(6).toString('hex')}.new`);
    try {
      writeSynced(beside, entry);
      renameSync(beside, this.#path(entry.id));
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
    syncFolder(this.#folder);
  }

  /** Notes that an operation ended and left something; a journal that fails hides no other error. */
  end(entry: JournalEntry): void {
    try {
      this.write({ ...entry, hasEnded: true });
    } catch {
      // The entry is there without that mark: it counts as interrupted when this process ends.
    }
  }

  /** As {@link end}, for an operation whose thread is gone. */
  endById(id: string): void {
    const entry = readEntry(this.#path(id));
    if (entry !== undefined) this.end(entry);
  }

  /** Forgets an operation that left nothing. */
  remove(id: string): void {
    rmSync(this.#path(id), { force: true });
  }

  /** Says that the operation still runs. */
  beat(id: string, nowMs: number): void {
    try {
      utimesSync(this.#path(id), nowMs / 1000, nowMs / 1000);
    } catch {
      // It has just ended.
    }
  }

  /** Entries of operations that are not running any more. What cannot be read is passed over. */
  interrupted(nowMs: number): JournalEntry[] {
    return this.#names()
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => {
        const path = join(this.#folder, name);
        const entry = readEntry(path);
        if (entry === undefined || this.#path(entry.id) !== path) return [];
        return isRunning(entry, lastBeatMs(path), nowMs) ? [] : [entry];
      });
  }

  #names(): string[] {
    try {
      return readdirSync(this.#folder);
    } catch {
      return [];
    }
  }

  #path(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}

/** Writes an entry into a new file; on the disk when it returns. */
export function writeSynced(path: string, entry: JournalEntry): void {
  const fd = openSync(path, 'wx', 0o600);
  try {
    writeSync(fd, `${JSON.stringify(entry, undefined, 2)}\n`);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Makes new and changed names of a folder lasting; Windows does so by itself. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(path, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

export function readEntry(path: string): JournalEntry | undefined {
  try {
    if (statSync(path).size > LARGEST_ENTRY_BYTES) return undefined;
    return JournalEntrySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

function lastBeatMs(path: string): number {
  try {
    return statSync(path).mtimeMs;
  } catch {
    return 0;
  }
}

/** True while an operation is under way, here or on another machine with the same home folder. */
export function isRunning(entry: JournalEntry, beatMs: number, nowMs: number): boolean {
  if (entry.hasEnded === true || nowMs - beatMs > SILENT_MS) return false;
  if (entry.machine !== hostname()) return true;
  // The number is ours; an entry from before our start is of someone who had it earlier.
  if (entry.processId === process.pid) {
    return entry.startedMs >= Date.now() - process.uptime() * 1000;
  }
  return isAlive(entry.processId);
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
