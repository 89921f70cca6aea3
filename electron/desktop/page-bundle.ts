import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

/** A file of the page that may be served. */
export interface PageFile {
  readonly file: string;
  readonly contentType: string;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/**
 * Lists what the bundle holds, by URL path. Only what is listed is ever served, so no path of a
 * request reaches the file system. Links are not followed.
 */
export async function listPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  async function list(from: string, prefix: string): Promise<void> {
    for (const entry of await readdir(from, { withFileTypes: true })) {
      const file = join(from, entry.name);
      if (entry.isDirectory()) await list(file, `${prefix}${entry.name}/`);
      else if (entry.isFile()) {
        const contentType = CONTENT_TYPES[extname(entry.name).toLowerCase()];
        if (contentType !== undefined) files.set(prefix + entry.name, { file, contentType });
      }
    }
  }
  await list(folder, '/');
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  return files;
}
