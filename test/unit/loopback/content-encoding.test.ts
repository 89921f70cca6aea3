import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDispatcher } from '../../../electron/dispatch/dispatcher.ts';
import { chosenEncoding } from '../../../electron/loopback/content-encoding.ts';
import { type LoopbackHost, startLoopbackHost } from '../../../electron/loopback/server.ts';
import { scriptedBackend } from '../hosts/scripted-backend.ts';

test.each([
  [undefined, undefined],
  ['', undefined],
  ['identity', undefined],
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['GZIP;q=1.0', 'gzip'],
  ['br;q=0.5, gzip;q=0.8', 'gzip'],
  ['br;q=0, gzip;q=0', undefined],
  ['*', 'br'],
  ['*;q=0.1, br;q=0', 'gzip'],
  ['br;q=none', undefined],
])('of “%s”, %s is chosen', (header, expected) => {
  expect(chosenEncoding(header)).toBe(expected);
});

describe('files of the page', () => {
  const script = `// ${'the same text again and again; '.repeat(400)}\n`;
  const font = Buffer.alloc(4000, 1);
  let folder = '';
  let host: LoopbackHost;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earshot-test-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), script);
    await writeFile(join(folder, 'assets', 'main-1a2b.js'), script);
    await writeFile(join(folder, 'assets', 'small-1a2b.js'), 'export {};');
    await writeFile(join(folder, 'assets', 'inter-1a2b.woff2'), font);
    const backend = scriptedBackend();
    const log = (): void => undefined;
    const dispatcher = createDispatcher({ backend, allowWrites: false, log });
    host = await startLoopbackHost({ backend, dispatcher, rendererFolder: folder, log });
  });

  afterAll(async () => {
    await host.close();
    await rm(folder, { recursive: true });
  });

  function get(
    path: string,
    accepted: string | undefined,
    method = 'GET',
  ): Promise<{ headers: IncomingHttpHeaders; body: Buffer }> {
    const headers = accepted === undefined ? {} : { 'Accept-Encoding': accepted };
    return new Promise((resolve, reject) => {
      request(new URL(path, host.url), { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ headers: response.headers, body: Buffer.concat(chunks) }),
        );
      })
        .on('error', reject)
        .end();
    });
  }

  test.each(['/', '/assets/main-1a2b.js'])(
    '%s is compressed as the client takes it',
    async (path) => {
      const best = await get(path, 'gzip, br');
      expect(best.headers['content-encoding']).toBe('br');
      expect(brotliDecompressSync(best.body).toString()).toBe(script);
      expect(best.body.length).toBeLessThan(script.length / 20);
      const other = await get(path, 'gzip');
      expect(other.headers['content-encoding']).toBe('gzip');
      expect(gunzipSync(other.body).toString()).toBe(script);
      const plain = await get(path, undefined);
      expect(plain.headers['content-encoding']).toBeUndefined();
      expect(plain.body.toString()).toBe(script);
      for (const { headers, body } of [best, other, plain]) {
        expect(headers.vary).toBe('Accept-Encoding');
        expect(headers['content-length']).toBe(String(body.length));
      }
      // The second time from memory, the same.
      expect((await get(path, 'gzip, br')).body).toEqual(best.body);
      const head = await get(path, 'gzip, br', 'HEAD');
      expect(head.headers['content-length']).toBe(String(best.body.length));
      expect(head.body).toHaveLength(0);
    },
  );

  test.each([
    ['/assets/inter-1a2b.woff2', font.length],
    ['/assets/small-1a2b.js', 10],
  ])('%s is sent as it is', async (path, sizeBytes) => {
    const { headers, body } = await get(path, 'gzip, br');
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers.vary).toBeUndefined();
    expect(body).toHaveLength(sizeBytes);
  });

  test('a page built anew is not mixed up with the old one', async () => {
    await writeFile(join(folder, 'index.html'), `new ${script}`);
    const { body } = await get('/', 'br');
    expect(brotliDecompressSync(body).toString()).toBe(`new ${script}`);
  });
});
