import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTruth } from '../../electron/conformance/compare-workflow.ts';
import {
  compareFlatWorkflow,
  FLAT_SECTIONS,
  OPTIONAL_SECTIONS,
} from '../../electron/conformance/flat/compare-flat.ts';
import { IS_ALL, MOST_MS } from '../faults/is-all.ts';
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

/** In `npm test` every fifteenth; those with thousands of files say nothing that the others do not. */
function selected(names: readonly string[]): readonly string[] {
  const small = names.filter((name) => !/elements-|dirs-1001|study-yield/.test(name));
  return IS_ALL ? small : small.filter((_, at) => at % 15 === 0);
}

const names = sharedWorkflowNames('gen');
const archives = selected(names.filter((name) => name.endsWith('.zip')));
const folders = selected(names.filter((name) => /^gen[2-5].*-zarr-/.test(name)));

function truthPath(name: string): string {
  return `${sharedWorkflowPath(name.replace(/\.zip$/, ''))}.truth.json`;
}

/** The kind of store is another one, and so are the name of the folder and what the store can do. */
const CHANGED = ['store_format', 'features', 'workflow_name'];
const SECTIONS = [...FLAT_SECTIONS, ...OPTIONAL_SECTIONS].filter((name) => !CHANGED.includes(name));

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
});
