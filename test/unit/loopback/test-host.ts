import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDispatcher } from '../../../electron/dispatch/dispatcher.ts';
import { type LoopbackHost, startLoopbackHost } from '../../../electron/loopback/server.ts';
import { type ScriptedBackend, scriptedBackend } from '../hosts/scripted-backend.ts';
import { type RawReply, rawRequest } from './raw-request.ts';

/** A loopback host over a scripted backend, serving a small folder of its own. */
export interface TestHost {
  readonly host: LoopbackHost;
  readonly backend: ScriptedBackend;
  readonly port: number;
  readonly origin: string;
  readonly token: string;
}

/** What a page with a session sends. */
export interface Credentials {
  readonly cookie: string;
  readonly tab: string;
}

export const SECRET_TEXT = 'nobody may read this';

export async function startTestHost(requestTimeoutMs?: number): Promise<TestHost> {
  const rendererFolder = await makeRendererFolder();
  const backend = scriptedBackend();
  const log = (): void => undefined;
  const dispatcher = createDispatcher({ backend, allowWrites: false, log });
  const host = await startLoopbackHost({
    backend,
    dispatcher,
    rendererFolder,
    requestTimeoutMs,
    log,
  });
  const { origin, port, hash } = new URL(host.url);
  return { host, backend, port: Number(port), origin, token: hash.replace('#token=', '') };
}

async function makeRendererFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'earshot-test-'));
  const renderer = join(folder, 'renderer');
  await mkdir(join(renderer, 'assets'), { recursive: true });
  await mkdir(join(renderer, '.hidden'));
  await writeFile(join(folder, 'secret.txt'), SECRET_TEXT);
  await writeFile(join(renderer, 'index.html'), '<!doctype html><title>Page</title>');
  await writeFile(join(renderer, 'assets', 'main-1a2b.js'), 'export {};');
  await writeFile(join(renderer, 'assets', 'unknown.exe'), SECRET_TEXT);
  await writeFile(join(renderer, '.env'), SECRET_TEXT);
  await writeFile(join(renderer, '.hidden', 'key.txt'), SECRET_TEXT);
  await symlink(join(folder, 'secret.txt'), join(renderer, 'linked.txt'));
  return renderer;
}

export async function openSession(test: TestHost): Promise<Credentials> {
  const reply = await rawRequest(test.port, {
    method: 'POST',
    path: '/session',
    headers: { Origin: test.origin, 'Content-Type': 'application/json' },
    body: JSON.stringify({ token: test.token }),
  });
  const [cookie = ''] = reply.headers['set-cookie']?.[0]?.split(';') ?? [];
  const { value } = JSON.parse(reply.body) as { readonly value: { readonly tab: string } };
  return { cookie, tab: value.tab };
}

/** Headers of a proper call; `undefined` takes one out. */
export function callHeaders(
  test: TestHost,
  { cookie, tab }: Credentials,
  changes: Readonly<Record<string, string | undefined>> = {},
): Record<string, string> {
  const headers: Record<string, string | undefined> = {
    Origin: test.origin,
    Cookie: cookie,
    'Content-Type': 'application/json',
    'X-Earshot-Tab': tab,
    'X-Earshot-Call': 'c1',
    ...changes,
  };
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );
}

export function call(test: TestHost, headers: Record<string, string>): Promise<RawReply> {
  return rawRequest(test.port, {
    method: 'POST',
    path: '/call/library.recognise',
    headers,
    body: '{"path": "/x"}',
  });
}
