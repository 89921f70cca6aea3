import { expect, skipOn, test } from './fixtures.ts';
import { copyOf, realWorkflow, showView, waitForWorkflow } from './workflows.ts';

test('a crash while one workflow is read is the error of that workflow only', async ({
  start,
  folder,
  host,
}) => {
  skipOn(host, ['stand-in', 'electron'], 'this host runs in the process of the test');
  const spoiled = copyOf('gen1-a40-json-chain-run', folder);
  const other = realWorkflow('gen1-a40-zarr-chain-run');
  const { page, failWorker } = await start({ paths: [spoiled, other], hasFaults: true });
  await waitForWorkflow(page, 'gen1-a40-zarr-chain-run');
  const crash = page.getByText('Reading this workflow stopped unexpectedly.');
  const spoiledTab = page.getByRole('tab', { name: /gen1-a40-json-chain-run$/ });

  failWorker?.(spoiled);

  // The other one, which is shown, goes on, also with what it had not read yet.
  await showView(page, 'Submissions');
  await expect(page.getByRole('row').first()).toBeVisible();
  await expect(crash).toHaveCount(0);

  await spoiledTab.click();
  await expect(crash).toBeVisible();
  await expect(page.getByText('The process that reads this workflow ended')).toBeVisible();

  await page.getByRole('button', { name: 'Reopen', exact: true }).click();
  await expect(crash).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('6');
  await showView(page, 'Submissions');
  await expect(page.getByRole('row').first()).toBeVisible();

  // The new worker can crash as well, while its workflow is shown.
  failWorker?.(spoiled);
  await expect(crash).toBeVisible();
  await page.getByRole('button', { name: 'Reopen', exact: true }).click();
  await expect(page.getByRole('row').first()).toBeVisible();
});
