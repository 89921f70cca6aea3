import {
  existsSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { writeGen1 } from '../../electron/sample/gen1-writer.ts';
import { parameterStudy } from '../../electron/sample/parameter-study.ts';
import { expect, skipOn, test } from './fixtures.ts';
import { copyOf, snapshot, waitForWorkflow } from './workflows.ts';

/** A small workflow that has run, `work/study`. */
async function makeStudy(folder: string): Promise<{ work: string; study: string }> {
  const work = join(folder, 'work');
  mkdirSync(work);
  const study = join(work, 'study');
  await writeGen1(study, parameterStudy({ elements: 3, failedPart: 0 }), 'json');
  return { work, study };
}

/** As if it had not changed since yesterday. */
function putToRest(study: string): void {
  const yesterday = Date.now() / 1000 - 24 * 60 * 60;
  for (const entry of readdirSync(study, { recursive: true, encoding: 'utf8' })) {
    lutimesSync(join(study, entry), yesterday, yesterday);
  }
  lutimesSync(study, yesterday, yesterday);
}

async function command(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Copy, rename, delete', exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
}

const notices = (page: Page) => page.getByRole('region', { name: 'Operations' });

test('duplicates, renames, throws away, brings back and deletes a workflow', async ({
  start,
  folder,
}) => {
  const { work, study } = await makeStudy(folder);
  putToRest(study);
  const before = snapshot(study);
  const { page } = await start({ paths: [study], allowWrites: true });
  await waitForWorkflow(page, 'study');

  await command(page, 'Duplicate');
  const copied = page.getByRole('dialog', { name: 'Copied' });
  await expect(copied).toContainText('read back and equal');
  await copied.getByRole('button', { name: 'Open the copy' }).click();
  await waitForWorkflow(page, 'study copy');
  expect(readdirSync(work).sort()).toEqual(['study', 'study copy']);

  await page.keyboard.press('F2');
  const renaming = page.getByRole('dialog', { name: 'Rename study copy' });
  await renaming.getByRole('textbox', { name: 'New name' }).fill('study');
  await expect(renaming.getByRole('alert')).toContainText('already');
  await renaming.getByRole('textbox', { name: 'New name' }).fill('other');
  await renaming.getByRole('button', { name: 'Rename' }).click();
  await waitForWorkflow(page, 'other');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('complete');
  expect(readdirSync(work).sort()).toEqual(['other', 'study']);

  await page.keyboard.press('Control+Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Move to trash' }).click();
  await expect(notices(page)).toContainText('other is in the trash.');
  await expect(page.getByRole('tab', { name: 'other' })).toHaveCount(0);
  expect(readdirSync(work)).toEqual(['study']);
  await notices(page).getByRole('button', { name: 'Undo' }).click();
  await waitForWorkflow(page, 'other');
  expect(readdirSync(work).sort()).toEqual(['other', 'study']);

  await command(page, 'Delete permanently…');
  const deleting = page.getByRole('dialog', { name: 'Delete permanently?' });
  const confirm = deleting.getByRole('button', { name: /^Delete \d+ files$/ });
  await expect(confirm).toBeDisabled();
  const checks = deleting.getByRole('list', { name: 'Checks' });
  await expect(checks).toContainText(`The same workflow is also at ${study}`);
  await deleting.getByRole('textbox', { name: 'Type the workflow name' }).fill('other');
  await confirm.click();
  await expect(notices(page)).toContainText(/other is deleted, \d+ files\./);
  await expect(page.getByRole('tab', { name: 'other' })).toHaveCount(0);
  expect(readdirSync(work)).toEqual(['study']);
  expect(snapshot(study)).toEqual(before);
});

