import {
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const LONG_AGO_S = 1_700_000_000;

/** Files of a folder with their bytes, by name. */
export function filesOf(folder: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, name);
    if (statSync(path).isFile()) files.set(name, readFileSync(path));
  }
  return files;
}

/** Writes a file, or removes it. */
export function put(folder: string, name: string, bytes: Buffer | undefined): void {
  const path = join(folder, name);
  rmSync(path, { recursive: true, force: true });
  if (bytes === undefined) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
  // A file that was written just now might be half-written, and is read again.
  utimesSync(path, LONG_AGO_S, LONG_AGO_S);
}

/** State of all files, without reading them: any that was written to differs. */
export function statesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const stats = statSync(join(folder, name), { bigint: true });
      return `${name} ${stats.size} ${stats.mtimeNs} ${stats.ctimeNs}`;
    });
}
