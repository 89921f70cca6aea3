import { createHash, type Hash } from 'node:crypto';
import { type BigIntStats, type Dirent, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The state of many files in one value. */
export interface Fingerprint {
  /** Differs when a file was added, removed, renamed or written to. */
  readonly digest: string;
  /** Latest change of any of the files, milliseconds since 1970-01-01 UTC; 0 without files. */
  readonly newestChangeMs: number;
}

/** Files looked at between two pauses: a few milliseconds. */
const FILES_PER_BREATH = 1000;

/**
 * Looks at the name, size and times of files, and of all files in folders; reads none of them. Times
 * of folders prove nothing, for files are rewritten in place; the time of the last change of state
 * (ctime) is looked at too, which no program sets back. A link counts with what it leads to; a folder
 * that is a link is not walked.
 *
 * @param folder - Absolute path.
 * @param keys - Files and folders in it; `''` is itself. One that is not there counts as such.
 * @param breathe - Called now and then with the number of files so far; may throw to stop.
 */
export async function fingerprintOf(
  folder: string,
  keys: readonly string[],
  breathe: (done: number) => Promise<void>,
): Promise<Fingerprint> {
  const hash = createHash('sha256');
  let newestChangeMs = 0;
  let done = 0;
  const waiting = keys.map((key) => (key === '' ? folder : join(folder, key))).reverse();
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const { name, kind } of entriesAt(path)) {
      if (kind === 'folder') {
        waiting.push(join(path, name));
        hash.update(`${name}/\n`);
        continue;
      }
      const stats = add(hash, name, name === '' ? path : `${path}/${name}`);
      if (stats !== undefined) newestChangeMs = Math.max(newestChangeMs, changeMsOf(stats));
      done += 1;
      if (done % FILES_PER_BREATH === 0) await breathe(done);
    }
    hash.update('\n');
  }
  await breathe(done);
  return { digest: hash.digest('base64url'), newestChangeMs };
}

interface Entry {
  /** Empty for the path itself. */
  readonly name: string;
  readonly kind: 'file' | 'folder';
}

/** What is in a folder, in the order of the system: another order only means to read again. */
function entriesAt(path: string): readonly Entry[] {
  let found: readonly Dirent[];
  try {
    found = readdirSync(path, { withFileTypes: true });
  } catch {
    // A file, or nothing, or nothing that we may list: told apart by what looking at it says.
    return [{ name: '', kind: 'file' }];
  }
  return found.map((entry) => ({
    name: entry.name,
    kind: entry.isDirectory() ? 'folder' : 'file',
  }));
}

function add(hash: Hash, name: string, path: string): BigIntStats | undefined {
  try {
    const stats = statSync(path, { bigint: true });
    hash.update(`${name}\0${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}\n`);
    return stats;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    hash.update(`${name}\0${code}\n`);
    return undefined;
  }
}

function changeMsOf({ mtimeNs, ctimeNs }: BigIntStats): number {
  return Number((mtimeNs > ctimeNs ? mtimeNs : ctimeNs) / 1_000_000n);
}
