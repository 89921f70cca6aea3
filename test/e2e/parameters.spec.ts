import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, test } from './fixtures.ts';
import { realWorkflow, showView, truthOf, waitForWorkflow } from './workflows.ts';

const NAME = 'gen1-a40-zarr-arrays';
const ArrayTruth = z.object({ shape: z.array(z.number()), data: z.array(z.number()) });

/** Parameter data of one number, as hpcflow's own API gives it. */
function valueTruth<T extends z.ZodType>(parameter: number, schema: T): z.infer<T> {
  const truth = truthOf(
    NAME,
    z.object({
      get_parameter_data: z.record(z.string(), z.object({ value: z.unknown().optional() })),
    }),
  );
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

/** Shows the array as numbers, whatever picture suits it. */
async function showTable(page: Page): Promise<void> {
  await page.getByRole('radio', { name: 'Table' }).check();
}

/** Texts of the shown rows, without the head and the index of each row. */
async function tableRows(page: Page): Promise<string[][]> {
  const grid = page.getByRole('grid', { name: /Values of an array/ });
  await expect(grid.getByRole('gridcell').first()).not.toHaveText('');
  const rows = await grid.getByRole('row').all();
  return Promise.all(rows.slice(1).map((row) => row.getByRole('gridcell').allInnerTexts()));
}

test('shows the numbers of arrays as hpcflow reads them, and copies them as they are', async ({
  start,
  host,
}) => {
  const { page } = await start({ paths: [realWorkflow(NAME)] });
  await openElement(page, 11);
  const { shape, data } = valueTruth(13, ArrayTruth);
  const rows = await tableRows(page);
  expect([rows.length, rows[0]?.length]).toEqual(shape);
  expect(rows.flat().map(Number)).toEqual(data);
  const facts = page.getByRole('complementary', { name: 'Facts of the value' });
  await expect(facts).toContainText('float64');
  await expect(facts).toContainText('5 × 3');
  await expect(facts).toContainText('local_input');

  // The clipboard of a desktop is left alone.
  if (host !== 'electron') {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByRole('grid').focus();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+c');
    await expect(page.getByRole('status').filter({ hasText: 'Copied 4 values' })).toBeVisible();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const copied = text.split('\n').map((line) => line.split('\t').map(Number));
    expect(copied).toEqual([data.slice(0, 2), data.slice(3, 5)]);
  }

  // What a mask hides is hatched, the rest kept.
  await openElement(page, 19);
  const { mask } = valueTruth(21, z.object({ mask: z.object({ data: z.array(z.boolean()) }) }));
  await expect(page.getByText(/^masked/).first()).toBeVisible();
  const masked = await tableRows(page);
  expect(masked.flat().map((value) => value.startsWith('masked'))).toEqual(mask.data);
});

test('reads slices and the far end of large arrays without the rest, and finds names', async ({
  start,
}) => {
  const { page } = await start({ paths: [realWorkflow(NAME)] });
  await openElement(page, 12);
  await showTable(page);
  const grid = page.getByRole('grid', { name: /512 × 512/ });
  await grid.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Control+ArrowDown');
  await expect(grid.getByRole('rowheader', { name: '511', exact: true })).toBeVisible();
  await expect(grid.getByRole('columnheader', { name: '511', exact: true })).toBeVisible();
  await expect(grid.getByRole('gridcell').last()).not.toHaveText('');

  await openElement(page, 3);
  const { data } = valueTruth(5, z.object({ data: z.unknown() }));
  const flat = z.array(z.number()).parse([data].flat(10));
  await expect(page.getByRole('grid')).toHaveAccessibleName(/4 × 5 × 6/);
  expect((await tableRows(page)).flat().map(Number)).toEqual(flat.slice(0, 30));
  const slice = page.getByRole('textbox', { name: 'Dimension 0' });
  await slice.fill('3');
  await slice.press('Enter');
  await expect(page.getByRole('gridcell').first()).toHaveText(String(flat[90]));
  expect((await tableRows(page)).flat().map(Number)).toEqual(flat.slice(90));
  await page.getByRole('button', { name: /^Rows/ }).click();
  await page.getByRole('menuitem', { name: 'dimension 0 (4)' }).click();
  await expect(page.getByRole('rowheader')).toHaveCount(4);
  const rows = await tableRows(page);
  expect(rows.map((row) => Number(row[1]))).toEqual([1, 31, 61, 91].map((at) => flat[at]));

  await page.getByRole('textbox', { name: 'Find by name' }).fill('P2');
  await expect(page.getByRole('treeitem', { name: /^p1/ })).toHaveCount(0);
  await expect(page.getByRole('treeitem', { name: /^p2/ })).toBeVisible();
  await page.getByRole('textbox', { name: 'Find by name' }).fill('zzz');
  await expect(page.getByText('No name matches zzz')).toBeVisible();
});

test('tells unset from None, and opens nested values', async ({ start }) => {
  const name = 'gen1-a40-json-nested-values';
  const { page } = await start({ paths: [realWorkflow(name)] });
  await waitForWorkflow(page, name);
  await showView(page, 'Parameters');
  await expect(page.getByRole('treeitem', { name: /^p2/ })).toContainText('not set yet');
  const kinds = new Set<string>();
  const next = page.getByRole('button', { name: 'Next element' });
  const input = page.getByRole('treeitem', { name: /^p1/ });
  for (let element = 0; element < 12; element += 1) {
    await expect(page.getByRole('textbox', { name: 'Element' })).toHaveValue(String(element));
    await expect(input).toBeVisible();
    for (const kind of ['None', 'dict', 'list', 'tuple', 'set']) {
      if ((await input.getByText(kind, { exact: true }).count()) > 0) kinds.add(kind);
    }
    if (element < 11) await next.click();
  }
  expect([...kinds]).toEqual(expect.arrayContaining(['None', 'dict', 'list']));
});

test('says that an output was never set once its run has ended', async ({ start }) => {
  const name = 'gen1-a40-zarr-fail';
  const { page } = await start({ paths: [realWorkflow(name)] });
  await waitForWorkflow(page, name);
  await showView(page, 'Parameters');
  await page.getByRole('button', { name: 'Task t1' }).click();
  await page.getByRole('menuitem', { name: 't2' }).click();
  await expect(page.getByRole('treeitem', { name: /^p3/ })).toContainText('never set');
  await expect(page.getByText('none has set it')).toBeVisible();
});

test('opens the file that is a value', async ({ start }) => {
  const name = 'gen3-a180-json-input-file';
  const { page } = await start({ paths: [realWorkflow(name)] });
  await waitForWorkflow(page, name);
  await showView(page, 'Parameters');
  await page.getByRole('treeitem', { name: /^wk_in_file/ }).click();
  await page
    .getByRole('button', { name: /in\.txt/ })
    .first()
    .click();
  await expect(page.getByRole('dialog').getByText('made ✓')).toBeVisible();
});

test('a link into a value opens on that value', async ({ start }) => {
  const path = realWorkflow('gen1-a40-json-chain-run');
  const { page } = await start({ paths: [path] });
  await waitForWorkflow(page, 'gen1-a40-json-chain-run');
  await showView(page, 'Parameters');
  await page.getByRole('treeitem', { name: /^p2/ }).click();
  const facts = page.getByRole('complementary', { name: 'Facts of the value' });
  await expect(facts).toContainText('outputs.p2');
  await page.reload();
  await expect(facts).toContainText('outputs.p2');
  // Its source is the run that set it.
  await facts.getByRole('link', { name: /^output of t1/ }).click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('t1');
});

test('shows what a run uses where a sub-parameter replaces a part', async ({ start }) => {
  const name = 'gen1-a40-json-sub-parameters';
  const { page } = await start({ paths: [realWorkflow(name)] });
  await waitForWorkflow(page, name);
  await showView(page, 'Parameters');
  await page.getByRole('treeitem', { name: /^p1 / }).click();
  const facts = page.getByRole('complementary', { name: 'Facts of the value' });
  await expect(facts.getByText("{'a': 10, 'b': {'c': 2}}")).toBeVisible();
  await expect(facts).toContainText('together with inputs.p1.a');
  // What is stored stays as it is.
  const stored = page.getByRole('region', { name: 'Value of p1' });
  await expect(stored.getByRole('row').nth(1)).toHaveText(/^.?a.?1int$/);

  await showView(page, 'Runs');
  await page.getByRole('treegrid').getByRole('row').nth(1).click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByText("used as {'a': 10, 'b': {'c': 2}}")).toBeVisible();
  await expect(inspector).toContainText("{'a': 1, 'b': {'c': 2}}");
});
