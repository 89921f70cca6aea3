import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** More presses would be too many for a person as well. */
const MOST_PRESSES = 60;

test('every page is reached and used without a pointer, and the focus is always seen', async ({
  start,
  sample,
}) => {
  const { page } = await start({ roots: [sample] });
  await expect(page.getByText('Drop a workflow here')).toBeVisible();
  await tabTo(page, page.getByRole('button', { name: 'Open the sample workflow' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /11 runs failed/ })).toBeVisible();

  const navigator = page.getByRole('navigation', { name: 'Workflow' });
  const goTo = async (view: string): Promise<void> => {
    const button = navigator.getByRole('button', { name: new RegExp(`^${view}`) });
    await tabTo(page, button.first());
    await page.keyboard.press('Enter');
    await expect(button.first()).toHaveAttribute('aria-current', 'page');
  };
  await goTo('Runs');
  const table = page.getByRole('treegrid');
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  const map = page.getByRole('grid', { name: /^Map of all runs/ });
  await tabTo(page, map.getByRole('gridcell'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toBeVisible();
  await tabTo(page, table.locator('[role="row"][tabindex="0"]'));
  await page.keyboard.press('ArrowDown');
  await expect(table.getByRole('row', { selected: true })).toHaveCount(1);
  await tabTo(page, inspector.getByRole('tab', { selected: true }));
  await page.keyboard.press('ArrowRight');
  await expect(inspector.getByRole('tab', { name: 'stdout' })).toHaveAttribute(
    'aria-selected',
    'true',
  );

  await goTo('Parameters');
  const current = page.locator('[role="treeitem"][tabindex="0"]');
  await tabTo(page, current);
  await page.keyboard.press('ArrowDown');
  await expect(current).toBeFocused();
  for (const view of ['Graph', 'Timeline', 'Submissions', 'Loops', 'Template', 'Plots'])
    await goTo(view);

  await tabTo(page, navigator.getByRole('button', { name: 'Settings' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await tabTo(page, page.getByRole('tab', { name: /tensile/ }));
  await page.keyboard.press('Delete');
  await expect(page.getByText('Drop a workflow here')).toBeVisible();
});

test('the dialogs about a run need no pointer either', async ({ start, sample }) => {
  const { page } = await start({ paths: [sample] });
  await expect(page.getByRole('heading', { level: 1, name: /11 runs failed/ })).toBeVisible();
  await page.keyboard.press('n');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const reproduce = inspector.getByRole('button', { name: 'Reproduce' });
  await tabTo(page, reproduce);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await tabTo(page, dialog.getByRole('button', { name: 'Close' }).last());
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(reproduce).toBeFocused();

  await tabTo(page, inspector.getByRole('tab', { selected: true }));
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  const files = inspector.getByRole('tab', { name: /^Files/ });
  await expect(files).toHaveAttribute('aria-selected', 'true');
  await expect(inspector.getByRole('tabpanel').getByRole('listitem').first()).toBeVisible();
  await tabTo(page, inspector.getByRole('tabpanel').getByRole('button').first());
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

/** Presses Tab until something has the focus; whatever has it on the way shows it. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let presses = 0; presses < MOST_PRESSES; presses += 1) {
    if (await wanted.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press('Tab');
    const hidden = await page.evaluate(unseenFocus);
    expect(hidden, 'has the focus and does not show it').toBeUndefined();
  }
  await expect(wanted, `is reached within ${MOST_PRESSES} presses`).toBeFocused();
}

/** What has the focus, when neither it nor what is around it has an outline. */
function unseenFocus(): string | undefined {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return undefined;
  // A canvas draws the focus of its cells itself.
  if (focused.getAttribute('role') === 'gridcell') return undefined;
  for (let node: Element | null = focused, up = 0; node !== null && up < 3; up += 1) {
    const { outlineStyle, outlineWidth } = getComputedStyle(node);
    if (outlineStyle !== 'none' && outlineWidth !== '0px') return undefined;
    node = node.parentElement;
  }
  return `${focused.tagName} ${focused.getAttribute('aria-label') ?? focused.textContent?.slice(0, 60)}`;
}
