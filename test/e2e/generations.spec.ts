import { expect, test } from './fixtures.ts';
import { realWorkflow, showView, waitForWorkflow } from './workflows.ts';

/** One of each generation and store that has a real workflow with a failed run, and what it records. */
const WORKFLOWS = [
  { name: 'gen2-a60-zarr-fail', recorded: 'Not recorded by hpcFlow 0.2.0a60' },
  { name: 'gen2-a60-json-fail', recorded: 'Not recorded by hpcFlow 0.2.0a60' },
  { name: 'gen3-a180-zarr-fail', recorded: 'Not recorded by hpcFlow 0.2.0a180' },
  { name: 'gen3-a180-json-fail', recorded: 'node-a' },
  { name: 'gen3-a180-zip-fail.zip', recorded: 'node-a' },
  { name: 'gen4-jobscript-zarr-fail', recorded: 'node-a' },
  { name: 'gen4-jobscript-json-fail', recorded: 'node-a' },
];

test('each generation and store opens, and a failed run says how it ended', async ({ start }) => {
  const { page } = await start({ paths: WORKFLOWS.map(({ name }) => realWorkflow(name)) });
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  const jobscript = page.getByRole('complementary', { name: /^Jobscript 0/ });
  await expect(page.getByRole('tab')).toHaveCount(WORKFLOWS.length);
  for (const { name, recorded } of WORKFLOWS) {
    await test.step(name, async () => {
      const shown = name.replace(/\.zip$/, '');
      await page.getByRole('tab', { name: new RegExp(`${shown}$`) }).click();
      await waitForWorkflow(page, shown);
      await expect(page.getByRole('heading', { level: 1 })).toContainText('failed');
      await showView(page, 'Runs');
      await expect(page.getByRole('treegrid').getByRole('row').nth(1)).toBeVisible();
      await page.keyboard.press('n');
      await expect(inspector).toContainText('Exit code');
      await expect(inspector.getByRole('img', { name: 'Error' }).first()).toBeVisible();
      await expect(inspector).toContainText(recorded);
      await showView(page, 'Submissions');
      await expect(jobscript).toContainText('From host');
      await expect(jobscript).toContainText('node-a');
    });
  }
});
