import { expect, test } from './fixtures.ts';
import { copyOf, showView, snapshot, waitForWorkflow } from './workflows.ts';

const NAMES = ['gen1-a40-json-chain-run', 'gen1-a40-zarr-arrays', 'gen1-a40-json-loop-nested'];

test('looking at all of a workflow changes no file, size or time', async ({ start, folder }) => {
  const paths = NAMES.map((name) => copyOf(name, folder));
  const before = paths.map(snapshot);
  const { page } = await start({ paths });
  for (const name of NAMES) {
    await page.getByRole('tab', { name: new RegExp(`${name}$`) }).click();
    await waitForWorkflow(page, name);
    await expect(page.getByRole('list', { name: 'Runs by status' })).toBeVisible();

    await showView(page, 'Runs');
    await page.getByRole('treegrid').getByRole('row').nth(1).click();
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('p1');
    await showView(page, 'Parameters');
    await page.getByRole('treeitem', { name: /^p1/ }).click();
    await expect(page.getByRole('complementary', { name: 'Facts of the value' })).toContainText(
      'inputs.p1',
    );
    await page.getByRole('treeitem', { name: /^any/ }).press('ArrowRight');
    await expect(page.getByRole('treeitem', { name: /num_cores/ })).toBeVisible();
    for (const view of ['Submissions', 'Loops', 'Template']) await showView(page, view);
    await expect(page.getByRole('region', { name: 'template' })).toContainText('tasks');
    // Read again, and looked at whether anything was written.
    const asOf = page.getByRole('contentinfo');
    const shown = (await asOf.textContent()) ?? '';
    await page.keyboard.press('F5');
    await expect(asOf).not.toHaveText(shown);
  }
  expect(paths.map(snapshot)).toEqual(before);
});
