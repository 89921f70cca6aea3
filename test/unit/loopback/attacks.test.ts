import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppErrorSchema } from '../../../shared/contract/errors.ts';
import { rawBytes, rawRequest } from './raw-request.ts';
import {
  type Credentials,
  call,
  callHeaders,
  openSession,
  SECRET_TEXT,
  startTestHost,
  type TestHost,
} from './test-host.ts';

let test: TestHost;
let credentials: Credentials;

beforeAll(async () => {
  test = await startTestHost();
  credentials = await openSession(test);
});
afterAll(() => test.host.close());

/** The refusal in a body; fails when the body is none. */
function refusalIn(body: string) {
  const parsed = JSON.parse(body) as { readonly ok: unknown; readonly error: unknown };
  expect(parsed.ok).toBe(false);
  return AppErrorSchema.parse(parsed.error);
}

describe('a call', () => {
  it('is answered with everything in place', async () => {
    const reply = await call(test, callHeaders(test, credentials));
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('application/octet-stream');
  });

  const other = 'A'.repeat(43);
  it.each([
    ['no cookie', { Cookie: undefined }],
    ['no tab header', { 'X-Earshot-Tab': undefined }],
    ['another tab header', { 'X-Earshot-Tab': other }],
    ['an empty tab header', { 'X-Earshot-Tab': '' }],
    [
      'another cookie of the right name',
      () => ({ Cookie: `${credentials.cookie.split('=')[0]}=${other}` }),
    ],
    [
      'the right cookie under another name',
      () => ({ Cookie: `other=${credentials.cookie.split('=')[1]}` }),
    ],
    ['no Origin', { Origin: undefined }],
    ['the Origin of another site', { Origin: 'https://evil.example' }],
    ['the Origin of another port', { Origin: 'http://127.0.0.1:1' }],
    ['the Origin null of a sandbox', { Origin: 'null' }],
    ['a browser that says cross-site', { 'Sec-Fetch-Site': 'cross-site' }],
    ['a browser that says same-site', { 'Sec-Fetch-Site': 'same-site' }],
    // DNS rebinding: the name leads here, and the page of that name is of the same origin with it.
    ['a rebound name', { Host: 'evil.example', Origin: 'http://evil.example' }],
    [
      'a rebound name that looks local',
      { Host: 'localhost.evil.example', Origin: 'http://localhost.evil.example' },
    ],
    [
      'a name that starts like an address',
      { Host: '127.0.0.1.nip.io', Origin: 'http://127.0.0.1.nip.io' },
    ],
    ['the address of a network', { Host: '192.168.0.7', Origin: 'http://192.168.0.7' }],
    ['the address of all networks', { Host: '0.0.0.0', Origin: 'http://0.0.0.0' }],
    [
      'user info in the name',
      { Host: 'localhost@evil.example', Origin: 'http://localhost@evil.example' },
    ],
  ])('is refused with %s', async (_what, changes) => {
    const headers = callHeaders(
      test,
      credentials,
      typeof changes === 'function' ? changes() : changes,
    );
    const reply = await call(test, headers);
    expect(reply.status).toBe(403);
    expect(refusalIn(reply.body).code).toBe('refused');
    expect(reply.headers['access-control-allow-origin']).toBeUndefined();
    expect(reply.headers['set-cookie']).toBeUndefined();
  });

  it.each([['localhost:8123'], ['127.0.0.1:9'], ['[::1]:8123'], ['LOCALHOST'], ['127.0.1.1:80']])(
    'is answered through a tunnel from %s',
    async (host) => {
      const headers = callHeaders(test, credentials, { Host: host, Origin: `http://${host}` });
      expect((await call(test, headers)).status).toBe(200);
    },
  );

  it('is refused with two Host headers', async () => {
    const { cookie, tab } = credentials;
    const received = await rawBytes(
      test.port,
      `POST /call/host.describe HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\nOrigin: http://127.0.0.1\r\nCookie: ${cookie}\r\nX-Earshot-Tab: ${tab}\r\nX-Earshot-Call: c\r\nContent-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`,
    );
    expect(received).toMatch(/^HTTP\/1\.1 40[03] /);
  });

  it('is refused with the tab of one session and the cookie of another', async () => {
    const second = await openSession(test);
    const mixed = callHeaders(test, { cookie: second.cookie, tab: credentials.tab });
    expect((await call(test, mixed)).status).toBe(403);
  });

  it('cannot be made by a form of another page', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      const headers = callHeaders(test, credentials, { 'Content-Type': type });
      const reply = await call(test, headers);
      expect(reply.status, type).toBe(415);
      refusalIn(reply.body);
    }
    // As browsers would send it: with the cookie, without the header no form can set.
    const form = await rawRequest(test.port, {
      method: 'POST',
      path: '/call/library.removeRecent',
      headers: {
        Origin: 'http://evil.example',
        Cookie: credentials.cookie,
        'Content-Type': 'text/plain',
      },
      body: '{"path": "/x"}',
    });
    expect(form.status).toBe(403);
  });

  it('gives no answer to a question of another origin (CORS)', async () => {
    const reply = await rawRequest(test.port, {
      method: 'OPTIONS',
      path: '/call/library.recognise',
      headers: { Origin: 'http://evil.example', 'Access-Control-Request-Method': 'POST' },
    });
    expect(reply.status).toBe(403);
    expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual(
      [],
    );
  });

  it.each([[undefined], [''], ['a b'], ['x'.repeat(65)], ['../x']])(
    'is refused with the call id %j',
    async (id) => {
      const reply = await call(test, callHeaders(test, credentials, { 'X-Earshot-Call': id }));
      expect(reply.status).toBe(400);
      expect(refusalIn(reply.body).code).toBe('invalid-request');
    },
  );

  it.each([['{'], [''], ['{"path": "\ud800"'], ['['.repeat(100_000)]])(
    'is refused with a body that is no JSON: %.10s',
    async (body) => {
      const reply = await rawRequest(test.port, {
        method: 'POST',
        path: '/call/library.recognise',
        headers: callHeaders(test, credentials),
        body,
      });
      expect(reply.status).toBe(400);
    },
  );

  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('is no %s', async (method) => {
    const reply = await rawRequest(test.port, {
      method,
      path: '/call/library.recognise',
      headers: callHeaders(test, credentials),
    });
    expect(reply.status).toBe(404);
  });
});

