import type { ServerResponse } from 'node:http';
import type { AppError } from '../../shared/contract/errors.ts';

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

/** Headers of every reply: no guessing of types, no framing, no word to other sites. */
export const SAFE_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
} as const;

/**
 * Content security policy of the page: only its own files, no inline code, no eval. The event
 * socket is named because not every browser counts `ws:` as part of `'self'`.
 *
 * @param host the Host header, already checked to be a loopback name.
 */
export function contentSecurityPolicy(host: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ws://${host}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

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
