import type { Duplex } from 'node:stream';
import { HttpRefusal } from './replies.ts';

/** Replies to what is no ordinary request: a refused WebSocket, bytes that are no HTTP. */
export function refuseStream(stream: Duplex, { status, error }: HttpRefusal): void {
  if (!stream.writable) {
    stream.destroy();
    return;
  }
  const body = JSON.stringify({ ok: false, error });
  stream.end(
    [
      `HTTP/1.1 ${status} Refused`,
      'Connection: close',
      'Content-Type: application/json',
      'X-Content-Type-Options: nosniff',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}

/** Listener of an HTTP server's `clientError`. */
export function replyToBrokenRequest(error: Error, stream: Duplex): void {
  const { code } = error as { readonly code?: unknown };
  if (code === 'ECONNRESET') {
    stream.destroy();
    return;
  }
  const isSlow = code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const isLarge = code === 'HPE_HEADER_OVERFLOW';
  const status = isSlow ? 408 : isLarge ? 431 : 400;
  const message = isSlow
    ? 'The request came too slowly.'
    : isLarge
      ? 'The headers of the request are too large.'
      : 'The request is not valid HTTP.';
  refuseStream(stream, new HttpRefusal(status, { code: 'invalid-request', message }));
}
