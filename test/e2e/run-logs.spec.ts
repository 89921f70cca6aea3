import { basename } from 'node:path';
import { expect, test } from './fixtures.ts';
import { realWorkflow, waitForWorkflow } from './workflows.ts';

interface Case {
  readonly name: string;
  /** The failed run: its task, element and action; of the first iteration. */
  readonly run: readonly [task: number, element: number, action: number];
  /** What is found of its log: the error where it is stored, words where it is not. */
  readonly found: string | RegExp;
}

/** One workflow of each generation and store that has a failed run. */
const CASES: readonly Case[] = [
  { name: 'gen1-a40-json-fail', run: [1, 0, 0], found: 'Not recorded by hpcflow 0.2.0a40' },
  { name: 'gen1-a40-zarr-fail', run: [1, 0, 0], found: 'Not recorded by hpcflow 0.2.0a40' },
  { name: 'gen2-a60-json-fail', run: [1, 1, 0], found: 'ConnectionResetError' },
  { name: 'gen2-a60-zarr-fail', run: [1, 0, 0], found: 'Empty: nothing was written.' },
  ...['gen3-a180-json', 'gen3-a180-zarr', 'gen4-jobscript-zarr'].map(keyError),
  { name: 'gen4-jobscript-json-fail', run: [1, 0, 0], found: 'MissingParameter' },
  keyError('gen3-a180-zip', '.zip'),
  keyError('gen4-jobscript-zip', '.zip'),
];

function keyError(kind: string, ending: string | number = ''): Case {
  const name = `${kind}-study-yield${typeof ending === 'string' ? ending : ''}`;
  // The study in the JSON store has fewer elements.
  const element = kind.includes('json') ? 3 : 5;
  return { name, run: [1, element, 0], found: "KeyError: 'phase'" };
}

test('finds what is kept of the log of a failed run in every generation and store', async ({
  start,
}) => {
  const paths = CASES.map(({ name }) => realWorkflow(name));
  const { page } = await start({ paths });
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(page.getByRole('tab')).toHaveCount(CASES.length);
  await waitForWorkflow(page, basename(CASES.at(-1)?.name ?? '', '.zip'));
  for (const [at, { name, run, found }] of CASES.entries()) {
    const [task, element, action] = run;
    const place = `runs?task=${task}&element=${element}&iteration=0&action=${action}&attempt=0`;
    const hash = new URLSearchParams({ workflow: paths[at] ?? '', at: place }).toString();
    await page.evaluate((next) => {
      location.hash = next;
    }, hash);
    await waitForWorkflow(page, basename(name, '.zip'));
    const log = inspector.getByRole('region', { name: 'Log and files' });
    await expect(log.getByRole('tabpanel'), name).toContainText(found);
  }
});
