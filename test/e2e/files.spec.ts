import { closeSync, openSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import * as h5wasm from 'h5wasm';
import { tiffFile } from '../support/tiff-file.ts';
import { expect, test } from './fixtures.ts';
import { copyOf, waitForWorkflow } from './workflows.ts';

const NAME = 'gen3-a180-zarr-files';
const RUN_FOLDER = 'execute/task_0_process/e_1/r_0';
/** A table of this many rows of 1,024 bytes each: twenty megabytes. */
const TABLE_ROWS = 20_000;
const ROW_BYTES = 1024;

/** A run folder with files of every kind that people have there. */
async function makeFiles(folder: string): Promise<void> {
  const at = (name: string): string => join(folder, RUN_FOLDER, name);
  const table = openSync(at('curves.csv'), 'w');
  writeSync(table, `${'increment,stress,note'.padEnd(ROW_BYTES - 1)}\n`);
  const rows = (first: number): string =>
    Array.from({ length: 1000 }, (_, row) =>
      `${first + row},${(first + row) / 4},"a, ""b"""`.padEnd(ROW_BYTES - 1),
    ).join('\n');
  for (let first = 1; first < TABLE_ROWS; first += 1000) writeSync(table, `${rows(first)}\n`);
  closeSync(table);
  writeFileSync(at('plot.py'), 'import numpy as np\n\nprint(np.zeros(3))\n');
  writeFileSync(at('material.yaml'), 'phase:\n  Aluminum:\n    C_11: 106.75e+9\n    lattice: cF\n');
  writeFileSync(
    at('figure.svg'),
    `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80">
      <script>document.title = 'taken over'</script>
      <rect width="120" height="80" fill="#c00" onload="document.title = 'taken over'"/></svg>`,
  );
  const ramp = Array.from({ length: 24 * 16 }, (_, pixel) => pixel * 10);
  const scan = { width: 24, height: 16, bits: 16, samples: 1, values: ramp } as const;
  const spot = {
    width: 2,
    height: 1,
    bits: 8,
    samples: 3,
    values: [200, 0, 0, 0, 0, 200],
  } as const;
  writeFileSync(at('scan.tif'), tiffFile([scan, spot]));
  writeFileSync(at('broken.tif'), tiffFile([scan]).subarray(0, 100));
  writeFileSync(at('fields.bin'), Buffer.from([0, 1, 2, 0x45, 0x61, 0x72, 0xff]));
  truncateSync(at('fields.bin'), 2 ** 30);
  const { FS: system } = await h5wasm.ready;
  const file = new h5wasm.File('/result.hdf5', 'w');
  const group = file.create_group('increment_60');
  group.create_dataset({
    name: 'sigma',
    data: Float64Array.from({ length: 64 * 48 }, (_, index) => index),
    shape: [64, 48],
    chunks: [16, 48],
    compression: 4,
  });
  group.create_attribute('solver', 'spectral_basic');
  file.close();
  writeFileSync(at('result.hdf5'), system.readFile('/result.hdf5'));
}

test('shows every file of a run as what it is, and as anything else', async ({ start, folder }) => {
  const path = copyOf(NAME, folder);
  await makeFiles(path);
  const { page } = await start({ paths: [path] });
  await waitForWorkflow(page, NAME);
  await page.evaluate(
    (hash) => {
      location.hash = hash;
    },
    new URLSearchParams({
      workflow: path,
      at: 'runs?task=0&element=1&iteration=0&action=0&attempt=0',
    }).toString(),
  );
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await inspector.getByRole('tab', { name: /^Files/ }).click();
  const dialog = page.getByRole('dialog');
  const open = async (name: string): Promise<void> => {
    await inspector.getByRole('button', { name, exact: true }).click();
    await expect(dialog).toBeVisible();
  };

  // A script, in its colours, from its beginning.
  await open('plot.py');
  await expect(chosenView(dialog)).toHaveAccessibleName('Text');
  await expect(dialog.getByText('Python script')).toBeVisible();
  await expect(dialog.getByText('import', { exact: true }).first()).toHaveCSS(
    'color',
    await colourOf(page, '--code-key'),
  );
  await close(page, dialog);

  // Megabytes of CSV: the first rows at once, the last when they are looked at.
  await open('curves.csv');
  const grid = dialog.getByRole('grid', { name: 'Rows of curves.csv' });
  await expect(grid.getByRole('columnheader', { name: 'stress' })).toBeVisible();
  await expect(grid.getByRole('gridcell', { name: 'a, "b"' }).first()).toBeVisible();
  await expect(dialog.getByText(/^20.000 rows, 3 columns$/)).toBeVisible({ timeout: 30_000 });
  await grid.press('Control+End');
  await expect(grid.getByRole('gridcell', { name: '5000', exact: true })).toBeVisible();
  await close(page, dialog);

  await open('material.yaml');
  const tree = dialog.getByRole('tree');
  await tree.getByRole('treeitem', { name: /phase/ }).press('ArrowRight');
  await tree.getByRole('treeitem', { name: /Aluminum/ }).press('ArrowRight');
  await expect(tree.getByRole('treeitem', { name: /C_11 106750000000/ })).toBeVisible();
  // Whatever it is taken for, it can be looked at otherwise.
  await dialog.getByRole('radio', { name: 'Text' }).check();
  await expect(dialog.getByText('lattice:')).toBeVisible();
  await close(page, dialog);

  // Drawn as an image only: nothing that is written in it happens.
  await open('figure.svg');
  await expect(dialog.getByRole('img', { name: 'figure.svg' })).toBeVisible();
  await expect(dialog.getByText('120 × 80 px')).toBeVisible();
  expect(await page.title()).not.toBe('taken over');
  // Beside those of the other elements, one of which has none.
  await dialog.getByRole('radio', { name: 'All elements' }).check();
  const gallery = dialog.getByRole('list', { name: 'figure.svg of all elements' });
  await expect(gallery.getByRole('img', { name: 'figure.svg of element 1' })).toBeVisible();
  await expect(gallery.getByRole('button', { name: 'element 0' })).toContainText('no such file');
  expect(await page.title()).not.toBe('taken over');
  await close(page, dialog);

  // A browser does not draw TIFF itself; pages are chosen, and a damaged file is a sentence.
  await open('scan.tif');
  await expect(dialog.getByRole('img', { name: 'scan.tif' })).toBeVisible();
  await expect(dialog.getByText('24 × 16 px, 16 bit grey, shown from 0 to 3830')).toBeVisible();
  await dialog.getByRole('button', { name: 'Next page' }).click();
  await expect(dialog.getByText('2 × 1 px, 8 bit RGB')).toBeVisible();
  await close(page, dialog);
  await open('broken.tif');
  await expect(dialog.getByText('This TIFF image cannot be drawn')).toBeVisible();
  await close(page, dialog);

  await open('fields.bin');
  const bytes = dialog.getByRole('region', { name: 'Bytes of fields.bin' });
  await expect(bytes).toContainText('00 01 02 45 61 72 ff');
  await expect(bytes).toContainText('···Ear·');
  await expect(dialog.getByText(/unknown data, 1\.\d GB/)).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Go to byte' }).fill('0x3ffffff0');
  await expect(bytes).toContainText('3ffffff0');
  await close(page, dialog);

  // A dataset of an HDF5 file is shown as arrays of parameters are.
  await open('result.hdf5');
  await tree.getByRole('treeitem', { name: /increment_60/ }).click();
  await expect(dialog.getByText('spectral_basic')).toBeVisible();
  await tree.getByRole('treeitem', { name: /increment_60/ }).press('ArrowRight');
  await tree.getByRole('treeitem', { name: /sigma/ }).click();
  await dialog
    .getByRole('group', { name: 'Picture' })
    .getByRole('radio', { name: 'Table' })
    .check();
  const values = dialog.getByRole('grid', { name: 'Values of an array of 64 × 48' });
  await values.press('Control+End');
  await expect(values.getByRole('gridcell', { name: '3071.0' })).toBeVisible();
  await expect(dialog.getByText('1535.5').first()).toBeVisible();
  await close(page, dialog);
});

const chosenView = (dialog: Locator): Locator =>
  dialog.getByRole('group', { name: 'Look at it as' }).getByRole('radio', { checked: true });

async function close(page: Page, dialog: Locator): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
}

/** A colour of the theme, as the browser computes it. */
function colourOf(page: Page, token: string): Promise<string> {
  return page.evaluate((name) => {
    const probe = document.createElement('span');
    probe.style.color = `var(${name})`;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }, token);
}
