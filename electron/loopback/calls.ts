import type { IncomingMessage, ServerResponse } from 'node:http';
import { encodeFrame } from '../../shared/contract/frame.ts';
import { CALL_HEADER, CALL_ID_PATTERN } from '../../shared/contract/loopback.ts';
import type { CallRegistry } from '../dispatch/call-registry.ts';
import { errorOfException } from '../dispatch/internal-error.ts';
import type { EventSockets } from './event-sockets.ts';
import { HttpRefusal, replyFrame } from './replies.ts';
import { type BodyLimits, readJsonBody } from './request-body.ts';
import { onlyHeader } from './request-guard.ts';

/** A browser makes 6 requests at once to one origin; several pages may share a tab's secret. */
const MAX_CALLS_PER_TAB = 64;

export interface CallService {
  readonly registry: CallRegistry;
  readonly sockets: EventSockets;
  readonly bodyLimits: BodyLimits;
  readonly log: (line: string) => void;
}

/**
 * Answers `POST /call/NAME` of a tab that has proved itself. A request that is closed before its
 * reply cancels the call.
 */
export async function answerCall(
  service: CallService,
  tab: string,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const callId = onlyHeader(request, CALL_HEADER.toLowerCase());
  if (callId === undefined || !CALL_ID_PATTERN.test(callId)) {
    throw new HttpRefusal(400, {
      code: 'invalid-request',
      message: `The header ${CALL_HEADER} must hold 1 to 64 letters, digits, - or _.`,
      field: CALL_HEADER,
    });
  }
  const { registry, sockets } = service;
  if (registry.countOf(tab) >= MAX_CALLS_PER_TAB) {
    throw new HttpRefusal(429, { code: 'refused', message: 'Too many calls run at once.' });
  }
  const input = await readJsonBody(request, service.bodyLimits);
  if (response.destroyed) return;
  response.on('close', () => {
    if (!response.writableFinished) registry.cancel(tab, callId);
  });
  const result = await registry.run({
    connection: tab,
    callId,
    name,
    input,
    onProgress: (progress) => sockets.sendToTab(tab, 'call.progressed', { callId, ...progress }),
  });
  replyFrame(response, frameOf(result, name, service.log));
}

/** A value that cannot be framed is a bug in its handler; the caller still gets an answer. */
function frameOf(result: unknown, name: string, log: (line: string) => void): Uint8Array {
  try {
    return encodeFrame(result);
  } catch (exception) {
    return encodeFrame({ ok: false, error: errorOfException(exception, name, log) });
  }
}
