import { defineConfig } from '@playwright/test';
import { chromiumFile, chromiumFlags } from './test/e2e/chromium.ts';
import { findElectron } from './test/e2e/electron-binary.ts';
import type { HostOptions } from './test/e2e/host.ts';

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
    { name: 'stand-in', use: { host: 'stand-in' }, testIgnore: /electron-absent|screenshots/ },
    findElectron() === undefined
      ? { name: 'electron', testMatch: /electron-absent/ }
      : { name: 'electron', use: { host: 'electron' }, testIgnore: /electron-absent|screenshots/ },
    ...(process.env.EARSHOT_SCREENSHOTS === undefined
      ? []
      : [{ name: 'screenshots', use: { host: 'stand-in' as const }, testMatch: /screenshots/ }]),
  ],
});
