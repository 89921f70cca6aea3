/**
 * The loopback host: the app in a browser, the files on this machine.
 *
 * ## Protocol (names and shapes: shared/contract/loopback.ts)
 *
 * The printed address is `http://127.0.0.1:PORT/#token=TOKEN`. All routes live on that origin; with
 * `ssh -L` the port differs, so the page must use its own origin, never the printed one.
 *
 * 1. `POST /session`, `Content-Type: application/json`, body `{"token": "TOKEN"}`.
 *    Reply 200 JSON `{"ok": true, "value": {"tab": "SECRET"}}` and an HttpOnly cookie. The page
 *    keeps `tab` in `sessionStorage` (it belongs to the origin with its port; cookies do not) and
 *    takes the token out of the address with `history.replaceState`. After a reload the cookie and
 *    the kept `tab` still hold: no second exchange. A page with neither token nor `tab` can only
 *    ask the person to open the printed link.
 * 2. `POST /call/NAME`, headers `Content-Type: application/json`, `X-Earshot-Tab: SECRET`,
 *    `X-Earshot-Call: CALLID` (1–64 of `A-Za-z0-9_-`, unique among the tab's calls, such as
 *    `crypto.randomUUID()`); body: the procedure's input as JSON.
 *    Reply 200 `application/octet-stream`: the frame (shared/contract/frame.ts) of a
 *    `Result`, `{ok: true, value}` or `{ok: false, error}`. Aborting the request cancels the call.
 *    Leave the `mode` of `fetch` alone: with `mode: 'same-origin'` browsers send `Origin: null`.
 * 3. `GET /events` as WebSocket, `new WebSocket(url, ['earshot.v1', 'tab.SECRET'])`. Each message is
 *    the JSON text of an `EventMessage` `{seq, name, payload}`; `seq` starts at 1 on every
 *    connection and counts up by one. A skipped number, or a connection made anew, means that
 *    events may be lost: forget what is cached. `call.progressed` goes to the tab that made the
 *    call. The page sends nothing. Close code 1001: the host is shutting down.
 *
 * Whatever is refused or malformed before a procedure is reached has a status of 4xx or 5xx and a
 * JSON body `{"ok": false, "error": AppError}`: 403 `refused` (Host, Origin, token, cookie or tab
 * secret not right), 400/408/415 `invalid-request`, 404 `not-found`, 413 `too-large`,
 * 429/503 `refused` (too many at once). So the content type of a reply says how to read it.
 *
 * `GET /…` serves the files of the built renderer, without a session: they hold no data.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import {
  CALL_PATH,
  EVENTS_PATH,
  EVENTS_PROTOCOL,
  SESSION_PATH,
  SessionRequestSchema,
  TAB_HEADER,
  TAB_PROTOCOL_PREFIX,
  TOKEN_PARAMETER,
} from '../../shared/contract/loopback.ts';
import type { Theme } from '../../shared/contract/settings.ts';
import { CallRegistry } from '../dispatch/call-registry.ts';
import type { Dispatcher } from '../dispatch/dispatcher.ts';
import { errorOfException } from '../dispatch/internal-error.ts';
import type { Backend } from '../services/backend.ts';
import { answerCall } from './calls.ts';
import { EventSockets } from './event-sockets.ts';
import { refuseStream, replyToBrokenRequest } from './raw-replies.ts';
import { HttpRefusal, refused, replyJson, replyRefusal } from './replies.ts';
import { readJsonBody } from './request-body.ts';
import { guardRequest, onlyHeader, pathOf } from './request-guard.ts';
import { Sessions } from './sessions.ts';
import { StaticFiles } from './static-files.ts';
import { claimSocketFile, protectSocketFile } from './unix-socket.ts';

/** Loopback only; never the name `localhost`, which a hosts file may point elsewhere. */
const ADDRESS = '127.0.0.1';
/** A browser makes 6 connections to one origin, a few tabs share them; the rest is not ours. */
const MAX_CONNECTIONS = 200;
/** The largest input is a list of 1000 names of 1024 characters (`folders.matchDrop`). */
const MAX_BODY_BYTES = 4 * 1024 * 1024;
const REQUEST_TIMEOUT_MS = 10_000;

export interface LoopbackOptions {
  readonly backend: Pick<Backend, 'subscribe'>;
  readonly dispatcher: Dispatcher;
  /** Theme of the page from its first moment; absent: that of the system. */
  readonly theme?: (() => Promise<Theme>) | undefined;
  /** Folder of the built renderer. */
  readonly rendererFolder: string;
  /** 0 or absent: any free port. */
  readonly port?: number | undefined;
  /** Listen on this Unix socket instead of a port. */
  readonly socketFile?: string | undefined;
  /** How long a client may take to send a request; for tests. */
  readonly requestTimeoutMs?: number | undefined;
  readonly log: (line: string) => void;
}

export interface LoopbackHost {
  /** Address with the token. On a Unix socket: without a port, which the tunnel decides. */
  readonly url: string;
  /** Stops listening, cancels what runs, says good-bye to the pages. */
  close(): Promise<void>;
}

