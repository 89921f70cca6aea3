import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { EventMessage } from '../../../shared/contract/events.ts';
import { openPage } from '../hosts/browser-like.ts';
import { SCRIPT } from '../hosts/scripted-backend.ts';
import { rawBytes } from './raw-request.ts';
import { type Credentials, openSession, startTestHost, type TestHost } from './test-host.ts';

let test: TestHost;
let credentials: Credentials;

beforeEach(async () => {
  test = await startTestHost();
  credentials = await openSession(test);
});
afterEach(() => test.host.close());

interface Listening {
  readonly socket: WebSocket;
  readonly messages: EventMessage[];
}

function listen({ cookie, tab }: Credentials): Promise<Listening> {
  const socket = new WebSocket(`ws://127.0.0.1:${test.port}/events`, ['earshot.v1', `tab.${tab}`], {
    origin: test.origin,
    headers: { Cookie: cookie },
  });
  const messages: EventMessage[] = [];
  socket.on('message', (data) => messages.push(JSON.parse(String(data)) as EventMessage));
  return new Promise((resolve, reject) => {
    socket.on('open', () => resolve({ socket, messages }));
    socket.on('error', reject);
  });
}

describe('events', () => {
  it('are numbered from 1 on every connection', async () => {
    const first = await listen(credentials);
    test.backend.requestOpen([{ path: '/a' }]);
    test.backend.requestOpen([{ path: '/b' }]);
    const second = await listen(credentials);
    test.backend.requestOpen([{ path: '/c' }]);
    await expect.poll(() => first.messages.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    await expect.poll(() => second.messages.map(({ seq }) => seq)).toEqual([1]);
    expect(first.messages[2]).toEqual({
      seq: 3,
      name: 'host.openRequested',
      payload: { paths: ['/c'] },
    });
  });

  it('are spoken in the protocol that was asked for, without the secret', async () => {
    const { socket } = await listen(credentials);
    expect(socket.protocol).toBe('earshot.v1');
  });

  it('end when the page speaks', async () => {
    const { socket } = await listen(credentials);
    socket.send('anything');
    const code = await new Promise((resolve) => socket.on('close', resolve));
    expect(code).toBe(1008);
  });

  it('end with 1001 when the host ends, and the host does not wait for silent pages', async () => {
    const { socket } = await listen(credentials);
    const silent = await listen(credentials);
    silent.socket.pause();
    const code = new Promise((resolve) => socket.on('close', resolve));
    await test.host.close();
    expect(await code).toBe(1001);
  });

  it('show a gap to the client whose connection was cut', async () => {
    const page = await openPage(test.host.url);
    let gaps = 0;
    page.client.onGap(() => {
      gaps += 1;
    });
    page.dropEvents();
    await expect.poll(() => gaps, { timeout: 5000 }).toBe(1);
    const paths: string[][] = [];
    page.client.on('host.openRequested', (event) => paths.push(event.paths));
    test.backend.requestOpen([{ path: '/after' }]);
    await expect.poll(() => paths).toEqual([['/after']]);
    page.leave();
  });

  it('of progress go only to the tab that made the call', async () => {
    const other = await listen(await openSession(test));
    const page = await openPage(test.host.url);
    const seen: number[] = [];
    await page.client.call(
      'library.recognise',
      { path: SCRIPT.progress },
      { onProgress: ({ done }) => seen.push(done) },
    );
    await expect.poll(() => seen.length).toBe(20);
    test.backend.requestOpen([{ path: '/last' }]);
    await expect.poll(() => other.messages.map(({ name }) => name)).toEqual(['host.openRequested']);
    page.leave();
  });
});

describe('a page that goes away', () => {
  it('cancels its calls', async () => {
    const page = await openPage(test.host.url);
    const abort = new AbortController();
    const tab = page.page.sessionStorage.getItem('earshot.tab') ?? '';
    const request = page.page
      .fetch(`${test.origin}/call/library.recognise`, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'X-Earshot-Tab': tab,
          'X-Earshot-Call': 'going',
        },
        body: JSON.stringify({ path: SCRIPT.wait }),
        signal: abort.signal,
      })
      .catch(() => 'gone');
    await expect.poll(() => test.backend.waiting.size).toBe(1);
    abort.abort();
    expect(await request).toBe('gone');
    await expect.poll(() => test.backend.aborted.size).toBe(1);
    page.leave();
  });

  it('is cancelled by the end of the host too', async () => {
    const page = await openPage(test.host.url);
    const going = page.client.call('library.recognise', { path: SCRIPT.wait });
    await expect.poll(() => test.backend.waiting.size).toBe(1);
    page.leave();
    await test.host.close();
    expect(await going).toMatchObject({ ok: false, error: { code: 'disconnected' } });
    await expect.poll(() => test.backend.aborted.size).toBe(1);
  });
});

describe('the event socket', () => {
  const upgrade = (
    headers: Readonly<Record<string, string>>,
    path = '/events',
  ): Promise<string> => {
    const all = {
      Host: `127.0.0.1:${test.port}`,
      Origin: test.origin,
      Cookie: credentials.cookie,
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
      'Sec-WebSocket-Protocol': `earshot.v1, tab.${credentials.tab}`,
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
    return rawBytes(test.port, `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  };

  it.each([
    ['no cookie', { Cookie: 'none=1' }],
    ['no tab secret', { 'Sec-WebSocket-Protocol': 'earshot.v1' }],
    ['another tab secret', { 'Sec-WebSocket-Protocol': `earshot.v1, tab.${'A'.repeat(43)}` }],
    ['the Origin of another site', { Origin: 'http://evil.example' }],
    ['no known protocol', () => ({ 'Sec-WebSocket-Protocol': `tab.${credentials.tab}` })],
    ['a rebound name', { Host: 'evil.example', Origin: 'http://evil.example' }],
  ])('is refused with %s', async (_what, changes) => {
    const received = await upgrade(typeof changes === 'function' ? changes() : changes);
    expect(received).toMatch(/^HTTP\/1\.1 403 /);
    expect(received).toContain('"code":"refused"');
  });

  it('is nowhere else', async () => {
    expect(await upgrade({}, '/')).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('is bounded in number', async () => {
    const open: Listening[] = [];
    for (let i = 0; i < 64; i += 1) open.push(await listen(credentials));
    await expect(listen(credentials)).rejects.toThrow(/503/);
    for (const { socket } of open) socket.terminate();
    await expect.poll(() => listen(credentials).then(() => 'open', String)).toBe('open');
  });
});
