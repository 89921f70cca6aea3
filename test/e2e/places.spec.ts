import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, skipOn, test } from './fixtures.ts';
import { copyOf, realWorkflow, sharedFolder, showView, waitForWorkflow } from './workflows.ts';

test('two workflows side by side, each at its own place', async ({ start, host, folder }) => {
  const first = realWorkflow('gen1-a40-json-chain-run');
  const second = copyOf('gen1-a40-zarr-fail', folder);
  const app = await start({ paths: [first, second], roots: [sharedFolder] });
  let { page } = app;
  const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`${name}$`) });
  await expect(tab('gen1-a40-json-chain-run')).toBeVisible();
  await expect(tab('gen1-a40-zarr-fail')).toBeVisible();

  await tab('gen1-a40-json-chain-run').click();
  await showView(page, 'Template');
  await tab('gen1-a40-zarr-fail').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 run likely failed');
  await tab('gen1-a40-json-chain-run').click();
  await expect(page.getByRole('region', { name: 'template' })).toBeVisible();

  // A browser has windows and tabs of its own; where they are ours they are there again.
  if (host !== 'loopback') {
    await tab('gen1-a40-json-chain-run').click();
    // It is noted within moments; the state of the window is written when it is closed.
    const kept = join(folder, 'data', 'userData', 'window-state.json');
    const isKept = () => {
      const text = existsSync(kept) ? readFileSync(kept, 'utf8') : '';
      return /"at": "template"\s*\}/.test(text) && /"at": "overview",\s*"isBehind"/.test(text);
    };
    await expect.poll(isKept).toBe(true);
    await app.close();
    rmSync(second, { recursive: true });
    ({ page } = await start());
    await expect(page.getByRole('region', { name: 'template' })).toBeVisible();
    await expect(page.getByRole('tab')).toHaveCount(2);
    await tab('gen1-a40-zarr-fail').click();
    await expect(page.getByRole('alert')).toContainText('gen1-a40-zarr-fail');
    return;
  }

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

test('remembers what was opened, and forgets what is gone when told', async ({
  start,
  host,
  folder,
}) => {
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
  const other = copyOf('gen3-a180-zip-fail.zip', folder);
  const machine = join(folder, 'share', 'matflow', 'machine');
  mkdirSync(machine, { recursive: true });
  const line = (id: number, at: string) =>
    `${id}::uuid::1::0::2024-11-05 13:14:15.123456::${at}::::\n`;
  writeFileSync(join(machine, 'known_submissions.txt'), line(0, path) + line(1, other));
  const again = await start({ roots: [folder] });
  // Where tabs come back, that of the workflow is in front, or what was asked for after it.
  if (host !== 'loopback') {
    await expect(again.page.getByRole('tab', { name: new RegExp(name) })).toBeVisible();
    await again.page.getByRole('button', { name: 'Open another workflow' }).click();
  }
  const missing = again.page.getByRole('row', { name: new RegExp(name) });
  await expect(missing).toContainText('The folder is not there now.');
  await missing.getByRole('button', { name: `Remove ${name}` }).click();
  await expect(missing).toHaveCount(0);

  // What hpcflow knows of is a way to others; the list is read when asked for.
  await again.page.getByRole('button', { name: 'Add from hpcflow’s list…' }).click();
  const dialog = again.page.getByRole('dialog', { name: 'Workflows that hpcflow knows of' });
  await expect(dialog).toContainText(join(machine, 'known_submissions.txt'));
  await expect(dialog.getByRole('row', { name: new RegExp(name) })).toContainText('Not there now');
  await expect(dialog.getByRole('checkbox', { name: `Add ${name}` })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'Pin them' }).check();
  await dialog.getByRole('button', { name: 'Add 1 workflow' }).click();
  await expect(dialog).toHaveCount(0);
  const added = again.page.getByRole('row', { name: /gen3-a180-zip-fail/ });
  await expect(added).toContainText('Not yet');
  await expect(added.getByRole('button', { name: /^Unpin/ })).toBeVisible();
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
