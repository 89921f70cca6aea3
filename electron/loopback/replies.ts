import type { ServerResponse } from 'node:http';
import type { AppError } from '../../shared/contract/errors.ts';
import { PAGE_HEADERS } from '../dispatch/page-files.ts';

/** A request that is answered before it reaches any procedure. */
export class HttpRefusal extends Error {
  override readonly name = 'HttpRefusal';

  constructor(
    readonly status: number,
    readonly error: AppError,
  ) {
    super(error.message);
  }
}

export function refused(message: string, action?: string): HttpRefusal {
  return new HttpRefusal(403, {
    code: 'refused',
    message,
    ...(action === undefined ? {} : { action }),
  });
}

/** Headers of every reply; `X-Frame-Options` for browsers that know no `frame-ancestors`. */
export const SAFE_HEADERS = { ...PAGE_HEADERS, 'X-Frame-Options': 'DENY' } as const;

export function replyJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  reply(response, status, 'application/json', Buffer.from(JSON.stringify(body)), headers);
}

export function replyRefusal(response: ServerResponse, refusal: HttpRefusal): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // The body may not have been read to its end, so the connection cannot be used again.
  const headers = { Connection: 'close' };
  replyJson(response, refusal.status, { ok: false, error: refusal.error }, headers);
}

export function replyFrame(response: ServerResponse, frame: Uint8Array): void {
  reply(response, 200, 'application/octet-stream', frame, {});
}

function reply(
  response: ServerResponse,
  status: number,
  type: string,
  body: Uint8Array,
  headers: Readonly<Record<string, string>>,
): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    ...SAFE_HEADERS,
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'Cache-Control': 'no-store',
    'Content-Type': type,
    'Content-Length': body.byteLength,
    ...headers,
  });
  response.end(body);
}
