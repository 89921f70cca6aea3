import { join } from 'node:path';
import { PLANT, writePlantedStudy } from '../support/planted-study.ts';
import { expect, test } from './fixtures.ts';
import { showView, waitForWorkflow } from './workflows.ts';

const { perPhase, unlicensed, slow } = PLANT;
const KNOCK_ON = unlicensed.elements.length * unlicensed.failedAfterEach;
const ROOTS = perPhase.failed + unlicensed.elements.length;

test('finds what was planted in a study of 2,000 elements', async ({ start, folder }) => {
  test.slow();
  expect(PLANT.elements).toBe(2000);
  const path = join(folder, PLANT.name);
  await writePlantedStudy(path);
  const { page } = await start({ paths: [path], viewport: { width: 1920, height: 1080 } });
  await waitForWorkflow(page, PLANT.name);

  // Two causes, the rarest first, each with what it took down; failures after failures apart.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `${ROOTS + KNOCK_ON} runs failed, for 2 reasons`,
  );
  await expect(
    page.getByText(`${ROOTS} runs failed by themselves, ${KNOCK_ON} only because`),
  ).toBeVisible();
  const causes = page.getByRole('list', { name: 'Root causes' });
  const rows = causes.getByRole('button', { expanded: false }).filter({ hasText: 'simulate' });
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText(/^7ERROR: licence checkout failed/);
  await expect(rows.nth(0)).toContainText(`${KNOCK_ON} failed after it`);
  const keyError = rows.nth(1);
  await expect(keyError).toContainText(new RegExp(`^${perPhase.failed}KeyError: 'phase'`));
  await expect(keyError).toContainText(`${perPhase.failed * perPhase.skippedEach} skipped`);
  // The input value that separates them.
  await expect(keyError).toContainText("Every run with load.constraint = 'per-phase'");

  // A skipped run names its root.
  await keyError.click();
  await causes.getByRole('link', { name: /^element 144/ }).click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText("KeyError: 'phase'");
  await inspector
    .getByRole('list', { name: 'Skipped because of this' })
    .getByRole('link')
    .last()
    .click();
  await expect(inspector).toContainText('Its input never came.');
  await page.keyboard.press('r');
  await expect(inspector).toContainText("KeyError: 'phase'");

  // The slow tail, and loops that ended early, which are no failures.
  const table = page.getByRole('treegrid', { name: /Elements of simulate/ });
  const ran = table.getByRole('columnheader', { name: 'Ran' });
  await ran.getByRole('button').click();
  await expect(ran).toHaveAttribute('aria-sort', 'descending');
  await table.evaluate((node) => node.scrollTo(0, 0));
  for (const element of slow) {
    await expect(
      table.getByRole('button', { name: `Open element ${element}`, exact: true }),
    ).toBeInViewport();
  }
  await showView(page, 'Overview');
  const counts = page.getByRole('list', { name: 'Runs by status' });
  await expect(counts).toContainText(`${PLANT.endedEarly}ended by loop`);
});
