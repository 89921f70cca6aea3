import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** The palette by the keyboard: its field has the focus, arrows choose, Enter goes. */
function paletteOf(page: Page) {
  const field = page.getByRole('combobox', { name: 'Go to anything' });
  const option = (name: RegExp) => page.getByRole('option', { name }).first();
  return {
    field,
    option,
    open: async (): Promise<void> => {
      await page.keyboard.press('Control+k');
      await expect(field).toBeFocused();
    },
    /** Types, waits until the first of the list is this, and goes there. */
    go: async (text: string, first: RegExp): Promise<void> => {
      await field.fill(text);
      await expect(page.getByRole('option').first()).toHaveText(first);
      await expect(field).toHaveAttribute(
        'aria-activedescendant',
        (await page.getByRole('option').first().getAttribute('id')) ?? '',
      );
      await field.press('Enter');
      await expect(field).toHaveCount(0);
    },
  };
}

test('goes anywhere by the keyboard alone', async ({ start }) => {
  const { page } = await start({ allowWrites: true });
  const palette = paletteOf(page);
  await expect(page.getByText('Drop a workflow here')).toBeVisible();

  // Without a workflow: a command.
  await palette.open();
  await palette.go('smpl', /^Open the sample workflow/);
  await expect(page.getByRole('heading', { level: 1, name: /runs failed/ })).toBeVisible();

  // What is offered at once; the way to say no.
  await page.getByRole('button', { name: /^Go to anything/ }).click();
  await expect(page.getByRole('group', { name: 'Views' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Tasks' })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(palette.field).toHaveCount(0);

  await palette.open();
  await palette.go('parm', /^Parameters/);
  await expect(page.getByRole('tree')).toBeVisible();

  await palette.open();
  await palette.go('jobscript 0', /^jobscript 0/);
  await expect(page.getByRole('complementary', { name: 'Jobscript 0' })).toBeVisible();

  // An element by its number and some letters of its task.
  await palette.open();
  await palette.field.fill('simulate 2');
  await expect(palette.option(/^element 2\b/)).toBeVisible();
  await palette.option(/^element 2\b/).click();
  await expect(page).toHaveURL(/element%3D2/);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();

  // A name among the parameters.
  await palette.open();
  await palette.field.fill('orientations');
  await expect(page.getByRole('group', { name: 'Parameters' })).toBeVisible();
  await page.getByRole('group', { name: 'Parameters' }).getByRole('option').first().click();
  await expect(page.getByRole('complementary', { name: 'Facts of the value' })).toBeVisible();

  // Commands open their own dialogs, which then have the focus.
  await palette.open();
  await palette.go('copy…', /^Copy…/);
  await expect(page.getByText('Nothing is there yet under that name.')).toBeVisible();
  await page.keyboard.press('Escape');
  await palette.open();
  await palette.go('shortcuts', /^Keyboard shortcuts/);
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toContainText(
    'go to anything',
  );
  await page.keyboard.press('Escape');

  await palette.open();
  await palette.field.fill('qqqqq');
  await expect(page.getByRole('status').filter({ hasText: 'Nothing found' })).toBeVisible();
  await palette.field.press('Control+k');
  await expect(palette.field).toHaveCount(0);
});
