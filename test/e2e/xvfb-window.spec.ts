import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { chromiumFile, chromiumFlags } from './chromium.ts';
import { expect, skipOn, test } from './fixtures.ts';

/** A display in memory, and the number the server chose for it. */
async function startDisplay(): Promise<{ readonly name: string; stop(): Promise<void> }> {
  const server = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const number = await new Promise<string>((resolve, reject) => {
    server.stdio[3]?.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  return {
    name: `:${number}`,
    stop: () =>
      new Promise((resolve) => {
        server.once('exit', () => resolve());
        server.kill('SIGTERM');
      }),
  };
}

test('is a window of its own on a real display', async ({ start, host, folder }) => {
  skipOn(host, ['stand-in', 'electron'], 'this host has windows of its own');
  const isThere = spawnSync('Xvfb', ['-help'], { stdio: 'ignore' }).error === undefined;
  test.skip(!isThere, 'Xvfb is not installed');
  const { url } = await start();
  const display = await startDisplay();
  // As an app: no tabs, no address, its own title; drawn on the display, not headless.
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: chromiumFile(),
    headless: false,
    viewport: null,
    colorScheme: 'dark',
    args: [...chromiumFlags, `--app=${url}`, '--window-size=1440,900', '--window-position=0,0'],
    env: { ...process.env, DISPLAY: display.name } as Record<string, string>,
  });
  try {
    const page = context.pages()[0] ?? (await context.waitForEvent('page'));
    await page.getByRole('button', { name: 'Open the sample workflow' }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: '11 runs failed, for 2 reasons' }),
    ).toBeVisible();
    await expect(page).toHaveTitle(/ – Earshot$/);
    const [width, height] = await page.evaluate(() => [window.innerWidth, window.innerHeight]);
    // All of the window is the page, but for the frame of the system.
    expect(width).toBeGreaterThan(1400);
    expect(height).toBeGreaterThan(800);
    const file = join('dist', 'test', 'xvfb-window.png');
    await page.screenshot({ path: file });
    expect(readFileSync(file).byteLength).toBeGreaterThan(30_000);
  } finally {
    await context.close();
    await display.stop();
  }
});
