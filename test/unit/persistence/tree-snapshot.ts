import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Files below a folder, relative to it. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/**
 * All that reading must not change: names, kinds, sizes, times of change (content and metadata) and
 * content of a folder and everything below it.
 */
export function treeSnapshot(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return ['', ...entries].map((name) => {
    const path = join(folder, name);
    const stats = lstatSync(path, { bigint: true });
    const hash = stats.isFile()
      ? createHash('sha256').update(readFileSync(path)).digest('hex')
      : 'no file';
    return [name, stats.mode, stats.size, stats.mtimeNs, stats.ctimeNs, stats.ino, hash].join(' ');
  });
}
