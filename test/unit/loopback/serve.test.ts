import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from '../hosts/browser-like.ts';
import { unwrap } from '../hosts/procedure-inputs.ts';
import { bundleNodeEntries } from '../hosts/worker-bundle.ts';
import { tempFolder } from '../services/temp-folder.ts';

const LINE = /^Earshot is listening on (http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{43})\n$/;

let dist: URL;
const children: ChildProcess[] = [];

beforeAll(async () => {
  dist = await bundleNodeEntries({
    serve: 'electron/serve.ts',
    'workflow-worker': 'electron/workers/workflow-worker.ts',
  });
  const root = new URL('../../../package.json', import.meta.url);
  await copyFile(root, new URL('../package.json', dist));
  await mkdir(new URL('renderer', dist));
  await writeFile(new URL('renderer/index.html', dist), '<!doctype html><title>Built</title>');
}, 60_000);
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Served {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  output(): string;
  errors(): string;
}

async function run(...args: string[]): Promise<Served> {
  const home = await tempFolder();
  const child = spawn(process.execPath, [fileURLToPath(new URL('node/serve.js', dist)), ...args], {
    stdio: 'pipe',
    env: { ...process.env, HOME: home, EARSHOT_DATA_FOLDER: join(home, 'data') },
  });
  children.push(child);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { child, ended, output: () => output, errors: () => errors };
}

async function urlOf(served: Served): Promise<string> {
  await expect.poll(served.output, { timeout: 10_000 }).toMatch(LINE);
  return LINE.exec(served.output())?.[1] ?? '';
}

describe('serve', () => {
  it('prints one line, serves the page and the sample, and ends with its workers on Ctrl+C', async () => {
    const served = await run();
    const url = await urlOf(served);
    expect(await (await fetch(url)).text()).toContain('Built');
    const { client, leave } = await openPage(url);
    const { machine, capabilities } = unwrap(await client.call('host.describe', {}));
    expect(machine).toBeDefined();
    expect(capabilities.writes).toBe(false);
    const { path } = unwrap(await client.call('library.createSample', {}));
    const { workflowId } = unwrap(await client.call('workflow.open', { path }));
    const { runs } = unwrap(await client.call('workflow.readRunIndex', { workflowId }));
    expect(runs.count).toBeGreaterThan(0);
    leave();
    served.child.kill('SIGINT');
    expect(await served.ended).toBe(0);
    expect(served.output()).toMatch(LINE);
    expect(served.errors()).toBe('');
  }, 30_000);

  it('ends on SIGTERM while a page is connected', async () => {
    const served = await run();
    const { leave } = await openPage(await urlOf(served));
    served.child.kill('SIGTERM');
    expect(await served.ended).toBe(0);
    leave();
  }, 20_000);

  it('opens what it was given, and nothing else', async () => {
    const folder = await tempFolder();
    const served = await run('--root', folder, join(folder, 'study'));
    const { client, leave } = await openPage(await urlOf(served));
    const { requests } = unwrap(await client.call('host.takeOpenRequests', {}));
    expect(requests).toEqual([{ path: join(folder, 'study') }]);
    expect(unwrap(await client.call('folders.list', {})).path).toBe(folder);
    expect(await client.call('folders.list', { path: '/' })).toMatchObject({
      ok: false,
      error: { code: 'refused' },
    });
    leave();
  }, 20_000);

  it('started by our own launcher writes where allowed, and ends when the launcher does', async () => {
    const served = await run('--allow-writes', '--parent-started');
    const { client, leave } = await openPage(await urlOf(served));
    const { machine, capabilities } = unwrap(await client.call('host.describe', {}));
    expect(machine).toBeUndefined();
    expect(capabilities.writes).toBe(true);
    leave();
    served.child.stdin?.end();
    expect(await served.ended).toBe(0);
  }, 20_000);

  it.each([[['--nope']], [['--port', 'x']], [['--port', '1', '--socket', '/s']]])(
    'refuses %j in one line, with exit code 2',
    async (args) => {
      const served = await run(...args);
      expect(await served.ended).toBe(2);
      expect(served.errors()).toMatch(/^[^\n]*--[^\n]+\n$/);
      expect(served.output()).toBe('');
    },
  );

  it('helps', async () => {
    const served = await run('--help');
    expect(await served.ended).toBe(0);
    expect(served.output()).toContain('--allow-writes');
  });

  it('says which port is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        resolve(typeof address === 'object' && address !== null ? address.port : 0);
      });
    });
    const served = await run('--port', String(port));
    expect(await served.ended).toBe(1);
    expect(served.errors()).toMatch(new RegExp(`^Port ${port} is in use: [^\\n]+\\n$`));
    other.close();
  });
});
