import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  compareWorkflow,
  readTruth,
  SECTIONS as SECTIONS_OF_GEN1,
} from '../../electron/conformance/compare-workflow.ts';
import {
  compareFlatWorkflow,
  FLAT_SECTIONS,
  OPTIONAL_SECTIONS,
} from '../../electron/conformance/flat/compare-flat.ts';
import { IS_ALL, MOST_MS } from '../faults/is-all.ts';
import { NO_ZARR_PYTHON, PYTHON, readWithPeer } from '../support/zarr-python.ts';
import { scratchFolder } from '../unit/files/tree/tree-support.ts';
import {
  hasSharedWorkflows,
  sharedWorkflowNames,
  sharedWorkflowPath,
} from '../unit/shared-workflows.ts';
import {
  contentsOf,
  convert,
  described,
  expectOnly,
} from '../unit/workers/conversion/conversion-support.ts';

/** In `npm test` one of thirty-one; those with thousands of files say nothing that the others do not. */
function selected(names: readonly string[]): readonly string[] {
  const small = names.filter((name) => !/elements-|dirs-1001|study-yield/.test(name));
  return IS_ALL ? small : small.filter((_, at) => at % 31 === 0);
}

const names = sharedWorkflowNames('gen');
const archives = selected(names.filter((name) => name.endsWith('.zip')));
const gen1 = selected(names.filter((name) => name.startsWith('gen1-')));
const folders = selected(names.filter((name) => /^gen[2-5].*-zarr-/.test(name)));

function truthPath(name: string): string {
  return `${sharedWorkflowPath(name.replace(/\.zip$/, ''))}.truth.json`;
}

/** The kind of store is another one, and so are the name of the folder and what the store can do. */
const CHANGED = ['store_format', 'features', 'workflow_name'];
const SECTIONS = [...FLAT_SECTIONS, ...OPTIONAL_SECTIONS].filter((name) => !CHANGED.includes(name));

const GEN1_SECTIONS = SECTIONS_OF_GEN1.filter((name) => !CHANGED.includes(name));

/** As {@link differencesOf}, of GEN1; the two kinds of store know loops and times in their own ways. */
async function gen1DifferencesOf(path: string, name: string): Promise<unknown> {
  const truth = readTruth(truthPath(name));
  const { differences } = await compareWorkflow(path, truth, GEN1_SECTIONS);
  // A time is the same time, whether Python has it as a datetime or NumPy as a datetime64.
  const isOfType = /: "datetime(?:64)? (\d+)" expected, "datetime(?:64)? \1" found$/;
  return differences.filter((line) => !isOfType.test(line));
}

/** What hpcflow said of the original, and is not true of the converted one. */
async function differencesOf(path: string, name: string): Promise<unknown> {
  const truth = readTruth(truthPath(name));
  const sections = SECTIONS.filter((section) => truth.has(section));
  const { differences } = await compareFlatWorkflow(path, truth, sections);
  // hpcflow finds no file of an archive; files of runs are in none.
  return differences.filter((line) => !/\.exists: /.test(line));
}

describe.skipIf(!hasSharedWorkflows)('every real workflow, converted', () => {
  test(
    'archives, unpacked and packed again, are what hpcflow made, to the byte',
    async () => {
      for (const name of archives) {
        const source = sharedWorkflowPath(name);
        const folder = scratchFolder();
        const unpacked = join(folder, 'study');
        await convert('unpack', source, unpacked);
        expect(await differencesOf(unpacked, name), name).toEqual([]);
        await convert('pack', unpacked, join(folder, 'again.zip'));
        expect(readFileSync(join(folder, 'again.zip')).equals(readFileSync(source)), name).toBe(
          true,
        );
        expectOnly(folder, ['again.zip', 'data', 'study']);
      }
    },
    MOST_MS,
  );

  test(
    'folders, packed and unpacked again, hold the same to the byte',
    async () => {
      for (const name of folders) {
        const source = sharedWorkflowPath(name);
        const folder = scratchFolder();
        const packed = join(folder, 'study.zip');
        const { isCompared } = await convert('pack', source, packed);
        expect(isCompared).toBe(true);
        // GEN2: what hpcflow says of loops depends on the store, and it was asked of the folder.
        if (!/^gen2/.test(name)) expect(await differencesOf(packed, name), name).toEqual([]);
        expect(await described(packed), name).toEqual(await described(source));
        await convert('unpack', packed, join(folder, 'again'));
        expect(contentsOf(join(folder, 'again')), name).toEqual(contentsOf(source));
      }
    },
    MOST_MS,
  );

  test(
    'GEN1: to the other kind of store and back, a JSON store is the same to the byte',
    async () => {
      for (const name of gen1) {
        const source = sharedWorkflowPath(name);
        const folder = scratchFolder();
        const isJson = name.includes('-json-');
        const [there, back] = isJson
          ? (['to-zarr', 'to-json'] as const)
          : (['to-json', 'to-zarr'] as const);
        const [other, again] = [join(folder, 'other'), join(folder, 'again')];
        if (/-zarr-arrays|a40-zarr-script-arrays/.test(name)) {
          await expect(convert(there, source, other)).rejects.toThrow(/^Parameter \d+: .* array/);
          expectOnly(folder, ['data']);
          continue;
        }
        await convert(there, source, other);
        // hpcflow itself errs in a Zarr store with inserted tasks (T4), which the comparison knows.
        const isPlain = !/inserted-task/.test(name);
        if (isPlain) expect(await gen1DifferencesOf(other, name), name).toEqual([]);
        expect(await described(other), name).toEqual(await described(source));
        await convert(back, other, again);
        if (isJson) expect(contentsOf(again), name).toEqual(contentsOf(source));
        else if (PYTHON !== undefined) {
          const [before, after] = readWithPeer([source, again]);
          expect(after, name).toEqual(before);
        }
        expect(await gen1DifferencesOf(again, name), name).toEqual([]);
      }
    },
    MOST_MS,
  );

  test('zarr-python reads of an archive what it reads of the folder', async ({ skip }) => {
    skip(PYTHON === undefined, NO_ZARR_PYTHON);
    const archive = join(scratchFolder(), 'study.zip');
    const source = sharedWorkflowPath('gen3-a180-zarr-fail');
    await convert('pack', source, archive);
    const [before, after] = readWithPeer([source, archive]);
    expect(after).toEqual(before);
  });
});
