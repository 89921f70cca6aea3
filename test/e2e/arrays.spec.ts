import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, skipOn, test } from './fixtures.ts';
import { realWorkflow, showView, truthOf, waitForWorkflow } from './workflows.ts';

const NAME = 'gen1-a40-zarr-arrays';
const Values = z.record(z.string(), z.object({ value: z.unknown().optional() }));

/** The value of an input, as hpcflow's own API gives it. */
function valueTruth<T extends z.ZodType>(parameter: number, schema: T): z.infer<T> {
  const truth = truthOf(NAME, z.object({ get_parameter_data: Values }));
  return schema.parse(truth.get_parameter_data[String(parameter)]?.value);
}

async function openElement(page: Page, element: number): Promise<void> {
  await waitForWorkflow(page, NAME);
  await showView(page, 'Parameters');
  const field = page.getByRole('textbox', { name: 'Element' });
  await field.fill(String(element));
  await field.press('Enter');
  await page.getByRole('treeitem', { name: /^p1/ }).click();
}

/** What the cursor of a picture says, after some keys. */
async function cursorAfter(page: Page, keys: readonly string[]): Promise<string> {
  const picture = page.getByRole('application').first();
  await picture.focus();
  for (const key of keys) await page.keyboard.press(key);
  return (await picture.locator('[aria-live]').textContent()) ?? '';
}

const facts = (page: Page) => page.getByRole('complementary', { name: 'Facts of the value' });

test('a large array opens as a heatmap that tells its values, and is saved whole', async ({
  start,
  host,
}) => {
  const { page } = await start({ paths: [realWorkflow(NAME)] });
  await openElement(page, 12);
  const { first, shape } = valueTruth(
    14,
    z.object({ first: z.array(z.number()), shape: z.tuple([z.number(), z.number()]) }),
  );
  await expect(page.getByRole('img', { name: /Heatmap of p1.*512 by 512/ })).toBeVisible();
  // The cursor begins beside the first cell: down and up again.
  const right = Array.from({ length: 7 }, () => 'ArrowRight');
  expect(await cursorAfter(page, right)).toMatch(/at \[0, 7\]$/);
  const said = await cursorAfter(page, ['ArrowDown', 'ArrowUp']);
  expect(Number.parseFloat(said)).toBe(first[7]);
  await expect(facts(page)).toContainText('Median');
  await expect(page.getByText(/chunks read/)).toBeVisible();

  skipOn(host, ['electron'], 'a native dialog asks where to save');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Whole array as NPY' }).click();
  const bytes = readFileSync(await (await download).path());
  const header = bytes.subarray(0, 128).toString('latin1');
  expect(header).toContain(`'shape': (${shape.join(', ')})`);
  const begin = 10 + bytes.readUInt16LE(8);
  expect(first.map((_, at) => bytes.readDoubleLE(begin + at * 8))).toEqual(first);
});

test('statistics of a slice and of the whole are those of the values', async ({ start }) => {
  const { page } = await start({ paths: [realWorkflow(NAME)] });
  await openElement(page, 3);
  const { data } = valueTruth(5, z.object({ data: z.unknown() }));
  const flat = z.array(z.number()).parse([data].flat(10));
  const line = (name: string) => facts(page).getByText(name, { exact: true }).locator('xpath=..');
  const slice = flat.slice(0, 30);
  // Five digits are shown, the others in the tooltip.
  const shown = (value: number) => String(Number(value.toPrecision(5)));
  const mean = (values: readonly number[]) => shown(values.reduce((a, b) => a + b) / values.length);
  await expect(line('Mean')).toContainText(mean(slice));
  await expect(line('Maximum')).toContainText(String(Math.max(...slice)));
  await page.getByRole('textbox', { name: 'Dimension 0' }).press('ArrowUp');
  await expect(line('Mean')).toContainText(mean(flat.slice(30, 60)));
  await page.getByRole('radio', { name: 'Whole' }).check();
  await expect(line('Mean')).toContainText(mean(flat));
  await expect(line('Maximum')).toContainText(String(Math.max(...flat)));
});

test('lays one output of all elements over each other, and leads to the odd one', async ({
  start,
  sample,
}) => {
  const { page } = await start({ paths: [sample] });
  await expect(
    page.getByRole('heading', { level: 1, name: '11 runs failed, for 2 reasons' }),
  ).toBeVisible();
  await showView(page, 'Parameters');
  await page.getByRole('button', { name: /^Task / }).click();
  await page.getByRole('menuitem', { name: /simulate_VE_loading/ }).click();
  await page.getByRole('treeitem', { name: 'VE_response 4 items dict' }).press('ArrowRight');
  await page.getByRole('treeitem', { name: /volume_data/ }).press('ArrowRight');
  await page.getByRole('treeitem', { name: /equivalent_stress/ }).click();
  await page.getByRole('radio', { name: 'Across elements' }).check();
  // Eleven loadings failed; those from 25 on have not ended.
  await expect(page.getByText('14 of 28 values drawn; 14 not set.')).toBeVisible();
  await page.getByRole('button', { name: /^Along x/ }).click();
  await page.getByRole('menuitem', { name: 'vol_avg_equivalent_strain' }).click();
  const chart = page.getByRole('application', { name: /equivalent_stress of 14 elements/ });
  // The first key takes the first curve.
  await chart.press('ArrowDown');
  await chart.press('ArrowDown');
  await page.getByRole('button', { name: 'Go to element 1', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Element' })).toHaveValue('1');
  await expect(
    page.getByRole('img', { name: /Line chart of vol_avg_equivalent_stress/ }),
  ).toBeVisible();

  await page.getByRole('button', { name: /^Task / }).click();
  await page.getByRole('menuitem', { name: /fit_hardening/ }).click();
  await page
    .getByRole('treeitem', { name: /^hardening_parameters/ })
    .last()
    .press('ArrowRight');
  await page.getByRole('treeitem', { name: /^residual/ }).click();
  await page.getByRole('radio', { name: 'Over iterations' }).check();
  await page.getByRole('application', { name: /residual over iterations/ }).press('ArrowDown');
  await page.getByRole('button', { name: 'Go to iteration 2' }).click();
  await expect(page.getByRole('button', { name: /^Iteration 2/ })).toBeVisible();

  await page.getByRole('button', { name: 'Search all values' }).click();
  await page.getByRole('textbox', { name: 'Text in a name or a value' }).fill('XI_INF');
  const found = page.getByRole('grid', { name: 'What was found' });
  await expect(found.getByRole('row').nth(1)).toContainText('xi_inf_sl');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(facts(page)).toContainText('puts.hardening_parameters');
});
