import { mkdir, mkdtemp, realpath, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A new folder, its path without links. */
export async function tempFolder(): Promise<string> {
  return realpath(await mkdtemp(join(tmpdir(), 'earshot-test-')));
}

/** Writes files by relative path, making their folders; a path ending in `/` is a folder. */
export async function makeTree(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(path.endsWith('/') ? target : dirname(target), { recursive: true });
    if (!path.endsWith('/')) await writeFile(target, text);
  }
}

/** The files by which a folder looks like a JSON workflow. */
export function jsonWorkflow(name: string): Record<string, string> {
  return {
    [`${name}/metadata.json`]: '{}',
    [`${name}/submissions.json`]: '[]',
    [`${name}/parameters.json`]: '{}',
  };
}
