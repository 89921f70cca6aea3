import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { copyOf, snapshot, waitForWorkflow } from './workflows.ts';

const NAME = 'gen3-a180-json-fail';

test('a workflow opened before is shown as it was, compared with its files, and replaced where they differ', async ({
  start,
  folder,
}) => {
  const path = copyOf(NAME, folder);
  const before = snapshot(path);
  const overview = /2 runs failed/;

  const first = await start({ paths: [path] });
  await waitForWorkflow(first.page, NAME);
  await expect(first.page.getByRole('heading', { level: 1, name: overview })).toBeVisible();
  await expect(first.page.getByRole('status', { name: 'Freshness' })).toBeEmpty();
  await first.close();

  const second = await start({ paths: [path] });
  await expect(second.page.getByRole('heading', { level: 1, name: overview })).toBeVisible();
  // Checking may be over before anybody can look.
  const freshness = second.page.getByRole('status', { name: 'Freshness' });
  await expect(freshness).toHaveText(/^(As of .*, checking …|Unchanged since .*)$/);
  await expect(freshness).toHaveText(/^Unchanged since \d\d:\d\d:\d\d$/);
  expect(snapshot(path)).toEqual(before);
  await second.close();

  // A run that failed has been seen to end well, in place.
  const document = join(path, 'metadata.json');
  const text = readFileSync(document, 'utf8');
  const changed = text.replace(/"exit_code": 3/, '"exit_code": 0');
  expect(changed).not.toBe(text);
  writeFileSync(document, changed);

  const { page } = await start({ paths: [path] });
  await expect(page.getByRole('status', { name: 'Freshness' })).toHaveText(
    /^Changed since \d\d:\d\d:\d\d, read again$/,
  );
  await expect(page.getByRole('heading', { level: 1, name: /1 run failed/ })).toBeVisible();

  await page.keyboard.press('Control+,');
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await expect(dialog).toContainText(/Cached indexes: 1 workflow, /);
  await dialog.getByRole('button', { name: 'Clear cached indexes' }).click();
  await expect(dialog).toContainText('Cached indexes: none');
});
