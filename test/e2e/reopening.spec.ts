import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENDED, runningStudy, withEnded, writtenStudy } from '../support/running-study.ts';
import { expect, test } from './fixtures.ts';
import { copyOf, showView, snapshot, waitForWorkflow } from './workflows.ts';

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

test('a workflow that runs is followed: counts change, the place stays, also when it is gone for a while', async ({
  start,
  folder,
}) => {
  const study = runningStudy();
  const { path, become } = await writtenStudy(folder, study, 'gen4', 'zarr');
  const { page } = await start({ paths: [path] });
  await waitForWorkflow(page, 'running_study');
  const counts = page.getByRole('list', { name: 'Runs by status' });
  await expect(counts).toContainText(`${ENDED}running`);
  const status = page.getByRole('contentinfo');
  await expect(status).toContainText('Checks every 5 s');

  await showView(page, 'Runs');
  // After the heads of the columns.
  const chosen = page
    .getByRole('treegrid')
    .getByRole('row')
    .nth(ENDED + 2);
  await chosen.click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('Running');
  const at = page.url();

  // One of them fails, the others end well: by itself within a pause, without losing the place.
  const ended = withEnded(study, ({ id_ }) => (id_ === ENDED + 1 ? 3 : 0));
  await become(ended, 'in-place');
  const before = snapshot(path);
  const changes = page.getByRole('button', { name: /^3 more succeeded, 1 failed since / });
  await expect(changes).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('status', { name: 'Changes' })).toHaveText(
    '3 more succeeded, 1 failed',
  );
  await expect(inspector).toContainText('Failed');
  await expect(chosen).toHaveAttribute('aria-selected', 'true');
  expect(page.url()).toBe(at);

  await changes.click();
  await page.getByRole('menuitem', { name: '3 runs succeeded in simulate' }).click();
  await expect(page.getByRole('button', { name: '3 chosen elements' })).toBeVisible();
  await page.getByRole('button', { name: 'Back' }).click();

  renameSync(path, `${path}-elsewhere`);
  await page.keyboard.press('F5');
  await expect(page.getByText('running_study is not there any more.')).toBeVisible();
  renameSync(`${path}-elsewhere`, path);
  await page.getByRole('button', { name: 'Check again' }).click();
  await expect(chosen).toHaveAttribute('aria-selected', 'true');
  await expect(chosen).toBeVisible();

  await status.getByRole('button', { name: 'Pause' }).click();
  await expect(status).toContainText('Not checked');
  await changes.click();
  await page.getByRole('menuitem', { name: 'Mark as seen' }).click();
  await expect(changes).toBeHidden();
  expect(snapshot(path)).toEqual({ ...before, '/': expect.any(String) });
});
