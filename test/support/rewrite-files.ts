import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** How a writer changes a file: hpcflow's Zarr stores do both, by version (FORMATS T23). */
export type RewriteManner = 'in-place' | 'replaced';

export function rewriteFile(path: string, bytes: Uint8Array, manner: RewriteManner): void {
  const isReplaced = manner === 'replaced';
  const target = isReplaced ? `${path}.0123456789abcdef0123456789abcdef.partial` : path;
  writeFileSync(target, bytes);
  if (isReplaced) renameSync(target, path);
}

/** Makes the files of a folder those of another, touching only those that differ. */
export function rewriteFiles(folder: string, next: string, manner: RewriteManner): number {
  let count = 0;
  for (const entry of readdirSync(next, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const from = join(entry.parentPath, entry.name);
    const to = join(folder, relative(next, from));
    const bytes = readFileSync(from);
    if (bytesAt(to)?.equals(bytes) === true) continue;
    mkdirSync(dirname(to), { recursive: true });
    rewriteFile(to, bytes, manner);
    count += 1;
  }
  return count;
}

function bytesAt(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
