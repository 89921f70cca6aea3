import { expect, test } from './fixtures.ts';
import { realWorkflow, showView } from './workflows.ts';

// What was planted: loadings 5, 11, 17, 23 and 29 failed, for their constraint is per phase.
const STUDY = 'gen4-jobscript-zarr-study-yield';

test('runs of one cause beside each other, then those a brush chooses, then their fields', async ({
  start,
}) => {
  const { page } = await start({ paths: [realWorkflow(STUDY)] });
  const causes = page.getByRole('list', { name: 'Root causes' });
  await causes
    .getByRole('listitem')
    .filter({ hasText: "KeyError: 'phase'" })
    .getByRole('link', { name: 'Compare them' })
    .click();
  const grid = page.getByRole('grid', { name: /^5 runs of simulate_loading compared/ });
  await expect(grid.getByRole('rowheader')).toHaveCount(5);
  await expect(page).toHaveURL(/elements%3D5%2C11%2C17%2C23%2C29/);
  const constraint = grid.getByRole('columnheader', { name: /load_case\.constraint/ });
  await expect(grid.getByRole('columnheader', { name: /volume_element\.label/ })).toBeVisible();
  await expect(constraint).toHaveCount(0);

  // All values of the cause have it in common: it is among those that do not differ.
  await page.getByRole('main').getByText(/^All/).click();
  await page.getByRole('button', { name: 'Transpose' }).click();
  const whole = page.getByRole('grid', { name: /^5 runs of simulate_loading compared/ });
  const common = whole.getByRole('row').filter({ hasText: 'load_case.constraint' });
  await expect(common.getByRole('gridcell').first()).toHaveText("'per-phase'");
  await whole.getByRole('button', { name: 'Compare with element 11' }).click();
  await expect(page.getByText('the reference, element 11')).toBeVisible();
  await expect(page).toHaveURL(/otherElement%3D11/);

  // A range along an axis chooses elements: Runs shows just those.
  await showView(page, 'Plots');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(page.getByRole('status').filter({ hasText: '30 elements' })).toBeVisible();
  const chart = page.getByRole('application', { name: /^Parallel coordinates of 30 elements/ });
  const box = await chart.boundingBox();
  if (box === null) throw new Error('the chart is not drawn');
  // The last axis is how long they ran; its upper half are the slower ones.
  const x = box.x + box.width - 70;
  await page.mouse.move(x, box.y + 30);
  await page.mouse.down();
  await page.mouse.move(x + 1, box.y + box.height / 2, { steps: 3 });
  await page.mouse.up();
  const chosen = page.getByText(/^\d+ of 30 elements$/);
  await expect(chosen).toBeVisible();
  const count = Number.parseInt((await chosen.textContent()) ?? '', 10);
  expect(count).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Show in Runs' }).click();
  const table = page.getByRole('treegrid', { name: 'Elements of simulate_loading' });
  await expect(table).toHaveAttribute('aria-rowcount', String(count + 1));
  await page.getByRole('button', { name: new RegExp(`^${count} chosen element`) }).click();
  await expect(table).toHaveAttribute('aria-rowcount', '31');

  // Fields of all elements as thumbnails; one leads to its element.
  await page.getByRole('row').nth(1).click();
  await showView(page, 'Parameters');
  await page.getByRole('treeitem', { name: /voxel_state/ }).click();
  await page.getByText('Across elements').click();
  const gallery = page.getByRole('list', { name: /^voxel_state of 17 elements/ });
  await expect(gallery.getByRole('img').first()).toBeVisible();
  await gallery.getByRole('button', { name: 'element 3' }).click();
  await expect(page).toHaveURL(/element%3D3/);
  await expect(page.getByRole('region', { name: 'Value of voxel_state' })).toBeVisible();
});
