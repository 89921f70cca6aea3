import { chmod, mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { createDispatcher } from '../../../electron/dispatch/dispatcher.ts';
import { type LoopbackHost, startLoopbackHost } from '../../../electron/loopback/server.ts';
import { scriptedBackend } from '../hosts/scripted-backend.ts';
import { tempFolder } from '../services/temp-folder.ts';

let folder: string;
let socketFile: string;

beforeEach(async () => {
  folder = join(await tempFolder(), 'private');
  socketFile = join(folder, 'earshot.sock');
});

function start(): Promise<LoopbackHost> {
  const backend = scriptedBackend();
  const log = (): void => undefined;
  const dispatcher = createDispatcher({ backend, allowWrites: false, log });
  return startLoopbackHost({ backend, dispatcher, rendererFolder: folder, socketFile, log });
}

interface SocketReply {
  readonly status: number | undefined;
  readonly body: string;
}

function post(path: string, body: unknown): Promise<SocketReply> {
  return new Promise((resolve, reject) => {
    const headers = {
      // As a browser at the other end of `ssh -L 8123:…` sends them.
      Host: 'localhost:8123',
      Origin: 'http://localhost:8123',
      'Content-Type': 'application/json',
    };
    const outgoing = request({ socketPath: socketFile, method: 'POST', path, headers });
    outgoing.on('response', (response) => {
      let text = '';
      response.on('data', (chunk) => {
        text += String(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode, body: text }));
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify(body));
  });
}

describe('the Unix socket', () => {
  it('is made in a folder for its owner only, and still asks for the token', async () => {
    const host = await start();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(socketFile)).mode & 0o777).toBe(0o600);
    expect((await post('/session', { token: 'x' })).status).toBe(403);
    const token = new URL(host.url).hash.replace('#token=', '');
    expect((await post('/session', { token })).status).toBe(200);
    expect((await post('/call/host.describe', {})).status).toBe(403);
    await host.close();
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([0o755, 0o770, 0o701])('is not made in a folder of mode %o', async (mode) => {
    await mkdir(folder);
    await chmod(folder, mode);
    await expect(start()).rejects.toThrow(/Other users can enter/);
  });

  it('takes the place of one that is dead', async () => {
    const first = await start();
    const dead = createServer();
    // A host that was killed leaves its socket behind: nobody listens there.
    await first.close();
    await new Promise<void>((resolve) => dead.listen(join(folder, 'other.sock'), resolve));
    await rename(join(folder, 'other.sock'), socketFile);
    await new Promise((resolve) => dead.close(resolve));
    const second = await start();
    expect((await post('/session', { token: 'x' })).status).toBe(403);
    await second.close();
  });

  it('does not take the place of one that lives, nor of a file', async () => {
    const host = await start();
    await expect(start()).rejects.toThrow(/listening/);
    await host.close();
    await writeFile(socketFile, 'precious');
    await expect(start()).rejects.toThrow(/no socket/);
  });

  it('needs a path that the system can take', async () => {
    socketFile = join(folder, 'x'.repeat(100));
    await expect(start()).rejects.toThrow(/too long/);
  });
});
