import { expect, test } from './fixtures.ts';
import { realWorkflow, showView, waitForWorkflow } from './workflows.ts';

const STUDY = 'gen4-jobscript-zarr-study-yield';
const TERMINATED = 'gen4-jobscript-zarr-loop-termination';

test('labels and groups elements by what varies, and follows a loop', async ({ start }) => {
  const { page } = await start({ paths: [TERMINATED, STUDY].map(realWorkflow) });
  await waitForWorkflow(page, STUDY);
  await showView(page, 'Runs');
  await page.getByRole('button', { name: /^simulate_loading/ }).click();

  // Story 5: rows are labelled by the inputs that vary; five groups of six, each with its bar.
  const table = page.getByRole('treegrid', { name: /Elements of simulate_loading/ });
  for (const name of ['load_case.label', 'volume_element.label']) {
    await expect(table.getByRole('columnheader', { name })).toBeVisible();
  }
  await page.getByRole('button', { name: 'Group', exact: true }).click();
  await page.getByRole('menuitem', { name: 'By load_case.label' }).click();
  const groups = table.getByRole('row').filter({ hasText: /\d elements/ });
  await expect(groups.filter({ hasText: 'mixed_bc' })).toContainText('5 failed');

  // Story 10: one iteration of the loop in map, table and inspector.
  const loop = page.getByRole('region', { name: 'Loop iteration' });
  await loop.getByText('1', { exact: true }).click();
  await expect(loop.getByRole('radio', { name: '1', exact: true })).toBeChecked();

  // Why a loop stopped, as far as it is recorded.
  await page.getByRole('tab', { name: new RegExp(`${TERMINATED}$`) }).click();
  await waitForWorkflow(page, TERMINATED);
  await showView(page, 'Loops');
  await expect(page.getByText('Why it stopped')).toBeVisible();
});

test('finds failures, their logs and the next one by the keyboard alone', async ({ start }) => {
  const { page } = await start({ paths: [realWorkflow(STUDY)] });
  await waitForWorkflow(page, STUDY);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('13 runs failed, for 3 reasons');
  // Story 20: failures only, the first of them, its log, the next.
  await page.keyboard.press('Control+2');
  await expect(page.getByRole('treegrid').getByRole('row').nth(1)).toBeVisible();
  await page.keyboard.press('n');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const log = inspector.getByRole('region', { name: 'Log and files' });
  await expect(log.getByRole('tabpanel')).toContainText('licence checkout failed');
  await page.keyboard.press('f');
  await expect(page.getByText('13 of 30 elements')).toBeVisible();
  const rows = page.getByRole('treegrid').getByRole('row');
  await expect(rows.nth(1).getByRole('img', { name: 'Error' }).first()).toBeVisible();
  const first = await page.getByRole('treegrid').getByRole('row', { selected: true }).textContent();
  await page.keyboard.press('n');
  await expect(page.getByRole('treegrid').getByRole('row', { selected: true })).not.toHaveText(
    first ?? '',
  );

  // Story 13: from the run to its jobscript, its text and streams.
  await inspector.getByRole('link', { name: '0', exact: true }).last().click();
  const jobscript = page.getByRole('complementary', { name: 'Jobscript 0' });
  await expect(jobscript).toContainText('From host');
});

test('leads from a run to its job, with the words to ask its scheduler', async ({
  start,
  sample,
}) => {
  const { page } = await start({ paths: [sample] });
  await page.getByRole('heading', { level: 1, name: /11 runs failed/ }).waitFor();
  await page.keyboard.press('Control+2');
  await page.keyboard.press('n');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('sacct -j 42177');
});

test('says why it took so long: the slow tail, the queue and what the end waited for', async ({
  start,
  sample,
}) => {
  // Story 12.
  const { page } = await start({ paths: [sample] });
  await page.getByRole('heading', { level: 1, name: /11 runs failed/ }).waitFor();
  await showView(page, 'Timeline');
  const lanes = page.getByRole('list', { name: 'Timeline of 135 runs' });
  await expect(lanes.getByRole('button', { name: /DAMASK_grid.*26 runs, 8 failed/ })).toBeVisible();
  await expect(page.getByText(/js 3 of submission 0/)).toBeVisible();

  await page.getByRole('button', { name: /DAMASK_grid, element 4/ }).click();
  await expect(page.getByRole('heading', { name: /DAMASK_grid.*element 4/ })).toBeVisible();
  await page.getByRole('application', { name: /^Timeline of 135 runs/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('heading', { name: /read_VE_response/ })).toBeVisible();

  await page.getByText('Show what the end waited for').click();
  await expect(page.getByText(/of running and .* of waiting/)).toBeVisible();
  const time = page.getByRole('button', { name: /^Time / });
  await expect(time).toHaveAccessibleName('Time Submission 1');
  // What is chosen elsewhere is brought into sight.
  await page.getByRole('button', { name: /DAMASK_grid, element 17/ }).click();
  await expect(time).not.toHaveAccessibleName('Time Submission 1');
  await page.getByRole('button', { name: /read_VE_response, element 24/ }).click();
  await page.getByRole('link', { name: 'Open in Runs' }).click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText(
    'read_VE_response',
  );
});
