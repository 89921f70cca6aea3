import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { copyOf, showView, waitForWorkflow } from './workflows.ts';

const NAME = 'gen1-a40-zarr-fail';

/** The page's colour while none of its scripts have run. */
async function firstColour(page: Page): Promise<string> {
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.reload({ waitUntil: 'domcontentloaded' });
  const colour = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.unroute('**/assets/*.js');
  await page.reload();
  return colour;
}

test('keeps where one was, what is pinned, and the theme from the first moment', async ({
  start,
  folder,
  host,
  expectedErrors,
}) => {
  // Its scripts are held back on purpose.
  expectedErrors.push(/Failed to load resource/);
  const path = copyOf(NAME, folder);
  const { page, answerOpenDialog } = await start({ paths: [path] });
  const row = page.getByRole('row', { name: new RegExp(NAME) });
  await waitForWorkflow(page, NAME);
  await showView(page, 'Template');
  const template = page.getByRole('region', { name: 'template' });
  await expect(template).toBeVisible();

  await page.getByRole('button', { name: 'Open another workflow' }).click();
  await row.getByRole('button', { name: `Pin ${NAME} to the top` }).click();
  await expect(row.getByRole('button', { name: `Unpin ${NAME}` })).toBeVisible();
  await page.getByRole('button', { name: `Close ${NAME}`, exact: true }).click();

  // Opened again, it is where it was, with the overview a step back.
  await row.getByRole('button', { name: new RegExp(`^${NAME}`) }).click();
  await expect(template).toBeVisible();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 run likely failed');

  // Moved while nobody looked: found again, still pinned.
  const moved = join(folder, 'elsewhere');
  await page.getByRole('button', { name: `Close ${NAME}`, exact: true }).click();
  renameSync(path, moved);
  await page.reload();
  await expect(row).toContainText('The folder is not there now.');
  if (host !== 'loopback') answerOpenDialog?.([moved]);
  await row.getByRole('button', { name: `Locate… ${NAME}` }).click();
  if (host === 'loopback') {
    const picker = page.getByRole('dialog', { name: /Open a workflow/ });
    await picker.getByRole('row', { name: /elsewhere/ }).click();
    await picker.getByRole('button', { name: 'Open elsewhere' }).click();
  }
  const found = page.getByRole('row', { name: /elsewhere/ });
  await expect(found.getByRole('button', { name: 'Unpin elsewhere' })).toBeVisible();

  // The report shows what it would copy, without names of folders.
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Go to anything' }).fill('report of a problem');
  await page.keyboard.press('Enter');
  const report = page.getByRole('textbox', { name: 'Report' });
  await expect(report).toHaveValue(/^Earshot \d/);
  expect(await report.inputValue()).not.toContain(folder);
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+,');
  await page.getByLabel('Theme').selectOption({ label: 'Light' });
  await page.getByText('12,345').click();
  await expect(page.getByRole('radio', { name: '12,345' })).toBeChecked();
  expect(await firstColour(page)).toBe('rgb(235, 237, 239)');
  await expect(page.getByText('Drop a workflow here')).toBeVisible();
});
