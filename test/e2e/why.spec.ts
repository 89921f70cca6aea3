import { expect, test } from './fixtures.ts';
import { realWorkflow, snapshot, waitForWorkflow } from './workflows.ts';

const STUDY = 'gen4-jobscript-zarr-study-yield';
const KNOCK_ON_STUDY = 'gen3-a180-zarr-study-yield';

test('goes from "it failed" to the cause in two clicks, and to what it took down', async ({
  start,
}) => {
  const path = realWorkflow(STUDY);
  const before = snapshot(path);
  const { page } = await start({ paths: [path] });
  await waitForWorkflow(page, STUDY);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('13 runs failed, for 3 reasons');
  const causes = page.getByRole('list', { name: 'Root causes' });

  // Story 4: two causes that only their logs tell apart, the rarest first.
  const rows = causes.getByRole('button', { expanded: false }).filter({ hasText: 'simulate_' });
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(0)).toContainText(/^3ERROR: licence checkout failed/);
  await expect(rows.nth(0)).toContainText('8 skipped');
  await expect(causes).toContainText("KeyError: 'phase'");
  // Story 2: out of memory, tied to the grid, with the bad elements as a tuple.
  const killed = causes.getByRole('button', { name: /Killed, likely out of memory/ });
  await expect(killed).toContainText('exit 137');
  await expect(killed).toContainText('30 skipped');
  await expect(killed).toContainText('Every run with volume_element.grid = 128');
  await expect(causes.getByText('Copy (12, 13, 14, 15, 16)')).toBeVisible();

  // Story 1: cause, run: its error, exit code, and who shares its inputs.
  await killed.click();
  await causes.getByRole('link', { name: 'element 14' }).click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('Killed, likely out of memory.');
  await expect(inspector).toContainText('Exit code 137 is 128 + signal 9');
  await expect(inspector).toContainText('Detected 1 oom_kill event');
  await expect(inspector.getByRole('button', { name: /^volume_element 6 elements/ })).toContainText(
    '5 failed',
  );

  // S walks through the inputs it shares; Reproduce gives what to type, and what is not known.
  await page.keyboard.press('s');
  await expect(inspector.getByRole('button', { name: /^load_case/, expanded: true })).toBeFocused();
  await inspector.getByRole('button', { name: 'Reproduce' }).click();
  const reproduce = page.getByRole('dialog', { name: 'Reproduce this run' });
  await expect(reproduce.getByRole('region', { name: 'bash' })).toContainText(
    'python3 $HPCFLOW_RUN_SCRIPT_PATH',
  );
  await expect(reproduce.getByRole('region', { name: 'Python' })).toContainText(
    'elements[14].iterations[0].actions[1].runs[0]',
  );
  await expect(reproduce).toContainText('variables that the shell had before its job began');
  await page.keyboard.press('Escape');

  // Story 3: what it took down, and back to the root in one key.
  await expect(inspector).toContainText('6 skipped');
  const victims = inspector.getByRole('list', { name: 'Skipped because of this' });
  await victims.getByRole('link', { name: /write_solver_input.*iteration 1/ }).click();
  await expect(inspector).toContainText('Its input never came.');
  await page.keyboard.press('r');
  await expect(inspector).toContainText('Killed, likely out of memory.');

  // Story 6: the nearest success, and only what differs.
  await page.keyboard.press('d');
  const diff = page.getByRole('table').first();
  await expect(diff.getByRole('row', { name: /^volume_element.grid/ })).toContainText('128');
  await expect(diff.getByRole('row', { name: /grain_map/ })).toContainText('largest difference');
  await expect(diff.getByRole('row', { name: /^load_case/ })).toHaveCount(0);
  const common = page.getByRole('complementary', { name: 'What the failures have in common' });
  await expect(common).toContainText('volume_element.grid = 128 always failed (5)');
  await expect(common).toContainText('0 of 27');
  // The next failure is one key away from any view.
  await page.keyboard.press('n');
  await expect(inspector).toContainText('simulate_loading, element 15');
  expect(snapshot(path)).toEqual(before);
});

test('follows a value to its source and to its uses', async ({ start }) => {
  const { page } = await start({ paths: [realWorkflow(STUDY)] });
  await waitForWorkflow(page, STUDY);
  await page.getByRole('link', { name: 'Show 3 runs' }).click();
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector).toContainText('licence checkout failed');
  // Story 9: what else used this input, with outcomes.
  await inspector.getByRole('button', { name: /^volume_element \{/ }).click();
  await expect(inspector.getByText(/^Used by 36 runs/)).toBeVisible();
  await inspector.getByRole('button', { name: 'Lineage' }).click();
  const graph = page.getByRole('region', { name: 'Lineage' });
  await expect(graph.getByRole('listitem').filter({ hasText: 'make_volume' })).toHaveCount(1);
  await expect(graph.getByRole('listitem').filter({ hasText: 'parse_response' })).toHaveCount(1);
  const before = await graph.getByRole('listitem').count();
  await graph
    .getByRole('button', { name: /more runs/ })
    .last()
    .click();
  await expect.poll(() => graph.getByRole('listitem').count()).toBeGreaterThan(before);
});

test('counts failures that are none of their own under their cause', async ({ start }) => {
  const { page } = await start({ paths: [realWorkflow(KNOCK_ON_STUDY)] });
  await waitForWorkflow(page, KNOCK_ON_STUDY);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('47 runs failed, for 3 reasons');
  await expect(page.getByText(/13 runs failed by themselves, 34 only because/)).toBeVisible();
  const causes = page.getByRole('list', { name: 'Root causes' });
  await expect(causes.getByRole('button', { name: /Killed, likely out of memory/ })).toContainText(
    '15 skipped, 15 failed after it',
  );
  // Wrong but green: on demand.
  await page.getByRole('button', { name: 'Look for NaN in outputs' }).click();
  const aside = page.getByRole('complementary', { name: 'About this workflow' });
  await expect(aside).toContainText('1 run ended well, with NaN in its outputs');
  await aside.getByRole('link', { name: /simulate_loading, element 9/ }).click();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('Success');
});
