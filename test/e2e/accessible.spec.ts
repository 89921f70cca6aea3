import { expectAccessible } from './accessibility.ts';
import { expect, test } from './fixtures.ts';
import { showView } from './workflows.ts';

test('the runs and every dialog about them are accessible, in every theme', async ({ start }) => {
  test.slow();
  const { page } = await start({ allowWrites: true });
  await expect(page.getByText('Drop a workflow here')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Open the sample workflow' }).click();
  await expect(
    page.getByRole('heading', { level: 1, name: '11 runs failed, for 2 reasons' }),
  ).toBeVisible();
  await expectAccessible(page);

  // The copy waits to be confirmed: the sample was made a moment ago.
  await page.keyboard.press('Control+Shift+S');
  await expect(page.getByText('Nothing is there yet under that name.')).toBeVisible();
  await expectAccessible(page, 'dialog');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+Delete');
  await page.getByRole('textbox', { name: 'Type the workflow name' }).fill('tensile');
  await expectAccessible(page, 'dialog');
  await page.keyboard.press('Escape');

  await showView(page, 'Runs');
  await page.getByRole('button', { name: /^simulate_VE/ }).click();
  await expect(page.getByRole('treegrid').first()).toBeVisible();
  await page.keyboard.press('n');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('Error');
  await expectAccessible(page);

  for (const button of ['Filter', 'Choose columns', 'Saved views']) {
    await page.getByRole('button', { name: button, exact: true }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectAccessible(page, 'dialog');
    await page.keyboard.press('Escape');
  }
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page, 'dialog');
  await page.keyboard.press('Escape');

  await inspector.getByRole('button', { name: 'Reproduce' }).click();
  await expect(page.getByRole('dialog').getByRole('region').first()).toBeVisible();
  await expectAccessible(page, 'dialog');
  await page.keyboard.press('Escape');
  await inspector.getByRole('tab', { name: /^Files/ }).click();
  await inspector.getByRole('tabpanel').getByRole('button').first().click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await expectAccessible(page, 'dialog');
  await page.keyboard.press('Escape');

  await page.keyboard.press('d');
  await expect(page.getByText('Only differences')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Alt+ArrowLeft');
  await inspector.getByRole('button', { name: 'Lineage' }).click();
  const lineage = page.getByRole('region', { name: 'Lineage' });
  await expect(lineage.getByRole('listitem').first()).toBeVisible();
  await expectAccessible(page);

  await showView(page, 'Graph');
  await expect(page.getByRole('button', { name: /^Iteration 0 of fit/ })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
  await expectAccessible(page);
});

test('the pages about the whole workflow are accessible, in every theme', async ({
  start,
  sample,
}) => {
  test.slow();
  const { page } = await start({ paths: [sample] });
  await page.getByRole('link', { name: 'Compare them' }).first().click();
  await expect(page.getByRole('grid', { name: /runs of .* compared/ })).toBeVisible();
  await expectAccessible(page);

  await showView(page, 'Plots');
  await expect(page.getByRole('application').first()).toBeVisible();
  await expectAccessible(page);

  await showView(page, 'Loops');
  await expect(page.getByRole('table').first()).toBeVisible();
  await expectAccessible(page);

  await showView(page, 'Timeline');
  await expect(page.getByRole('list', { name: /^Timeline of/ })).toBeVisible();
  await expectAccessible(page);

  await showView(page, 'Parameters');
  await expect(page.getByRole('tree')).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Facts of the value' })).toBeVisible();
  await expectAccessible(page);

  await showView(page, 'Submissions');
  await expect(page.getByRole('grid', { name: /Actions by elements/ })).toBeVisible();
  await expectAccessible(page);

  await showView(page, 'Template');
  await expect(page.getByRole('region', { name: 'template' })).toBeVisible();
  await expectAccessible(page);
});
