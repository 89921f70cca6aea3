import { rmSync } from 'node:fs';
import { expect, skipOn, test } from './fixtures.ts';
import { copyOf, realWorkflow, sharedFolder, showView, waitForWorkflow } from './workflows.ts';

test('two workflows side by side, each at its own place', async ({ start }) => {
  const first = realWorkflow('gen1-a40-json-chain-run');
  const second = realWorkflow('gen1-a40-zarr-fail');
  const { page } = await start({ paths: [first, second], roots: [sharedFolder] });
  const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`${name}$`) });
  await expect(tab('gen1-a40-json-chain-run')).toBeVisible();
  await expect(tab('gen1-a40-zarr-fail')).toBeVisible();

  await tab('gen1-a40-json-chain-run').click();
  await showView(page, 'Template');
  await tab('gen1-a40-zarr-fail').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 run likely failed');
  await tab('gen1-a40-json-chain-run').click();
  await expect(page.getByRole('region', { name: 'template' })).toBeVisible();

  await tab('gen1-a40-json-chain-run').press('Delete');
  await expect(tab('gen1-a40-json-chain-run')).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 run likely failed');
});

test('a reload keeps the place, and back leads through it', async ({ start }) => {
  const name = 'gen1-a40-zarr-chain-run';
  const { page } = await start({ paths: [realWorkflow(name)] });
  await waitForWorkflow(page, name);
  await showView(page, 'Submissions');
  await page.getByRole('button', { name: /js 2 ×/ }).click();
  const detail = page.getByRole('complementary', { name: 'Jobscript 2' });
  await expect(detail).toBeVisible();

  await page.reload();
  await waitForWorkflow(page, name);
  await expect(detail).toBeVisible();

  await showView(page, 'Template');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(detail).toBeVisible();
  await page.getByRole('button', { name: 'Forward', exact: true }).click();
  await expect(page.getByRole('region', { name: 'template' })).toBeVisible();
});

test('remembers what was opened, and forgets what is gone when told', async ({ start, folder }) => {
  const name = 'gen1-a40-zarr-fail';
  const path = copyOf(name, folder);
  const app = await start({ paths: [path] });
  const { page } = app;
  await waitForWorkflow(page, name);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 run likely failed');
  await page.getByRole('button', { name: 'Open another workflow' }).click();
  const row = page.getByRole('row', { name: new RegExp(name) });
  await expect(row).toBeVisible();
  await expect(row).toContainText('1 likely failed');
  await app.close();

  rmSync(path, { recursive: true });
  const again = await start();
  const missing = again.page.getByRole('row', { name: new RegExp(name) });
  await expect(missing).toContainText('The folder is not there now.');
  await missing.getByRole('button', { name: `Remove ${name}` }).click();
  await expect(missing).toHaveCount(0);
});

test('follows the theme of the system', async ({ start }) => {
  const { page } = await start({ colorScheme: 'dark' });
  const surface = () =>
    page.evaluate(() => getComputedStyle(document.body).getPropertyValue('background-color'));
  await expect(page.getByText('Drop a workflow here')).toBeVisible();
  const dark = await surface();
  await page.emulateMedia({ colorScheme: 'light' });
  await expect.poll(surface).not.toBe(dark);
});

test('refuses a page without the token', async ({ start, host, browser }) => {
  skipOn(host, ['stand-in', 'electron'], 'this host has no token');
  const { url } = await start();
  const context = await browser.newContext();
  const page = await context.newPage();
  const address = new URL(url ?? '');
  address.hash = 'token=0000';
  await page.goto(address.href);
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.getByText('Drop a workflow here')).toHaveCount(0);
  await context.close();
});
