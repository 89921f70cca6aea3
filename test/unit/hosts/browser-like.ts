import { WebSocket } from 'ws';
import { LoopbackClient } from '../../../renderer/host/loopback-client.ts';
import type { SessionPage } from '../../../renderer/host/loopback-session.ts';

/** A page without a browser: cookies, Origin and storage as a browser has them. */
export interface TestPage {
  readonly page: SessionPage;
  readonly cookies: Map<string, string>;
  /** The client the renderer uses, connected from this page. */
  readonly client: LoopbackClient;
  /** Cuts the event connections, as a broken tunnel does. */
  dropEvents(): void;
  leave(): void;
}

/** Opens the printed address with the renderer's own client. */
export async function openPage(address: string): Promise<TestPage> {
  const { origin, pathname, search, hash } = new URL(address);
  const cookies = new Map<string, string>();
  const cookieHeader = (): string =>
    [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const storage = new Map<string, string>();
  const page: SessionPage = {
    location: { origin, pathname, search, hash },
    history: { state: null, replaceState: () => undefined },
    sessionStorage: {
      getItem: (key) => storage.get(key) ?? null,
      setItem: (key, value) => void storage.set(key, value),
    },
    fetch: async (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('Origin', origin);
      headers.set('Cookie', cookieHeader());
      const response = await fetch(input, { ...init, headers });
      for (const cookie of response.headers.getSetCookie()) {
        const [pair = ''] = cookie.split(';');
        const [name = '', value = ''] = pair.split('=');
        cookies.set(name, value);
      }
      return response;
    },
  };
  let hasLeft = false;
  const sockets = new Set<WebSocket>();
  class PageSocket extends WebSocket {
    constructor(url: URL, protocols: string[]) {
      super(url, protocols, { origin, headers: { Cookie: cookieHeader() } });
      sockets.add(this);
      // A browser closes quietly what it could not connect.
      this.on('error', () => undefined);
      if (hasLeft) this.terminate();
    }
    /** The client reconnects when told of a close; one that has left must not. */
    override emit(event: string | symbol, ...values: unknown[]): boolean {
      return hasLeft && event === 'close' ? false : super.emit(event, ...values);
    }
  }
  Object.assign(globalThis, { WebSocket: PageSocket });
  const connected = await LoopbackClient.connect(page);
  if (!connected.ok) throw new Error(connected.error.message);
  const dropEvents = (): void => {
    for (const socket of sockets) socket.terminate();
  };
  return {
    page,
    cookies,
    client: connected.value,
    dropEvents,
    leave() {
      hasLeft = true;
      dropEvents();
    },
  };
}
