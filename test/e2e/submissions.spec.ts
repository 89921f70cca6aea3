import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { realWorkflow, showView, waitForWorkflow } from './workflows.ts';

const CHAIN = 'gen1-a40-zarr-chain-run';
const FAILED = 'gen1-a40-zarr-fail';
const TWO = 'gen1-a40-json-two-submissions';
const PENDING = 'gen1-a40-json-pending';

async function showSubmissions(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name: new RegExp(`${name}$`) }).click();
  await waitForWorkflow(page, name);
  await showView(page, 'Submissions');
}

test('shows submissions, jobscripts, what they wait for, and their runs', async ({ start }) => {
  const { page } = await start({ paths: [CHAIN, FAILED, TWO, PENDING].map(realWorkflow) });
  await showSubmissions(page, CHAIN);
  await expect(page.getByText('Submitted: all 3 jobscripts')).toBeVisible();
  await expect(page.getByText('Scheduler state: not recorded')).toBeVisible();
  const table = page.getByRole('grid', { name: 'Jobscripts' });
  await expect(table.getByRole('row')).toHaveCount(4);
  await page.getByRole('button', { name: /js 1 ×/ }).click();
  const detail = page.getByRole('complementary', { name: 'Jobscript 1' });
  await expect(detail).toContainText('array dependency');
  await expect(detail).toContainText('num_cores');
  await expect(detail).toContainText('bash');
  await expect(detail.getByRole('note')).toContainText('It ran directly, without a scheduler');
  await detail.getByRole('link', { name: 'js 0' }).click();
  await expect(page.getByRole('complementary', { name: 'Jobscript 0' })).toBeVisible();

  // A run from the grid of a jobscript.
  await showSubmissions(page, FAILED);
  await page.getByRole('button', { name: /js 1 ×/ }).click();
  const cell = page.getByRole('grid', { name: /Actions by elements/ }).getByRole('gridcell');
  await expect(cell).toHaveAccessibleName(/Element 0, .*Likely failed/);
  await cell.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText(
    'Likely failed',
  );

  await showSubmissions(page, TWO);
  await page.getByRole('radio', { name: /Submission 0/ }).check();
  await expect(page.getByRole('complementary', { name: 'Jobscript 0' })).toBeVisible();
  await page.getByRole('radio', { name: /Submission 1/ }).check();
  await expect(page.getByRole('radio', { name: /Submission 1/ })).toBeChecked();

  await showSubmissions(page, PENDING);
  await expect(page.getByText('No submission', { exact: true })).toBeVisible();

  await page.getByRole('tab', { name: new RegExp(`${CHAIN}$`) }).click();
  await showView(page, 'Template');
  const text = page.getByRole('region', { name: 'template' });
  await expect(text).toContainText('tasks:');
  await page.getByRole('textbox', { name: 'Find in template' }).fill('schema');
  await expect(page.getByRole('status').filter({ hasText: /^1 of \d+$/ })).toBeVisible();
  await page.getByRole('button', { name: 'Next match' }).click();
  await expect(page.getByRole('status').filter({ hasText: /^2 of \d+$/ })).toBeVisible();
  await page.getByRole('radio', { name: 'JSON' }).check();
  await expect(text).toContainText(/"[a-z_]+": /);
});
