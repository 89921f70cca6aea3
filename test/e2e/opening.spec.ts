import { chmodSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { ordinaryUser } from './ordinary-user.ts';
import { copyOf, realWorkflow, sharedFolder, waitForWorkflow } from './workflows.ts';

test('opens the sample workflow from the welcome page', async ({ start }) => {
  const { page } = await start();
  await page.getByRole('button', { name: 'Open the sample workflow' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: '11 runs failed, for 2 reasons' }),
  ).toBeVisible();
  const tasks = page.getByRole('table').filter({ hasText: 'Median' });
  await expect(tasks.getByRole('row')).toHaveCount(5);
});

test('opens what is named at start, pasted, chosen and dropped', async ({
  start,
  host,
  folder,
}) => {
  const { page, answerOpenDialog, setDroppedPath } = await start({
    paths: [realWorkflow('gen1-a40-json-chain-run')],
    roots: [sharedFolder],
  });
  await waitForWorkflow(page, 'gen1-a40-json-chain-run');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('6');
  const another = page.getByRole('button', { name: 'Open another workflow' });

  await another.click();
  await page.getByRole('button', { name: /Paste a path/ }).click();
  await page
    .getByRole('textbox', { name: 'Path of the workflow folder' })
    .fill(realWorkflow('gen1-a40-zarr-chain-run'));
  await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
  await waitForWorkflow(page, 'gen1-a40-zarr-chain-run');

  await another.click();
  if (host !== 'loopback') answerOpenDialog?.([realWorkflow('gen1-a31-json-chain3-sets')]);
  await page.getByRole('button', { name: /Open folder/ }).click();
  if (host === 'loopback') {
    const dialog = page.getByRole('dialog', { name: /Open a workflow/ });
    await dialog.getByRole('button', { name: 'workflows' }).click();
    await dialog.getByRole('row', { name: /gen1-a31-json-chain3-sets/ }).click();
    await dialog.getByRole('button', { name: 'Open gen1-a31-json-chain3-sets' }).click();
  }
  await waitForWorkflow(page, 'gen1-a31-json-chain3-sets');

  // A drop made by a script has no path in Electron; the stand-in is told it, and a browser looks for
  // what has that name among the folders it may show.
  if (host === 'electron') return;
  const dropped = join(folder, 'dropped');
  renameSync(copyOf('gen1-a40-json-scalar', folder), dropped);
  await setDroppedPath?.(dropped);
  await drop(page, 'dropped');
  await waitForWorkflow(page, 'dropped');
  if (host !== 'loopback') return;
  await drop(page, 'nowhere_2024-01-01_000000');
  await expect(page.getByRole('dialog', { name: 'Open a path' })).toContainText(
    'nowhere_2024-01-01_000000',
  );
});

test('says of each path what it is, when it is no workflow or one of its files', async ({
  start,
  folder,
}) => {
  const inside = join(copyOf('gen1-a40-zarr-fail', folder), 'parameter_data', '.zgroup');
  const work = join(folder, 'work');
  copyOf('gen1-a40-json-scalar', work);
  const holiday = join(folder, 'holiday');
  mkdirSync(holiday);
  writeFileSync(join(holiday, 'notes.txt'), 'nothing');
  const spoiled = copyOf('gen1-a40-json-chain-run', folder);
  const metadata = join(spoiled, 'metadata.json');
  writeFileSync(metadata, readFileSync(metadata, 'utf8').slice(0, 300));
  const old = join(folder, 'old.json');
  const members = ['parameter_data', 'parameter_sources', 'template', 'template_components'];
  const document = Object.fromEntries([...members, 'tasks'].map((key) => [key, {}]));
  writeFileSync(old, JSON.stringify({ ...document, num_added_tasks: 0 }));

  const { page } = await start({ paths: [inside, work, holiday, spoiled, old] });
  const tab = (name: string) => page.getByRole('tab', { name: new RegExp(`${name}$`) });
  await tab('gen1-a40-zarr-fail').click();
  await waitForWorkflow(page, 'gen1-a40-zarr-fail');

  await tab('holiday').click();
  await expect(page.getByRole('alert')).toContainText('This folder is not a workflow.');

  await tab('gen1-a40-json-chain-run').click();
  await expect(page.getByRole('alert')).toContainText('metadata.json');

  await tab('old.json').click();
  await expect(page.getByRole('note')).toContainText('recognised, but not yet readable');
  await expect(page.getByRole('note')).toContainText('GEN0');

  await tab('work').click();
  await expect(page.getByText('This folder is not a workflow.')).toBeVisible();
  await page.getByRole('button', { name: /gen1-a40-json-scalar/ }).click();
  await waitForWorkflow(page, 'gen1-a40-json-scalar');
});

test('an unreadable folder is one clear sentence', async ({ start, folder, host }) => {
  const userId = ordinaryUser(host);
  test.skip(userId === 'none', 'root may read everything');
  const path = copyOf('gen1-a40-zarr-fail', folder);
  chmodSync(path, 0o000);
  const { page } = await start({
    paths: [path],
    userId: typeof userId === 'number' ? userId : undefined,
  });
  await expect(page.getByRole('alert')).toContainText('Not allowed to read.');
  chmodSync(path, 0o755);
});

/** Drops an empty file of this name on the window, as far as a script can. */
async function drop(page: Page, name: string): Promise<void> {
  await page.evaluate((fileName) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([], fileName));
    for (const type of ['dragenter', 'dragover', 'drop']) {
      window.dispatchEvent(
        new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
    }
  }, name);
}
