import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Theme } from '../../shared/contract/settings.ts';

/** A file of the built renderer that may be served. */
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
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * Lists what the bundle holds, by URL path. Only what is listed is ever served, so no path of a
 * request reaches the file system. Links are not followed, names that start with a dot left out.
 *
 * @throws the system's error when the folder cannot be listed.
 */
export async function listPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const files = new Map<string, PageFile>();
  async function list(from: string, prefix: string): Promise<void> {
    for (const entry of await readdir(from, { withFileTypes: true })) {
      if (entry.name.startsWith('.')) continue;
      const file = join(from, entry.name);
      if (entry.isDirectory()) await list(file, `${prefix}${entry.name}/`);
      else if (entry.isFile()) {
        const contentType = CONTENT_TYPES[extname(entry.name).toLowerCase()];
        if (contentType !== undefined) {
          files.set(encodeURI(prefix + entry.name), { file, contentType });
        }
      }
    }
  }
  await list(folder, '/');
  const index = files.get('/index.html');
  if (index !== undefined) files.set('/', index);
  return files;
}

/**
 * The page with the theme that was chosen: it is there before any script, so the page is never seen
 * in another one. What the page itself does with it: renderer/design/global.css and apply-theme.ts.
 */
export function pageInTheme(html: Uint8Array<ArrayBuffer>, theme: Theme): Uint8Array<ArrayBuffer> {
  if (theme === 'system') return html;
  const tone = theme === 'dark' || theme === 'hc-dark' ? 'dark' : 'light';
  const text = Buffer.from(html)
    .toString('utf8')
    .replace('<html lang="en">', `<html lang="en" data-theme="${theme}">`)
    .replace('name="color-scheme" content="dark light"', `name="color-scheme" content="${tone}"`);
  return Buffer.from(text);
}

/** Headers of every reply to a page: no guessing of types, no word to other sites. */
export const PAGE_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const;

/**
 * Content security policy of the page: its own files only, no code or style written into it, no
 * eval, and nobody to talk to but its own host.
 *
 * @param connectTo sources beside `'self'` that the page may connect to.
 */
export function pageSecurityPolicy(connectTo: readonly string[] = []): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    ['connect-src', "'self'", ...connectTo].join(' '),
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
