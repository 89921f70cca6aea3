import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { MARKUP, OBJECT_NAMES, writeHostileStudy } from './hostile-study.ts';
import { showView, waitForWorkflow } from './workflows.ts';

const NAME = 'hostile <b>study</b>'.replaceAll('/', '∕');

test('what a workflow holds is text on every page, and nothing else', async ({ start, folder }) => {
  const path = join(folder, NAME);
  await writeHostileStudy(path);
  const { page } = await start({ paths: [path] });
  const requested: string[] = [];
  page.on('request', (request) => requested.push(new URL(request.url()).origin));
  page.on('dialog', (dialog) => requested.push(`dialog ${dialog.message()}`));
  await page.evaluate(() => {
    Object.assign(globalThis, {
      hacked: () => document.documentElement.setAttribute('hacked', ''),
    });
  });
  const own = new URL(page.url()).origin;
  const shownAsText = async (view: string): Promise<void> => {
    await expect(page.getByText(MARKUP).first(), view).toBeVisible();
    expect(
      await page.locator('img, iframe, object, embed, [onerror], [onload]').count(),
      view,
    ).toBe(0);
    expect(await page.locator('a[href^="javascript:" i]').count(), view).toBe(0);
    expect(await page.locator('html[hacked]').count(), view).toBe(0);
  };
  await waitForWorkflow(page, NAME);
  const tree = page.getByRole('treegrid');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });

  await shownAsText('Overview');
  for (const view of ['Submissions', 'Loops', 'Template']) {
    await showView(page, view);
    if (view !== 'Loops') await shownAsText(view);
  }
  await showView(page, 'Parameters');
  await shownAsText('Parameters');

  await showView(page, 'Runs');
  await shownAsText('Runs');
  await page.getByRole('button', { name: /^simulate_VE/ }).click();
  await expect(tree.getByRole('row').nth(1)).toBeVisible();
  await page.keyboard.press('n');
  await expect(inspector).toContainText('General error.');
  await expect(inspector.getByRole('region', { name: 'Log and files' })).toContainText(
    '<script>hacked()</script>',
  );
  await shownAsText('Inspector');
  await expect(tree).toBeVisible();
  await expect(page).toHaveTitle(/hostile/);

  await page.keyboard.press('d');
  await expect(page.getByRole('table').first()).toBeVisible();
  await shownAsText('Differences');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('VE_response');
  await shownAsText('Palette');
  await page.keyboard.press('Escape');

  // Names that objects have of their own are keys like others, and stay with their value.
  await showView(page, 'Parameters');
  await page
    .getByRole('treeitem', { name: /^load_case/ })
    .first()
    .press('ArrowRight');
  for (const name of OBJECT_NAMES) {
    await expect(
      page.getByRole('treeitem', { name: new RegExp(`^${name}`) }).first(),
    ).toBeVisible();
  }
  expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  expect(new Set(requested.filter((origin) => origin !== own))).toEqual(new Set());
});
