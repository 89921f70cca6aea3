import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { showView } from './workflows.ts';

/** What of WCAG 2.2 AA a machine can check. */
async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.slice(0, 5).map(({ html, failureSummary }) => `${html} ${failureSummary}`),
  }));
  expect(found).toEqual([]);
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`every page is accessible, ${colorScheme}`, async ({ start }) => {
    test.slow();
    const { page } = await start({ colorScheme, allowWrites: true });
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
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Shift+Delete');
    await page.getByRole('textbox', { name: 'Type the workflow name' }).fill('tensile');
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await showView(page, 'Runs');
    await expect(page.getByRole('treegrid').first()).toBeVisible();
    await page.keyboard.press('n');
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('Error');
    await expectAccessible(page);

    await showView(page, 'Loops');
    await expect(page.getByRole('table').first()).toBeVisible();
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
}