/**
 * Starts the host.
 *
 * @throws {AppException} when the socket's folder is open to others, or the socket is in use.
 * @throws the system's error when the port cannot be had.
 */
export async function startLoopbackHost(options: LoopbackOptions): Promise<LoopbackHost> {
  const { backend, dispatcher, log, socketFile } = options;
  const requestTimeoutMs = options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS;
  const sessions = new Sessions();
  const sockets = new EventSockets();
  const registry = new CallRegistry(dispatcher);
  const files = new StaticFiles(options.rendererFolder, options.theme);
  const calls = {
    registry,
    sockets,
    bodyLimits: { maxBytes: MAX_BODY_BYTES, timeoutMs: requestTimeoutMs },
    log,
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const host = guardRequest(request);
    const path = pathOf(request);
    if (request.method === 'POST' && path === SESSION_PATH) {
      return openSession(request, response);
    }
    if (request.method === 'POST' && path.startsWith(CALL_PATH)) {
      const tab = sessions.find(
        request.headers.cookie,
        onlyHeader(request, TAB_HEADER.toLowerCase()),
      );
      if (tab === undefined) throw noSession();
      return answerCall(calls, tab, path.slice(CALL_PATH.length), request, response);
    }
    if (request.method === 'GET' || request.method === 'HEAD') {
      return files.reply(request, response, path, host);
    }
    throw new HttpRefusal(404, { code: 'not-found', message: 'There is nothing of that name.' });
  }

  async function openSession(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = SessionRequestSchema.safeParse(await readJsonBody(request, calls.bodyLimits));
    const opened = body.success
      ? sessions.open(body.data.token, request.headers.cookie)
      : undefined;
    if (opened === undefined) {
      throw refused('The token is not the one of this Earshot.', 'Open the link it printed.');
    }
    const value = { tab: opened.tab };
    replyJson(response, 200, { ok: true, value }, { 'Set-Cookie': opened.setCookie });
  }

  function acceptEvents(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    guardRequest(request);
    const offered = (onlyHeader(request, 'sec-websocket-protocol') ?? '')
      .split(',')
      .map((name) => name.trim());
    const secret = offered.find((name) => name.startsWith(TAB_PROTOCOL_PREFIX));
    const tab = sessions.find(request.headers.cookie, secret?.slice(TAB_PROTOCOL_PREFIX.length));
    if (tab === undefined || !offered.includes(EVENTS_PROTOCOL)) throw noSession();
    if (pathOf(request) !== EVENTS_PATH) {
      throw new HttpRefusal(404, { code: 'not-found', message: 'There are no events there.' });
    }
    if (sockets.isFull) {
      throw new HttpRefusal(503, { code: 'refused', message: 'Too many pages are open.' });
    }
    sockets.accept(request, stream, head, tab);
  }

  const refusalOf = (exception: unknown): HttpRefusal =>
    exception instanceof HttpRefusal
      ? exception
      : new HttpRefusal(500, errorOfException(exception, 'loopback host', log));

  const server = createServer({
    // Clients that connect and then say nothing, or too slowly, are closed.
    headersTimeout: requestTimeoutMs,
    requestTimeout: requestTimeoutMs * 2,
    connectionsCheckingInterval: Math.min(requestTimeoutMs, 1000),
    keepAliveTimeout: 5000,
  });
  server.maxConnections = MAX_CONNECTIONS;
  server.on('request', (request, response) => {
    answer(request, response).catch((exception: unknown) =>
      replyRefusal(response, refusalOf(exception)),
    );
  });
  server.on('upgrade', (request, stream, head) => {
    stream.on('error', () => stream.destroy());
    try {
      acceptEvents(request, stream, head);
    } catch (exception) {
      refuseStream(stream, refusalOf(exception));
    }
  });
  server.on('clientError', replyToBrokenRequest);

  await listen(server, options.port ?? 0, socketFile);
  const unsubscribe = backend.subscribe((name, payload) => sockets.broadcast(name, payload));
  return {
    url: `http://${authorityOf(server)}/#${TOKEN_PARAMETER}=${sessions.token}`,
    async close() {
      unsubscribe();
      await sockets.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Closing a request's connection cancels its call.
      server.closeAllConnections();
      await closed;
    },
  };
}

async function listen(server: Server, port: number, socketFile: string | undefined): Promise<void> {
  if (socketFile !== undefined) await claimSocketFile(socketFile);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => resolve());
    if (socketFile === undefined) server.listen({ host: ADDRESS, port, exclusive: true });
    else server.listen({ path: socketFile });
  });
  if (socketFile !== undefined) await protectSocketFile(socketFile);
}

function authorityOf(server: Server): string {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? `${ADDRESS}:${address.port}` : ADDRESS;
}

function noSession(): HttpRefusal {
  return refused(
    'This page has no session with Earshot, or Earshot was started anew.',
    'Open the link that Earshot printed.',
  );
}
