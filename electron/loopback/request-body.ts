import type { IncomingMessage } from 'node:http';
import { HttpRefusal } from './replies.ts';
import { onlyHeader } from './request-guard.ts';

export interface BodyLimits {
  readonly maxBytes: number;
  /** From the end of the headers to the end of the body. */
  readonly timeoutMs: number;
}

/**
 * Reads a JSON body.
 *
 * @throws {HttpRefusal} for another content type, a body that is too large, too slow or no JSON.
 */
export async function readJsonBody(request: IncomingMessage, limits: BodyLimits): Promise<unknown> {
  const type = onlyHeader(request, 'content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  // Forms cannot send this type, so a foreign page would have to ask first, and is never answered.
  if (type !== 'application/json' || request.headers['content-encoding'] !== undefined) {
    throw invalid(415, 'The body must have the content type application/json, not compressed.');
  }
  const bytes = await readBytes(request, limits);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalid(400, 'The body is not valid JSON.');
  }
}

function readBytes(request: IncomingMessage, limits: BodyLimits): Promise<Buffer> {
  const { maxBytes, timeoutMs } = limits;
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(
      () => fail(invalid(408, 'The body of the request came too slowly.')),
      timeoutMs,
    );
    const fail = (refusal: HttpRefusal): void => {
      clearTimeout(timer);
      request.removeAllListeners('data').pause();
      reject(refusal);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > maxBytes) fail(tooLarge(maxBytes));
      else chunks.push(chunk);
    });
    request.on('end', () => {
      clearTimeout(timer);
      resolve(Buffer.concat(chunks, size));
    });
    request.on('error', () => fail(invalid(400, 'The request was cut off.')));
    request.on('close', () => fail(invalid(400, 'The request was cut off.')));
  });
}

function invalid(status: number, message: string): HttpRefusal {
  return new HttpRefusal(status, { code: 'invalid-request', message });
}

function tooLarge(maxBytes: number): HttpRefusal {
  const message = `The body of a request may have ${maxBytes} bytes at most.`;
  return new HttpRefusal(413, { code: 'too-large', message });
}
