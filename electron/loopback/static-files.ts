import { readFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { listPageFiles, type PageFile, pageSecurityPolicy } from '../dispatch/page-files.ts';
import { HttpRefusal, SAFE_HEADERS } from './replies.ts';

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>Earshot</title>
<p>The page of Earshot is not built yet: run <code>npm start</code>, or <code>npm run build</code>.</p>
`;

/** The files of the built renderer, over HTTP. */
export class StaticFiles {
  readonly #folder: string;
  #files: ReadonlyMap<string, PageFile> = new Map();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /**
   * @param host the Host header, already checked to be a loopback name.
   * @throws {HttpRefusal} 404 when no such file was built.
   */
  async reply(
    response: ServerResponse,
    path: string,
    host: string,
    isHead: boolean,
  ): Promise<void> {
    const { contentType, bytes } = await this.#read(path);
    if (response.destroyed) return;
    response.writeHead(200, {
      ...SAFE_HEADERS,
      // The event socket is named because not every browser counts `ws:` as part of `'self'`.
      'Content-Security-Policy': pageSecurityPolicy([`ws://${host}`]),
      'Content-Type': contentType,
      'Content-Length': bytes.byteLength,
      // Names under assets/ hold a hash of the content.
      'Cache-Control': path.startsWith('/assets/') ? 'max-age=31536000, immutable' : 'no-cache',
    });
    response.end(isHead ? undefined : bytes);
  }

  async #read(path: string): Promise<{ readonly contentType: string; readonly bytes: Uint8Array }> {
    // A new build has other names: look again before saying no.
    if (!this.#files.has(path)) this.#files = await this.#list();
    const found = this.#files.get(path);
    if (found !== undefined) {
      return { contentType: found.contentType, bytes: await readFile(found.file) };
    }
    if (path === '/' || path === '/index.html') {
      return { contentType: 'text/html; charset=utf-8', bytes: Buffer.from(NOT_BUILT) };
    }
    throw new HttpRefusal(404, { code: 'not-found', message: 'There is no such page.' });
  }

  async #list(): Promise<ReadonlyMap<string, PageFile>> {
    try {
      return await listPageFiles(this.#folder);
    } catch {
      // Not built yet, or being built right now.
      return new Map();
    }
  }
}
