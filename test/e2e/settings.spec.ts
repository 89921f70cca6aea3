import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** What the page looks like, as its style sheets have it. */
const look = (page: Page) =>
  page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    const surface = getComputedStyle(document.body).backgroundColor;
    return [style.colorScheme, surface, style.getPropertyValue('--row').trim()].join(' ');
  });

test('settings are used at once in all windows, and kept by a host that only reads', async ({
  start,
  host,
}) => {
  const first = await start({ colorScheme: 'dark' });
  const { page } = first;
  await page.getByRole('button', { name: 'Open the sample workflow' }).click();
  await expect(page.getByRole('heading', { level: 1, name: /runs failed/ })).toBeVisible();
  expect(await look(page)).toBe('dark rgb(7, 8, 11) 24px');
  // The host of the browser has as many windows as there are pages.
  const other = host === 'loopback' ? await page.context().newPage() : page;
  if (other !== page) await other.goto(first.url ?? '');

  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Settings' });
  await dialog.getByLabel('Theme').selectOption({ label: 'Light' });
  await dialog.getByText('Comfortable').click();
  await dialog.getByText('UTC', { exact: true }).click();
  await dialog.getByRole('checkbox', { name: /one letter/ }).click();
  await expect(dialog.getByRole('checkbox', { name: /one letter/ })).not.toBeChecked();
  await expect.poll(() => look(page)).toBe('light rgb(235, 237, 239) 30px');
  await expect.poll(() => look(other)).toBe('light rgb(235, 237, 239) 30px');
  await expect(page.getByText('Times in UTC', { exact: true })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).include('[role="dialog"]').analyze();
  expect(violations).toEqual([]);
  await page.keyboard.press('Escape');

  // A letter alone does nothing now; the palette still leads everywhere.
  await page.keyboard.press('?');
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('dialog')).toHaveCount(1);
  await dialog.getByLabel('Theme').selectOption({ label: 'High contrast, dark' });
  await expect.poll(() => look(page)).toBe('dark rgb(0, 0, 0) 30px');
  await first.close();

  const { page: again } = await start({ colorScheme: 'light' });
  await expect.poll(() => look(again)).toBe('dark rgb(0, 0, 0) 30px');
});
