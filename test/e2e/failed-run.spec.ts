import { expect, test } from './fixtures.ts';
import { realWorkflow, snapshot, waitForWorkflow } from './workflows.ts';

test('finds the likely failed run from the overview in two steps', async ({ start }) => {
  const path = realWorkflow('gen1-a40-zarr-fail');
  const before = snapshot(path);
  const { page } = await start({ paths: [path] });
  await waitForWorkflow(page, 'gen1-a40-zarr-fail');

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 run likely failed');
  const look = page.getByRole('region', { name: 'About this workflow' });
  const aside = page.getByRole('complementary', { name: 'About this workflow' });
  await aside
    .or(look)
    .getByRole('link', { name: /t2, element 0/ })
    .click();

  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('Likely failed');
  await expect(inspector).toContainText('p3');
  await expect(inspector).toContainText('never set');
  await expect(inspector).toContainText('no exit code');
  // It is an inference: never a recorded error, never a success.
  await expect(inspector.getByText('Error', { exact: true })).toHaveCount(0);
  await expect(inspector.getByText('Success', { exact: true })).toHaveCount(0);
  expect(snapshot(path)).toEqual(before);
});

test('walks from the overview to a run with the keyboard alone', async ({ start }) => {
  const path = realWorkflow('gen1-a40-zarr-fail');
  const { page } = await start({ paths: [path] });
  await waitForWorkflow(page, 'gen1-a40-zarr-fail');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 run likely failed');

  await page.keyboard.press('Control+2');
  await expect(
    page.getByRole('navigation', { name: 'Workflow' }).getByRole('button', { name: /^Runs/ }),
  ).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('treegrid').getByRole('row').nth(1)).toBeVisible();
  // N goes to the next failure, wherever one is.
  await page.keyboard.press('n');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('Likely failed');

  await page.keyboard.press('Alt+ArrowLeft');
  await expect(inspector).toHaveCount(0);
  await page.keyboard.press('Alt+ArrowRight');
  await expect(inspector).toContainText('Likely failed');
});
