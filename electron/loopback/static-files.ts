import { readdir, readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { contentSecurityPolicy, HttpRefusal, SAFE_HEADERS } from './replies.ts';

const TYPES: ReadonlyMap<string, string> = new Map([
  ['.html', 'text/html; charset=utf-8'],
  ['.js', 'text/javascript; charset=utf-8'],
  ['.css', 'text/css; charset=utf-8'],
  ['.json', 'application/json'],
  ['.map', 'application/json'],
  ['.svg', 'image/svg+xml'],
  ['.png', 'image/png'],
  ['.ico', 'image/x-icon'],
  ['.webp', 'image/webp'],
  ['.woff2', 'font/woff2'],
  ['.wasm', 'application/wasm'],
  ['.txt', 'text/plain; charset=utf-8'],
]);

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>Earshot</title>
<p>The page of Earshot is not built yet: run <code>npm start</code>, or <code>npm run build</code>.</p>
`;

/**
 * The files of the built renderer. Requests are looked up in a list of the files that are there, so
 * no part of a request ever becomes a path on the disk.
 */
export class StaticFiles {
  readonly #folder: string;
  #files: ReadonlyMap<string, string> = new Map();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @throws {HttpRefusal} 404 when no such file was built. */
  async reply(
    response: ServerResponse,
    path: string,
    host: string,
    isHead: boolean,
  ): Promise<void> {
    const { type, bytes } = await this.#read(path === '/' ? '/index.html' : path);
    if (response.destroyed) return;
    response.writeHead(200, {
      ...SAFE_HEADERS,
      'Content-Security-Policy': contentSecurityPolicy(host),
      'Content-Type': type,
      'Content-Length': bytes.byteLength,
      // Names under assets/ hold a hash of the content.
      'Cache-Control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
    });
    response.end(isHead ? undefined : bytes);
  }

  async #read(path: string): Promise<{ readonly type: string; readonly bytes: Uint8Array }> {
    // A new build has other names: look again before saying no.
    if (!this.#files.has(path)) this.#files = await listFiles(this.#folder);
    const file = this.#files.get(path);
    const type = TYPES.get(extname(path).toLowerCase());
    if (file !== undefined && type !== undefined) return { type, bytes: await readFile(file) };
    if (path === '/index.html') {
      return { type: 'text/html; charset=utf-8', bytes: Buffer.from(NOT_BUILT) };
    }
    throw new HttpRefusal(404, { code: 'not-found', message: 'There is no such page.' });
  }
}

/** Regular files below a folder by URL path; no links, nothing whose name starts with a dot. */
async function listFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const visit = async (directory: string, prefix: string): Promise<void> => {
    for (const entry of await readdir(directory, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const path = join(directory, entry.name);
      if (entry.isDirectory()) await visit(path, `${prefix}${entry.name}/`);
      else if (entry.isFile()) files.set(encodeURI(prefix + entry.name), path);
    }
  };
  try {
    await visit(folder, '/');
  } catch {
    // Not built yet, or being built right now.
  }
  return files;
}