describe('the token', () => {
  it.each([[''], ['A'.repeat(43)], ['x'.repeat(256)]])('%j is refused', async (token) => {
    const reply = await rawRequest(test.port, {
      method: 'POST',
      path: '/session',
      headers: { Origin: test.origin, 'Content-Type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    expect(reply.status).toBe(403);
    expect(reply.headers['set-cookie']).toBeUndefined();
    expect(refusalIn(reply.body).code).toBe('refused');
  });

  it('has 256 bits, and is another one for every host', async () => {
    expect(Buffer.from(test.token, 'base64url')).toHaveLength(32);
    const another = await startTestHost();
    expect(another.token).not.toBe(test.token);
    await another.host.close();
  });

  it('gives a cookie that scripts and other sites cannot use', async () => {
    const reply = await rawRequest(test.port, {
      method: 'POST',
      path: '/session',
      headers: { Origin: test.origin, 'Content-Type': 'application/json' },
      body: JSON.stringify({ token: test.token }),
    });
    expect(reply.headers['set-cookie']).toHaveLength(1);
    expect(reply.headers['set-cookie']?.[0]).toMatch(
      /^earshot-[0-9a-f]{16}=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(reply.headers['cache-control']).toBe('no-store');
  });

  it('leaves the cookie of a first tab alone when a second opens', async () => {
    const reply = await rawRequest(test.port, {
      method: 'POST',
      path: '/session',
      headers: {
        Origin: test.origin,
        'Content-Type': 'application/json',
        Cookie: `other=1; ${credentials.cookie}`,
      },
      body: JSON.stringify({ token: test.token }),
    });
    expect(reply.headers['set-cookie']?.[0]).toContain(credentials.cookie);
    expect((await call(test, callHeaders(test, credentials))).status).toBe(200);
  });

  it('is not accepted in a query, nor as tab secret', async () => {
    const headers = callHeaders(test, { cookie: '', tab: test.token });
    const reply = await rawRequest(test.port, {
      method: 'POST',
      path: `/call/library.recognise?token=${test.token}`,
      headers,
      body: '{}',
    });
    expect(reply.status).toBe(403);
  });
});

describe('files', () => {
  it('serves the page and its assets, with their types and a strict policy', async () => {
    const page = await rawRequest(test.port, { path: '/' });
    expect(page.status).toBe(200);
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
    const policy = page.headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|\*|https?:/);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['referrer-policy']).toBe('no-referrer');
    const script = await rawRequest(test.port, { path: '/assets/main-1a2b.js' });
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it.each([
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/..%5csecret.txt',
    '/..\\secret.txt',
    '/assets/%252e%252e/secret.txt',
    '//secret.txt',
    '/./index.html',
    '/assets/',
    '/assets',
    '/.env',
    '/%2eenv',
    '/.hidden/key.txt',
    '/linked.txt',
    '/assets/unknown.exe',
    '/index.html%00.js',
    '/etc/passwd',
    '/__proto__',
  ])('does not serve %s', async (path) => {
    const reply = await rawRequest(test.port, { path });
    expect(reply.status).toBe(404);
    expect(reply.body).not.toContain(SECRET_TEXT);
    refusalIn(reply.body);
  });

  it('does not answer as a proxy', async () => {
    const reply = await rawRequest(test.port, { path: 'http://evil.example/' });
    expect(reply.status).toBe(400);
  });

  it('does not serve a rebound name', async () => {
    const reply = await rawRequest(test.port, { path: '/', headers: { Host: 'evil.example' } });
    expect(reply.status).toBe(403);
  });
});

describe('bytes', () => {
  it('refuses a body that is too large, by its announced and by its real size', async () => {
    const headers = callHeaders(test, credentials);
    const announced = await rawRequest(test.port, {
      method: 'POST',
      path: '/call/library.recognise',
      headers: { ...headers, 'Content-Length': String(5 * 1024 * 1024) },
    });
    expect(announced.status).toBe(413);
    expect(refusalIn(announced.body).code).toBe('too-large');
    const lines = Object.entries({ ...headers, Host: '127.0.0.1', 'Transfer-Encoding': 'chunked' });
    const size = 5 * 1024 * 1024;
    const received = await rawBytes(
      test.port,
      `POST /call/library.recognise HTTP/1.1\r\n${lines
        .map(([name, value]) => `${name}: ${name === 'Origin' ? 'http://127.0.0.1' : value}`)
        .join('\r\n')}\r\n\r\n${size.toString(16)}\r\n${'x'.repeat(size)}\r\n0\r\n\r\n`,
    ).catch((error: NodeJS.ErrnoException) => error.code ?? '');
    // Cut off while sending, the sender may see only the reset.
    expect(received).toMatch(/^HTTP\/1\.1 413 |^ECONNRESET$|^EPIPE$/);
  });

  it('refuses a compressed body', async () => {
    const headers = callHeaders(test, credentials, { 'Content-Encoding': 'gzip' });
    expect((await call(test, headers)).status).toBe(415);
  });

  it('answers what is no HTTP with a refusal', async () => {
    const received = await rawBytes(test.port, 'not http at all\r\n\r\n');
    expect(received).toMatch(/^HTTP\/1\.1 400 /);
    expect(received).toContain('"ok":false');
  });

  it('refuses headers without end', async () => {
    const received = await rawBytes(
      test.port,
      `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`,
    ).catch((error: NodeJS.ErrnoException) => error.code ?? '');
    expect(received).toMatch(/^HTTP\/1\.1 431 |^ECONNRESET$|^EPIPE$/);
  });
});
