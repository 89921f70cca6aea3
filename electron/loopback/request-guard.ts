import type { IncomingMessage } from 'node:http';
import { HttpRefusal, refused } from './replies.ts';

/**
 * Names that lead to this machine whatever a name server says; any port, because a tunnel changes
 * it. A page of another site whose name was rebound to 127.0.0.1 still sends its own name.
 */
const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Checks that a request was made by this host's own page (or a program on this machine).
 *
 * @returns the Host header.
 * @throws {HttpRefusal} otherwise.
 */
export function guardRequest(request: IncomingMessage): string {
  const host = onlyHeader(request, 'host');
  if (host === undefined || !LOOPBACK_HOST.test(host)) {
    throw refused(
      `The address ${JSON.stringify(shorten(host))} is not a name of this machine itself.`,
      'Use the printed address, or one that starts with http://127.0.0.1 or http://localhost.',
    );
  }
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const isUpgrade = request.headers.upgrade !== undefined;
  const origin = onlyHeader(request, 'origin');
  // Browsers leave Origin out only when a page reads from its own origin, or a person navigates.
  const mayLackOrigin = isRead && !isUpgrade;
  const isForeign =
    origin === undefined ? !mayLackOrigin : origin.toLowerCase() !== `http://${host.toLowerCase()}`;
  const site = onlyHeader(request, 'sec-fetch-site');
  const isOtherSite = !mayLackOrigin && site !== undefined && site !== 'same-origin';
  if (isForeign || isOtherSite) {
    throw refused('The request did not come from the page of this Earshot.');
  }
  return host;
}

/**
 * Path of a request, without its query.
 *
 * @throws {HttpRefusal} for a proxy's request (`GET http://…`).
 */
export function pathOf(request: IncomingMessage): string {
  const [path] = (request.url ?? '').split(/[?#]/, 1);
  if (path === undefined || !path.startsWith('/')) {
    throw new HttpRefusal(400, {
      code: 'invalid-request',
      message: 'The target of the request is not a path.',
    });
  }
  return path;
}

/** A header's value; `undefined` when it is absent or given more than once. */
export function onlyHeader(request: IncomingMessage, name: string): string | undefined {
  const values = request.headersDistinct[name];
  return values?.length === 1 ? values[0] : undefined;
}

function shorten(text: string | undefined): string {
  return (text ?? '').slice(0, 100);
}
