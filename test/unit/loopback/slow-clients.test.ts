import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rawBytes } from './raw-request.ts';
import {
  type Credentials,
  call,
  callHeaders,
  openSession,
  startTestHost,
  type TestHost,
} from './test-host.ts';

const TIMEOUT_MS = 300;
let test: TestHost;
let credentials: Credentials;

beforeAll(async () => {
  test = await startTestHost(TIMEOUT_MS);
  credentials = await openSession(test);
});
afterAll(() => test.host.close());

describe('slow clients', () => {
  it('a body that does not come is refused in time', async () => {
    const headers = Object.entries({
      ...callHeaders(test, credentials),
      Host: `127.0.0.1:${test.port}`,
      'Content-Length': '20',
    });
    const startMs = performance.now();
    const received = await rawBytes(
      test.port,
      `POST /call/library.recognise HTTP/1.1\r\n${headers
        .map(([name, value]) => `${name}: ${value}\r\n`)
        .join('')}\r\n{"path"`,
    );
    expect(received).toMatch(/^HTTP\/1\.1 408 /);
    expect(received).toContain('"code":"invalid-request"');
    expect(performance.now() - startMs).toBeLessThan(TIMEOUT_MS + 3000);
  });

  it('headers that do not end are refused in time', async () => {
    const received = await rawBytes(test.port, 'GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
    expect(received).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('connections that say nothing are bounded, and closed, and keep nobody out for long', async () => {
    const open = new Set<Socket>();
    const connected: Promise<void>[] = [];
    for (let i = 0; i < 1000; i += 1) {
      connected.push(
        new Promise((resolve) => {
          const socket = connect(test.port, '127.0.0.1', () => {
            open.add(socket);
            resolve();
          });
          socket.on('error', () => resolve());
          socket.on('close', () => open.delete(socket));
          socket.resume();
        }),
      );
    }
    await Promise.all(connected);
    await expect.poll(() => open.size, { timeout: 5000 }).toBeLessThanOrEqual(200);
    await expect.poll(() => open.size, { timeout: 5000 }).toBe(0);
    expect((await call(test, callHeaders(test, credentials))).status).toBe(200);
  }, 15_000);
});