test('copies, renames and deletes an archive, which keeps its ending', async ({
  start,
  folder,
}) => {
  const work = join(folder, 'work');
  mkdirSync(work);
  const archive = copyOf('gen3-a180-zip-fail.zip', work);
  putToRest(work);
  const before = snapshot(archive);
  const { page } = await start({ paths: [archive], allowWrites: true });
  await waitForWorkflow(page, 'gen3-a180-zip-fail');

  await command(page, 'Copy…');
  const dialog = page.getByRole('dialog', { name: 'Copy gen3-a180-zip-fail.zip' });
  const name = dialog.getByRole('textbox', { name: 'Name of the copy' });
  await expect(name).toHaveValue('gen3-a180-zip-fail copy.zip');
  await name.fill('gen3-a180-zip-fail');
  await expect(dialog.getByRole('alert')).toContainText('already');
  await expect(dialog.getByRole('group', { name: 'Include' })).toHaveCount(0);
  await name.fill('mine');
  await dialog.getByRole('button', { name: 'Copy 1 file' }).click();
  const copied = page.getByRole('dialog', { name: 'Copied' });
  await expect(copied).toContainText('gen3-a180-zip-fail.zip is copied to mine.zip.');
  await expect(copied).toContainText('read back and equal');
  await copied.getByRole('button', { name: 'Open the copy' }).click();
  await expect(copied).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('failed');

  await page.keyboard.press('F2');
  const renaming = page.getByRole('dialog', { name: 'Rename mine.zip' });
  await renaming.getByRole('textbox', { name: 'New name' }).fill('other');
  await renaming.getByRole('button', { name: 'Rename' }).click();
  await expect(notices(page)).toContainText('mine.zip is now other.zip.');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('failed');
  expect(readdirSync(work).sort()).toEqual(['gen3-a180-zip-fail.zip', 'other.zip']);

  await command(page, 'Delete permanently…');
  const deleting = page.getByRole('dialog', { name: 'Delete permanently?' });
  await expect(deleting).toContainText(join(work, 'other.zip'));
  await deleting.getByRole('textbox', { name: 'Type the workflow name' }).fill('other.zip');
  await deleting.getByRole('button', { name: 'Delete 1 file' }).click();
  await expect(notices(page)).toContainText('other.zip is deleted, 1 file.');
  expect(readdirSync(work)).toEqual(['gen3-a180-zip-fail.zip']);
  // A copy that was deleted here is not told of any more.
  await command(page, 'Delete permanently…');
  const checks = deleting.getByRole('list', { name: 'Checks' });
  await expect(checks).toContainText('No run is active.');
  await expect(checks).not.toContainText('other.zip');
  expect(snapshot(archive)).toEqual(before);
});

test('converts an archive to a folder and back, to the byte', async ({ start, folder }) => {
  const work = join(folder, 'work');
  mkdirSync(work);
  const archive = copyOf('gen3-a180-zip-fail.zip', work);
  putToRest(work);
  const before = snapshot(archive);
  const { page } = await start({ paths: [archive], allowWrites: true });
  await waitForWorkflow(page, 'gen3-a180-zip-fail');
  await command(page, 'Convert…');
  const toFolder = page.getByRole('dialog', { name: 'Convert gen3-a180-zip-fail.zip' });
  await expect(toFolder.getByRole('textbox', { name: 'Name of the folder' })).toHaveValue(
    'gen3-a180-zip-fail',
  );
  await toFolder.getByRole('button', { name: 'Convert to Zarr' }).click();
  const converted = page.getByRole('dialog', { name: 'Converted' });
  await expect(converted).toContainText('read back and equal');
  await converted.getByRole('button', { name: 'Open it' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('failed');
  await command(page, 'Convert…');
  const toArchive = page.getByRole('dialog', { name: 'Convert gen3-a180-zip-fail' });
  const archiveName = toArchive.getByRole('textbox', { name: 'Name of the archive' });
  await expect(archiveName).toHaveValue('gen3-a180-zip-fail 2.zip');
  await archiveName.fill('again');
  await toArchive.getByRole('checkbox', { name: 'Convert it all the same' }).check();
  await toArchive.getByRole('button', { name: 'Convert to zip' }).click();
  await expect(converted).toContainText('gen3-a180-zip-fail is converted to again.zip.');
  expect(readFileSync(join(work, 'again.zip')).equals(readFileSync(archive))).toBe(true);
  await converted.getByRole('button', { name: 'Close' }).click();
  // What was copied or converted, and is there, is told before a deletion.
  await command(page, 'Delete permanently…');
  const checks = page.getByRole('dialog').getByRole('list', { name: 'Checks' });
  await expect(checks).toContainText(`exists: ${join(work, 'again.zip')}, verified byte by byte`);
  expect(snapshot(archive)).toEqual(before);
});

test('a copy that is cancelled leaves nothing behind', async ({ start, host, folder }) => {
  skipOn(host, ['stand-in', 'electron'], 'this host runs in the process of the test');
  const { work, study } = await makeStudy(folder);
  for (let at = 0; at < 40; at += 1) {
    const runs = join(study, 'artifacts', 'tasks', 'task_0', `e_${at}`);
    mkdirSync(runs, { recursive: true });
    for (let file = 0; file < 100; file += 1) writeFileSync(join(runs, `f${file}`), '');
  }
  // Held by another program, so the copy is sure to be under way when it is cancelled.
  writeFileSync(join(study, 'artifacts', 'tasks', 'run.held'), 'text');
  const before = snapshot(study);
  const { page } = await start({ paths: [study], allowWrites: true, hasFaults: true });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('complete');
  await command(page, 'Copy…');
  const dialog = page.getByRole('dialog', { name: /^Copy / });
  // It was made a moment ago, so something may still write.
  const copy = dialog.getByRole('button', { name: /^Copy 4\D\d+ files$/ });
  await expect(copy).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'Copy it all the same' }).check();
  await copy.click();
  const running = page.getByRole('dialog', { name: /^Copying / });
  await expect(running.getByRole('note')).toContainText('run.held');
  await running.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('dialog', { name: 'Cancelled' })).toContainText(
    'The partial copy was removed; the original was not touched.',
  );
  expect(readdirSync(work)).toHaveLength(1);
  expect(snapshot(study)).toEqual(before);
});

