import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, skipOn, test } from './fixtures.ts';
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

test('opens a path given at start', async ({ start }) => {
  const path = realWorkflow('gen1-a40-json-chain-run');
  const { page } = await start({ paths: [path] });
  await waitForWorkflow(page, 'gen1-a40-json-chain-run');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('6');
});

test('opens a pasted path', async ({ start }) => {
  const path = realWorkflow('gen1-a40-zarr-chain-run');
  const { page } = await start({ roots: [sharedFolder] });
  await page.getByRole('button', { name: /Paste a path/ }).click();
  await page.getByRole('textbox', { name: 'Path of the workflow folder' }).fill(path);
  await page.getByRole('dialog').getByRole('button', { name: 'Open', exact: true }).click();
  await waitForWorkflow(page, 'gen1-a40-zarr-chain-run');
});

test('opens a folder chosen in the folder browser', async ({ start, host }) => {
  skipOn(host, ['stand-in', 'electron'], 'this host has the dialog of the system');
  realWorkflow('gen1-a40-json-scalar');
  const { page } = await start({ roots: [sharedFolder] });
  await page.getByRole('button', { name: /Open folder/ }).click();
  const dialog = page.getByRole('dialog', { name: /Open a workflow/ });
  await dialog.getByRole('button', { name: 'workflows' }).click();
  await dialog.getByRole('row', { name: /gen1-a31-json-chain3-sets/ }).click();
  await dialog.getByRole('button', { name: 'Open gen1-a31-json-chain3-sets' }).click();
  await waitForWorkflow(page, 'gen1-a31-json-chain3-sets');
});

test('opens a folder chosen in the dialog of the system', async ({ start, host }) => {
  skipOn(host, ['loopback'], 'a browser has no dialog that tells a path');
  const path = realWorkflow('gen1-a40-json-scalar');
  const { page, answerOpenDialog } = await start();
  answerOpenDialog?.([path]);
  await page.getByRole('button', { name: /Open folder/ }).click();
  await waitForWorkflow(page, 'gen1-a40-json-scalar');
});

test('opens a dropped folder by its path', async ({ start, host }) => {
  skipOn(host, ['loopback', 'electron'], 'a drop made by a script has no path here');
  const path = realWorkflow('gen1-a40-json-scalar');
  const { page, setDroppedPath } = await start();
  await setDroppedPath?.(path);
  await drop(page, 'gen1-a40-json-scalar');
  await waitForWorkflow(page, 'gen1-a40-json-scalar');
});

test('finds a dropped folder by name among the roots', async ({ start, host, folder }) => {
  skipOn(host, ['stand-in', 'electron'], 'this host tells the path of what is dropped');
  copyOf('gen1-a40-json-scalar', folder);
  const { page } = await start();
  await drop(page, 'gen1-a40-json-scalar');
  await waitForWorkflow(page, 'gen1-a40-json-scalar');
});

test('asks for the path of a dropped folder it cannot find', async ({ start, host }) => {
  skipOn(host, ['stand-in', 'electron'], 'this host tells the path of what is dropped');
  const { page } = await start();
  await drop(page, 'nowhere_2024-01-01_000000');
  await expect(page.getByRole('dialog', { name: 'Open a path' })).toContainText(
    'nowhere_2024-01-01_000000',
  );
});

test('resolves a file inside a workflow upward', async ({ start, folder }) => {
  const path = copyOf('gen1-a40-zarr-fail', folder);
  const { page } = await start({ paths: [join(path, 'parameter_data', '.zgroup')] });
  await waitForWorkflow(page, 'gen1-a40-zarr-fail');
});

test('says what a folder that is no workflow lacks, and names workflows inside it', async ({
  start,
  folder,
}) => {
  copyOf('gen1-a40-json-scalar', join(folder, 'work'));
  const { page } = await start({ paths: [join(folder, 'work')] });
  await expect(page.getByText('This folder is not a workflow.')).toBeVisible();
  await page.getByRole('button', { name: /gen1-a40-json-scalar/ }).click();
  await waitForWorkflow(page, 'gen1-a40-json-scalar');
});

test('an unrelated folder is explained', async ({ start, folder }) => {
  mkdirSync(join(folder, 'holiday'));
  writeFileSync(join(folder, 'holiday', 'notes.txt'), 'nothing');
  const { page } = await start({ paths: [join(folder, 'holiday')] });
  await expect(page.getByRole('alert')).toContainText('This folder is not a workflow.');
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

test('corrupt metadata names its file', async ({ start, folder }) => {
  const path = copyOf('gen1-a40-json-chain-run', folder);
  const file = join(path, 'metadata.json');
  writeFileSync(file, readFileSync(file, 'utf8').slice(0, 300));
  const { page } = await start({ paths: [path] });
  await expect(page.getByRole('alert')).toContainText('metadata.json');
});

test('a workflow of before 0.2.0a31 is named, not opened', async ({ start, folder }) => {
  const path = join(folder, 'old.json');
  const members = ['parameter_data', 'parameter_sources', 'template', 'template_components'];
  const document = Object.fromEntries([...members, 'tasks'].map((key) => [key, {}]));
  writeFileSync(path, JSON.stringify({ ...document, num_added_tasks: 0 }));
  const { page } = await start({ paths: [path] });
  await expect(page.getByRole('note')).toContainText('recognised, but not yet readable');
  await expect(page.getByRole('note')).toContainText('GEN0');
});

/** Drops an empty file of this name on the window, as far as a script can. */
async function drop(page: import('@playwright/test').Page, name: string): Promise<void> {
  await expect(page.getByText('Drop a workflow here')).toBeVisible();
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
