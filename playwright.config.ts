import { defineConfig } from '@playwright/test';
import { chromiumFile, chromiumFlags } from './test/e2e/chromium.ts';
import { findElectron } from './test/e2e/electron-binary.ts';
import type { HostOptions } from './test/e2e/host.ts';

/**
 * What depends on the host: how workflows are opened, windows and places, and all that writes. The
 * other specs are about the page alone, which is the same file on each host, so the stand-in runs
 * them only when asked with `EARSHOT_E2E=all`.
 */
const HOST_BOUND = /[/\\](opening|places|operations|worker-crash|keeping)\.spec\.ts$/;
const EVERY_SPEC = process.env.EARSHOT_E2E === 'all';

/**
 * End-to-end tests, once per host. They use what is built: `npm test` builds first.
 *
 * Where Electron's binary is not installed, its project is one visibly skipped test.
 */
export default defineConfig<HostOptions>({
  testDir: 'test/e2e',
  outputDir: 'dist/test/e2e',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  fullyParallel: true,
  workers: 2,
  forbidOnly: true,
  retries: 0,
  reporter: 'line',
  use: {
    browserName: 'chromium',
    launchOptions: { executablePath: chromiumFile(), args: [...chromiumFlags] },
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    trace: 'off',
  },
  projects: [
    { name: 'loopback', use: { host: 'loopback' }, testIgnore: /electron-absent|screenshots/ },
    {
      name: 'stand-in',
      use: { host: 'stand-in' },
      testMatch: EVERY_SPEC ? /\.spec\.ts$/ : HOST_BOUND,
      testIgnore: /electron-absent|screenshots/,
    },
    findElectron() === undefined
      ? { name: 'electron', testMatch: /electron-absent/ }
      : { name: 'electron', use: { host: 'electron' }, testIgnore: /electron-absent|screenshots/ },
    ...(process.env.EARSHOT_SCREENSHOTS === undefined
      ? []
      : [{ name: 'screenshots', use: { host: 'stand-in' as const }, testMatch: /screenshots/ }]),
  ],
});
