import {
  EVENTS_PATH,
  EVENTS_PROTOCOL,
  TAB_PROTOCOL_PREFIX,
} from '../../shared/contract/loopback.ts';
import type { CallTracker } from './call-tracker.ts';

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 10_000;
/** Events of the first calls are wanted, but the app must not wait for them. */
const OPEN_WAIT_MS = 1500;
/** Numbers start over on every connection. */
const FIRST_SEQ = 1;

/** The host's events over a WebSocket; comes back by itself when the connection is lost. */
export class EventChannel {
  readonly #origin: string;
  readonly #tab: string;
  readonly #tracker: CallTracker;
  #retryMs = FIRST_RETRY_MS;
  #hasBeenOpen = false;

  constructor(origin: string, tab: string, tracker: CallTracker) {
    this.#origin = origin;
    this.#tab = tab;
    this.#tracker = tracker;
  }

  /** Resolves when events flow, or after a short wait when they do not (yet). */
  start(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, OPEN_WAIT_MS);
      this.#connect(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #connect(onFirstOpen?: () => void): void {
    const url = new URL(EVENTS_PATH, this.#origin.replace(/^http/, 'ws'));
    const socket = new WebSocket(url, [EVENTS_PROTOCOL, `${TAB_PROTOCOL_PREFIX}${this.#tab}`]);
    socket.addEventListener('open', () => {
      this.#retryMs = FIRST_RETRY_MS;
      if (this.#hasBeenOpen) this.#tracker.reconnected(FIRST_SEQ);
      this.#hasBeenOpen = true;
      onFirstOpen?.();
    });
    socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') this.#tracker.receive(parsed(data));
    });
    socket.addEventListener('close', () => {
      setTimeout(() => this.#connect(onFirstOpen), this.#retryMs);
      this.#retryMs = Math.min(LONGEST_RETRY_MS, this.#retryMs * 2);
    });
  }
}

/** `undefined` for what is no JSON; the tracker ignores it. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
