import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { LaunchOptions, RunningApp } from '../host.ts';
import { announced } from './announced.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const WORKER_FAULT = pathToFileURL(join(import.meta.dirname, 'worker-fault.mjs')).href;

/** Starts the built loopback host as its own process and opens its link in the browser. */
export async function launchLoopback(options: LaunchOptions): Promise<RunningApp> {
  const { browser, folder, paths, roots, viewport, colorScheme, onPage, userId, allowWrites } =
    options;
  const hasFaults = options.hasFaults === true;
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary, { recursive: true });
  if (userId !== undefined) for (const own of [folder, temporary]) chownSync(own, userId, userId);
  const args = [join(ROOT, 'dist', 'node', 'serve.js'), ...paths];
  if (hasFaults) args.unshift('--import', WORKER_FAULT);
  if (allowWrites) args.push('--allow-writes');
  for (const root of [folder, ...roots]) args.push('--root', root);
  const child = spawn(process.execPath, args, {
    cwd: folder,
    env: {
      ...process.env,
      EARSHOT_DATA_FOLDER: join(folder, 'data'),
      TMPDIR: temporary,
      // Where the trash of the home folder is.
      XDG_DATA_HOME: join(folder, 'share'),
    },
    stdio: ['ignore', 'pipe', 'pipe', hasFaults ? 'ipc' : 'ignore'],
    ...(userId === undefined ? {} : { uid: userId, gid: userId }),
  });
  const url = await announced(child);
  const context = await browser.newContext({ viewport: { ...viewport }, colorScheme });
  const page = await context.newPage();
  onPage(page);
  await page.goto(url);
  return {
    page,
    url,
    ...(hasFaults ? { failWorker: (path: string) => void child.send(path) } : {}),
    async close() {
      await context.close();
      await ended(child);
    },
  };
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}
