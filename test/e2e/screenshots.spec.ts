import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { showView } from './workflows.ts';

// Pictures of every page for the documentation: `npm run screenshots`.
const FOLDER = join(import.meta.dirname, '..', '..', 'docs', 'screenshots');

async function shoot(page: Page, name: string): Promise<void> {
  // Nothing under the pointer, so that no row is lit.
  await page.mouse.move(640, 8);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

for (const colorScheme of ['dark', 'light'] as const) {
  test(`pictures of copying and deleting, ${colorScheme}`, async ({ start }) => {
    const { page } = await start({ colorScheme, viewport: { width: 1024, height: 700 } });
    await page.getByRole('button', { name: 'Open the sample workflow' }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: '11 runs failed, for 2 reasons' }),
    ).toBeVisible();
    const menu = page.getByRole('button', { name: 'Copy, rename, delete', exact: true });
    await menu.click();
    await page.getByRole('menuitem', { name: 'Copy…' }).click();
    await expect(page.getByText('Nothing is there yet under that name.')).toBeVisible();
    await shoot(page, `copy-${colorScheme}`);
    await page.keyboard.press('Escape');
    await menu.click();
    await page.getByRole('menuitem', { name: 'Delete permanently…' }).click();
    await page.getByRole('textbox', { name: 'Type the workflow name' }).fill('tensile_texture');
    await shoot(page, `delete-${colorScheme}`);
  });

  test(`pictures of every page, ${colorScheme}`, async ({ start }) => {
    test.slow();
    mkdirSync(FOLDER, { recursive: true });
    const { page } = await start({ colorScheme, viewport: { width: 1280, height: 800 } });
    await expect(page.getByText('Drop a workflow here')).toBeVisible();
    await expect(page.getByText('Nothing opened yet')).toBeVisible();
    await shoot(page, `welcome-${colorScheme}`);

    await page.getByRole('button', { name: 'Open the sample workflow' }).click();
    await expect(
      page.getByRole('heading', { level: 1, name: '11 runs failed, for 2 reasons' }),
    ).toBeVisible();
    const causes = page.getByRole('list', { name: 'Root causes' });
    await expect(causes).toContainText("KeyError: 'phase'");
    await expect(causes).toContainText('Every run with volume_element.grid_size');
    await shoot(page, `overview-${colorScheme}`);

    await causes.getByRole('button', { name: /KeyError/ }).click();
    await causes.getByRole('link', { name: 'element 7', exact: true }).click();
    await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('Error');
    await expect(page.getByRole('treegrid').getByRole('row').nth(1)).toBeVisible();
    await shoot(page, `runs-${colorScheme}`);

    await showView(page, 'Graph');
    await expect(page.getByRole('button', { name: /^Iteration 0 of fit/ })).toBeVisible();
    await page.keyboard.press('h');
    await expect(page.getByText(/^Came from/)).toBeVisible();
    await shoot(page, `graph-${colorScheme}`);

    await showView(page, 'Timeline');
    await page.getByText('Show what the end waited for').click();
    await expect(page.getByText(/of running and/)).toBeVisible();
    await page.getByRole('button', { name: /DAMASK_grid, element 4/ }).click();
    await shoot(page, `timeline-${colorScheme}`);

    await showView(page, 'Loops');
    await expect(page.getByRole('table').first()).toBeVisible();
    await shoot(page, `loops-${colorScheme}`);

    await page.getByRole('button', { name: /^generate_microstructure_seeds_random/ }).click();
    await showView(page, 'Parameters');
    await page.getByRole('treeitem', { name: /microstructure_seeds/ }).press('ArrowRight');
    await page
      .getByRole('treeitem', { name: /float64/ })
      .first()
      .click();
    await expect(page.getByRole('grid', { name: /Values of an array/ })).toBeVisible();
    await expect(page.getByRole('gridcell').first()).not.toHaveText('');
    await shoot(page, `parameters-${colorScheme}`);

    await showView(page, 'Submissions');
    await expect(page.getByRole('grid', { name: /Actions by elements/ })).toBeVisible();
    await page.getByRole('radio', { name: /Submission 0/ }).check();
    await page.getByRole('button', { name: /js 1 ×/ }).click();
    await expect(page.getByRole('complementary', { name: 'Jobscript 1' })).toContainText(
      'Versions',
    );
    await shoot(page, `submissions-${colorScheme}`);

    await showView(page, 'Template');
    await expect(page.getByRole('region', { name: 'template' })).toContainText('tasks');
    await shoot(page, `template-${colorScheme}`);
  });
}
