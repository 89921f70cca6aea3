import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { createSampleWorkflow } from '../../electron/sample/sample-workflow.ts';
import { type HostName, type HostOptions, launchOn, type RunningApp } from './host.ts';

interface StartOptions {
  readonly paths?: readonly string[];
  readonly roots?: readonly string[];
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'dark' | 'light';
  readonly allowWrites?: boolean;
  readonly userId?: number | undefined;
  readonly hasFaults?: boolean;
}

interface Fixtures {
  /** A folder of this test, removed afterwards. */
  readonly folder: string;
  /** Starts the app; it is closed, and its console looked through, when the test ends. */
  readonly start: (options?: StartOptions) => Promise<RunningApp>;
  /** Console errors that the test brings about on purpose: each may appear. */
  readonly expectedErrors: RegExp[];
}

interface WorkerFixtures {
  /** Path of the sample workflow, made once for each worker: for tests that only look at it. */
  readonly sample: string;
}

/** A test with a running app at hand. A stray console error or page error makes it fail. */
export const test = base.extend<Fixtures & HostOptions, WorkerFixtures>({
  sample: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'earshot-e2e-sample-'));
      await use(await createSampleWorkflow(folder));
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],

  host: ['loopback', { option: true }],

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'earshot-e2e-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },

  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the pattern
  expectedErrors: async ({}, use) => {
    await use([]);
  },

  start: async ({ browser, folder, host, expectedErrors }, use) => {
    const apps: RunningApp[] = [];
    const stray: string[] = [];
    await use(async (options = {}) => {
      const app = await launchOn(host, {
        browser,
        folder,
        paths: options.paths ?? [],
        roots: options.roots ?? [],
        viewport: options.viewport ?? { width: 1440, height: 900 },
        colorScheme: options.colorScheme ?? 'dark',
        onPage: (page) => listen(page, stray),
        allowWrites: options.allowWrites ?? false,
        userId: options.userId,
        hasFaults: options.hasFaults,
      });
      let isClosed = false;
      const own = {
        ...app,
        close: async () => {
          if (!isClosed) await app.close();
          isClosed = true;
        },
      };
      apps.push(own);
      return own;
    });
    for (const app of apps) await app.close();
    const unexpected = stray.filter((line) => !expectedErrors.some((known) => known.test(line)));
    expect(unexpected, 'stray errors of the page').toEqual([]);
  },
});

export { expect };

/** A gap between hosts: the test is skipped on these, visibly, with the reason. */
export function skipOn(host: HostName, hosts: readonly HostName[], reason: string): void {
  base.skip(hosts.includes(host), reason);
}

/** The last stands for `app:` on the stand-in, whose answers all come from the protocol handler. */
const OWN_HOSTS = ['127.0.0.1', 'localhost', 'app.earshot.test'];
const OWN_SCHEMES = ['app:', 'blob:', 'data:', 'about:'];

function isOwn(address: string): boolean {
  const { hostname, protocol } = new URL(address);
  return OWN_SCHEMES.includes(protocol) || OWN_HOSTS.includes(hostname);
}

function listen(page: Page, stray: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') stray.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => stray.push(`page: ${error.message}`));
  // Nothing is fetched but from the app itself, whatever a test does.
  page.on('request', (request) => {
    if (!isOwn(request.url())) stray.push(`network: ${request.url()}`);
  });
}
