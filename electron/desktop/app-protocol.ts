import { readFile } from 'node:fs/promises';
import type { CustomScheme } from 'electron';
import type { Theme } from '../../shared/contract/settings.ts';
import {
  listPageFiles,
  PAGE_HEADERS,
  type PageFile,
  pageInTheme,
  pageSecurityPolicy,
} from '../dispatch/page-files.ts';

const SCHEME = 'app';
const HOST = 'earshot';

/** Origin of the page. */
export const APP_ORIGIN = `${SCHEME}://${HOST}`;
export const APP_PAGE = `${APP_ORIGIN}/index.html`;
export const APP_SCHEME: CustomScheme = {
  scheme: SCHEME,
  // `standard` gives the scheme an origin, `secure` the APIs of a secure context.
  privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
};

const COMMON_HEADERS = {
  ...PAGE_HEADERS,
  'Content-Security-Policy': pageSecurityPolicy(),
  'Cache-Control': 'no-cache',
} as const;

/** Answers requests for `app://earshot/…` from the built renderer, and from nothing else. */
export function createAppProtocol(
  rendererFolder: string,
  theme: () => Theme,
  log: (line: string) => void,
): (request: Request) => Promise<Response> {
  let listed: Promise<ReadonlyMap<string, PageFile>> | undefined;

  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405);
    const url = parse(request.url);
    if (url?.protocol !== `${SCHEME}:` || url.host !== HOST) return plain(404);
    try {
      listed ??= listPageFiles(rendererFolder);
      const found = (await listed).get(url.pathname);
      if (found === undefined) return plain(404);
      const body = request.method === 'HEAD' ? null : await bodyOf(found, theme());
      const headers = { ...COMMON_HEADERS, 'Content-Type': found.contentType };
      return new Response(body, { headers });
    } catch (exception) {
      listed = undefined;
      log(`app protocol: ${request.url}: ${String(exception)}`);
      return plain(500);
    }
  };
}

async function bodyOf(
  { file, contentType }: PageFile,
  theme: Theme,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await readFile(file);
  return contentType.startsWith('text/html') ? pageInTheme(bytes, theme) : bytes;
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

function plain(status: number): Response {
  return new Response(null, { status, headers: COMMON_HEADERS });
}
