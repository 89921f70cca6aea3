import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { EventMessage, EventName, EventPayload } from '../../shared/contract/events.ts';
import { EVENTS_PROTOCOL } from '../../shared/contract/loopback.ts';

/** Above this much unsent, a page is not listening: events are dropped, which it sees as a gap. */
const MAX_BUFFERED_BYTES = 4 * 1024 * 1024;
const MAX_SOCKETS = 64;
/** A tunnel that died silently is noticed by a missing answer to a ping. */
const PING_INTERVAL_MS = 30_000;
const CLOSE_TIMEOUT_MS = 500;
const GOING_AWAY = 1001;
const POLICY_VIOLATION = 1008;

interface Connection {
  readonly socket: WebSocket;
  readonly tab: string;
  seq: number;
  isAlive: boolean;
}

/** The WebSockets that carry events, each with its own sequence numbers. */
export class EventSockets {
  readonly #server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: 1024,
    handleProtocols: (offered) => (offered.has(EVENTS_PROTOCOL) ? EVENTS_PROTOCOL : false),
  });
  readonly #connections = new Set<Connection>();
  readonly #pinging = setInterval(() => this.#ping(), PING_INTERVAL_MS).unref();

  get isFull(): boolean {
    return this.#connections.size >= MAX_SOCKETS;
  }

  /** Takes over a request that has been checked. */
  accept(request: IncomingMessage, stream: Duplex, head: Buffer, tab: string): void {
    this.#server.handleUpgrade(request, stream, head, (socket) => {
      const connection: Connection = { socket, tab, seq: 0, isAlive: true };
      this.#connections.add(connection);
      socket.on('pong', () => {
        connection.isAlive = true;
      });
      socket.on('message', () => socket.close(POLICY_VIOLATION, 'nothing is expected here'));
      socket.on('error', () => socket.terminate());
      socket.on('close', () => this.#connections.delete(connection));
    });
  }

  broadcast<N extends EventName>(name: N, payload: EventPayload<N>): void {
    for (const connection of this.#connections) send(connection, name, payload);
  }

  sendToTab<N extends EventName>(tab: string, name: N, payload: EventPayload<N>): void {
    for (const connection of this.#connections) {
      if (connection.tab === tab) send(connection, name, payload);
    }
  }

  /** Says good-bye to the pages; those that do not answer in time are cut off. */
  async close(): Promise<void> {
    clearInterval(this.#pinging);
    const sockets = [...this.#connections].map(({ socket }) => socket);
    const closed = sockets.map(
      (socket) => new Promise<void>((resolve) => socket.once('close', () => resolve())),
    );
    for (const socket of sockets) socket.close(GOING_AWAY);
    const cutOff = setTimeout(() => {
      for (const socket of sockets) socket.terminate();
    }, CLOSE_TIMEOUT_MS);
    await Promise.all(closed);
    clearTimeout(cutOff);
    this.#server.close();
  }

  #ping(): void {
    for (const connection of this.#connections) {
      if (!connection.isAlive) connection.socket.terminate();
      connection.isAlive = false;
      connection.socket.ping();
    }
  }
}

function send<N extends EventName>(
  connection: Connection,
  name: N,
  payload: EventPayload<N>,
): void {
  connection.seq += 1;
  const { socket } = connection;
  if (socket.readyState !== socket.OPEN || socket.bufferedAmount > MAX_BUFFERED_BYTES) return;
  const message: EventMessage<N> = { seq: connection.seq, name, payload };
  socket.send(JSON.stringify(message));
}
