import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Theme } from '../../shared/contract/settings.ts';
import {
  listPageFiles,
  type PageFile,
  pageInTheme,
  pageSecurityPolicy,
} from '../dispatch/page-files.ts';
import { chosenEncoding, compressed, type Encoding, isCompressible } from './content-encoding.ts';
import { HttpRefusal, SAFE_HEADERS } from './replies.ts';

const NOT_BUILT = `<!doctype html><meta charset="utf-8"><title>Earshot</title>
<p>The page of Earshot is not built yet: run <code>npm start</code>, or <code>npm run build</code>.</p>
`;

interface Page {
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** The files of the built renderer, over HTTP, compressed where the client takes that. */
export class StaticFiles {
  readonly #folder: string;
  readonly #theme: () => Promise<Theme>;
  #files: ReadonlyMap<string, PageFile> = new Map();
  /** By path and encoding, of files whose names change with their content. */
  readonly #compressed = new Map<string, Promise<Uint8Array>>();

  constructor(folder: string, theme: () => Promise<Theme> = async () => 'system') {
    this.#folder = folder;
    this.#theme = theme;
  }

  /**
   * @param host the Host header, already checked to be a loopback name.
   * @throws {HttpRefusal} 404 when no such file was built.
   */
  async reply(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    host: string,
  ): Promise<void> {
    const page = await this.#read(path);
    const isVarying = isCompressible(page.contentType, page.bytes.byteLength);
    const accepted = request.headers['accept-encoding']?.toString();
    const encoding = isVarying ? chosenEncoding(accepted) : undefined;
    const body =
      encoding === undefined ? page.bytes : await this.#encoded(path, page.bytes, encoding);
    if (response.destroyed) return;
    response.writeHead(200, {
      ...SAFE_HEADERS,
      // The event socket is named because not every browser counts `ws:` as part of `'self'`.
      'Content-Security-Policy': pageSecurityPolicy([`ws://${host}`]),
      'Content-Type': page.contentType,
      'Content-Length': body.byteLength,
      ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }),
      ...(isVarying ? { Vary: 'Accept-Encoding' } : {}),
      'Cache-Control': isNamedByContent(path) ? 'max-age=31536000, immutable' : 'no-cache',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  #encoded(path: string, bytes: Uint8Array, encoding: Encoding): Promise<Uint8Array> {
    if (!isNamedByContent(path)) return compressed(bytes, encoding);
    const key = `${encoding} ${path}`;
    const known = this.#compressed.get(key) ?? compressed(bytes, encoding);
    this.#compressed.set(key, known);
    return known;
  }

  async #read(path: string): Promise<Page> {
    // A new build has other names: look again before saying no.
    if (!this.#files.has(path)) this.#files = await this.#list();
    const found = this.#files.get(path);
    if (found !== undefined) {
      const bytes = await readFile(found.file);
      const { contentType } = found;
      const isPage = contentType.startsWith('text/html');
      return { contentType, bytes: isPage ? pageInTheme(bytes, await this.#theme()) : bytes };
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

/** Names under assets/ hold a hash of the content. */
function isNamedByContent(path: string): boolean {
  return path.startsWith('/assets/');
}
