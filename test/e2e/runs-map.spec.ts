import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { showView } from './workflows.ts';

/** Colour of a pixel of the map's cells, as `#rrggbb`. */
function pixelAt(page: Page, x: number, y: number): Promise<string> {
  return page.evaluate(
    ([left, top]) => {
      const canvas = document.querySelector('[role="grid"][aria-label^="Map"] canvas');
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('no canvas');
      const data = canvas.getContext('2d')?.getImageData(left, top, 1, 1).data ?? [];
      return `#${[...data]
        .slice(0, 3)
        .map((part) => part.toString(16).padStart(2, '0'))
        .join('')}`;
    },
    [x, y] as const,
  );
}

const token = (page: Page, name: string): Promise<string> =>
  page.evaluate(
    (key) => getComputedStyle(document.documentElement).getPropertyValue(key).trim(),
    name,
  );

test('finds a failure in the map, and walks, groups and filters from there', async ({
  start,
  sample,
}) => {
  const { page } = await start({ paths: [sample] });
  await expect(
    page.getByRole('heading', { level: 1, name: '11 runs failed, for 2 reasons' }),
  ).toBeVisible();
  await showView(page, 'Runs');
  await page.getByRole('button', { name: /^simulate_VE/ }).click();

  // The cells are drawn: the first is a run that did well, in its colour.
  const map = page.getByRole('grid', { name: /^Map of all runs/ });
  const cell = map.getByRole('gridcell');
  await expect(cell).toBeVisible();
  const success = await token(page, '--status-success-cell');
  await expect.poll(() => pixelAt(page, 4, 4)).toBe(success);

  // N selects the first failure in map, table and inspector.
  await page.keyboard.press('n');
  await expect(cell).toHaveAccessibleName(
    /element 7, target_strain_rate=.*read_VE_response\. Error/,
  );
  const table = page.getByRole('treegrid', { name: /Elements of simulate_VE/ });
  await expect(table.getByRole('row', { selected: true })).toContainText('1 failed');
  await expect(table.getByRole('row', { selected: true })).toBeInViewport({ ratio: 0.9 });
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('Error');
  await expect(inspector).toContainText('target_strain_rate=0.001');

  // H lights what the run came from and what came from it, and takes the light back.
  const mapPane = page.getByRole('region', { name: 'Map' });
  await expect(mapPane.getByText('Rows follow lineage')).toBeVisible();
  await page.keyboard.press('h');
  await expect(mapPane.getByText(/^Path: \d+ before, \d+ after$/)).toBeVisible();
  await expect.poll(() => pixelAt(page, 4, 4)).not.toBe(success);
  await page.keyboard.press('h');
  await expect.poll(() => pixelAt(page, 4, 4)).toBe(success);

  // The keyboard walks on from there: the action before it did well.
  await cell.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(cell).toHaveAccessibleName(/DAMASK_grid\. Success/);
  await expect(inspector).toContainText('DAMASK_grid');
  await page.keyboard.press('Home');
  await expect(cell).toHaveAccessibleName(/element 0\b/);

  // A box over the map selects elements in the table.
  const box = await map.boundingBox();
  if (box === null) throw new Error('the map has no box');
  await page.mouse.move(box.x + 110, box.y + 150);
  await page.mouse.down();
  await page.mouse.move(box.x + 140, box.y + 260, { steps: 3 });
  await page.mouse.up();
  await expect(page.getByText(/^\d+ selected/)).toBeVisible();
  await page.getByRole('button', { name: 'Clear' }).click();

  await page.getByRole('button', { name: 'Group', exact: true }).click();
  await page.getByRole('menuitem', { name: 'By target_strain_rate' }).click();
  await expect(table.getByRole('button', { name: 'Close group 0.001' })).toBeVisible();
  await expect(table.getByRole('row', { name: /16 elements/ })).toContainText('5 failed');

  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Filter by a value' });
  await dialog.getByLabel('Column').selectOption('inputs.load_case.total_time');
  await dialog.getByLabel('Comparison').selectOption('<');
  await dialog.getByLabel('Value').fill('10');
  await dialog.getByRole('button', { name: 'Add filter' }).click();
  await expect(page.getByText('12 of 28 elements')).toBeVisible();

  // What is shown becomes a file, its numbers as they are stored.
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Copy or save what is shown' }).click();
  await page.getByRole('menuitem', { name: 'Save as CSV…' }).click();
  const [head, ...lines] = readFileSync(await (await download).path(), 'utf8').split('\r\n');
  expect(head).toMatch(/^element,inputs\.load_case\.target_strain_rate.*,status,exitCode,/);
  expect(lines).toHaveLength(12 + 1);
  expect(lines[0]).toMatch(/^12,0\.01,/);
  await expect(page.getByText('Saved 12 rows as CSV')).toBeVisible();

  // A view is kept with the workflow, also over a reload.
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByLabel('Name of the view that is shown').fill('fast ones');
  await page.getByRole('button', { name: 'Save view' }).click();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await page.reload();
  await expect(page.getByText(/^Rows \d/)).toBeVisible();
  await expect(page.getByText('12 of 28 elements')).toHaveCount(0);
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('button', { name: 'fast ones', exact: true }).click();
  await expect(page.getByText('12 of 28 elements')).toBeVisible();
  await page.getByRole('button', { name: 'total_time < 10' }).click();

  await page.keyboard.press('f');
  await expect(page.getByText('11 of 28 elements')).toBeVisible();
  await page.keyboard.press('f');

  await page.keyboard.press('/');
  await page.keyboard.type('#19');
  await expect(page.getByText('1 of 28 elements')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText(
    'next failure',
  );
});

test('brings a failure of another task into sight, also in a small window', async ({
  start,
  sample,
}) => {
  const { page } = await start({ paths: [sample], viewport: { width: 1024, height: 700 } });
  await expect(
    page.getByRole('heading', { level: 1, name: '11 runs failed, for 2 reasons' }),
  ).toBeVisible();
  await showView(page, 'Runs');
  await expect(page.getByRole('treegrid').getByRole('row').nth(1)).toBeVisible();
  await page.keyboard.press('p');
  const row = page.getByRole('treegrid').getByRole('row', { selected: true });
  await expect(row).toContainText('1 failed');
  await expect(row).toBeInViewport({ ratio: 0.9 });
});

test('looks at one loop iteration in all views', async ({ start, sample }) => {
  const { page } = await start({ paths: [sample] });
  await expect(
    page.getByRole('heading', { level: 1, name: '11 runs failed, for 2 reasons' }),
  ).toBeVisible();
  await showView(page, 'Runs');
  await page.getByRole('button', { name: /^fit_hardening/ }).click();
  const loop = page.getByRole('region', { name: 'Loop iteration' });
  await expect(loop.getByRole('radio', { name: 'Final' })).toBeChecked();

  const table = page.getByRole('treegrid', { name: /Elements of fit_hardening/ });
  await table.getByRole('row').nth(1).click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('fit 2');
  await page.keyboard.press('[');
  await page.keyboard.press('[');
  await expect(loop.getByRole('radio', { name: '1', exact: true })).toBeChecked();
  await expect(inspector).toContainText('fit 1');

  // The same in the graph: its chips choose for all views, its arrow keys follow what flows.
  await showView(page, 'Graph');
  const chips = page.getByRole('group', { name: 'Iterations of fit' });
  await expect(chips.getByRole('button', { name: /^Iteration 1/, pressed: true })).toBeVisible();
  await expect(inspector).toContainText('Here, fit 1');
  await chips.getByRole('button', { name: /^Iteration 0/ }).click();
  await expect(loop.getByRole('radio', { name: '0', exact: true })).toBeChecked();
  const tasks = page.getByRole('list', { name: 'Tasks, in the order of the template' });
  await tasks.getByRole('button', { name: /^fit_hardening/ }).press('ArrowUp');
  const simulate = tasks.getByRole('button', { name: /^simulate_VE.* Fed by generate_volume/ });
  await expect(simulate).toBeFocused();
  await expect(inspector).toContainText('28 elements × 3 actions');
  await page.keyboard.press('e');
  await expect(tasks.getByRole('button', { name: /^DAMASK_grid of simulate_VE/ })).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: 'Picture as SVG' }).click();
  const picture = readFileSync(await (await saved).path(), 'utf8');
  expect(picture).toContain('DAMASK_grid');
  expect(picture).not.toMatch(/var\(|class=/);
  await page.getByRole('button', { name: 'Show its runs' }).click();
  await expect(page.getByRole('treegrid', { name: /Elements of simulate_VE/ })).toBeVisible();
  await page.getByRole('button', { name: /^fit_hardening/ }).click();
  await loop.getByText('All', { exact: true }).click();
  await expect(loop.getByRole('radio', { name: 'All' })).toBeChecked();
});