test('a file that another program holds is waited for, and can be left out', async ({
  start,
  host,
  folder,
}) => {
  skipOn(host, ['stand-in', 'electron'], 'this host runs in the process of the test');
  const { work, study } = await makeStudy(folder);
  mkdirSync(join(study, 'artifacts', 'logs'), { recursive: true });
  writeFileSync(join(study, 'artifacts', 'logs', 'run.held'), 'text');
  putToRest(study);
  const { page } = await start({ paths: [study], allowWrites: true, hasFaults: true });
  await waitForWorkflow(page, 'study');
  await command(page, 'Duplicate');
  const running = page.getByRole('dialog', { name: 'Copying study' });
  const note = running.getByRole('note');
  await expect(note).toContainText('artifacts/logs/run.held');
  await expect(note).toContainText(/Trying again in \d s, attempt \d of 10\./);
  await note.getByRole('button', { name: 'Try now' }).click();
  await expect(note).toContainText('1 file is locked.');
  await note.getByRole('button', { name: 'Skip this file' }).click();
  await expect(page.getByRole('dialog', { name: 'Copied' })).toContainText(
    '1 file was left out, as another program held it: artifacts/logs/run.held.',
  );
  expect(readdirSync(join(work, 'study copy', 'artifacts', 'logs'))).toEqual([]);
});

test('what interrupted operations left is offered at start', async ({ start, folder }) => {
  const work = join(folder, 'work');
  const leave = (id: string, name: string): string => {
    const meanwhile = join(work, `${name}.${id}.partial`);
    mkdirSync(meanwhile, { recursive: true });
    writeFileSync(join(meanwhile, 'half'), 'ha');
    // As the journal notes a copy before it begins; each host has its own data folder.
    const entry = {
      version: 1,
      id,
      kind: 'copy',
      source: join(work, 'study'),
      meanwhile,
      target: join(work, name),
      machine: 'elsewhere',
      processId: 1,
      startedMs: Date.now() - 60_000,
      hasEnded: true,
    };
    for (const data of [join(folder, 'data'), join(folder, 'data', 'userData')]) {
      mkdirSync(join(data, 'operations'), { recursive: true });
      writeFileSync(join(data, 'operations', `${id}.json`), JSON.stringify(entry));
    }
    return meanwhile;
  };
  const [unwanted, kept] = [leave('0123456789ab', 'first'), leave('0123456789ac', 'second')];
  const { page } = await start({ allowWrites: true });
  await expect(notices(page)).toContainText('2 interrupted operations left something behind.');
  await notices(page).getByRole('button', { name: 'Look at it…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Left by interrupted operations' });
  const item = (path: string) => dialog.getByRole('listitem').filter({ hasText: path });
  await item(unwanted).getByRole('button', { name: 'Remove the unfinished copy' }).click();
  await expect(item(unwanted)).toHaveCount(0);
  await item(kept).getByRole('button', { name: 'Keep it as it is' }).click();
  await expect(dialog).toContainText('Nothing is left');
  expect(existsSync(unwanted)).toBe(false);
  expect(readdirSync(kept)).toEqual(['half']);
});

test('a host that only reads offers none of it', async ({ start, host, folder }) => {
  skipOn(host, ['stand-in', 'electron'], 'the desktop may always write');
  const { study } = await makeStudy(folder);
  const { page } = await start({ paths: [study] });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('complete');
  await page.getByRole('button', { name: 'Copy, rename, delete', exact: true }).click();
  for (const name of [
    'Copy…',
    'Duplicate',
    'Convert…',
    'Rename…',
    'Move to trash',
    'Delete permanently…',
  ]) {
    await expect(page.getByRole('menuitem', { name })).toBeDisabled();
  }
  await expect(page.getByRole('menuitem', { name: 'This host only reads' })).toBeVisible();
});
