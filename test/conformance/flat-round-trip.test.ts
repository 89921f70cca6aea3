import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readTruth } from '../../electron/conformance/compare-workflow.ts';
import {
  compareFlatWorkflow,
  FLAT_SECTIONS,
  type FlatSection,
  OPTIONAL_SECTIONS,
} from '../../electron/conformance/flat/compare-flat.ts';
import { recognise } from '../../electron/generations/recognise.ts';
import { AT_SUBMIT_KEYS } from '../../electron/persistence/flat/formats.ts';
import type { FlatWorkflow } from '../../electron/persistence/flat-writing/flat-workflow.ts';
import { writeFlatWorkflow } from '../../electron/persistence/flat-writing/write-flat.ts';
import { isDict, isList, type PyDict } from '../../electron/persistence/values.ts';
import { readFlat } from '../support/read-flat.ts';
import { temporaryFolder } from '../unit/sample/temporary-folder.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../unit/shared-workflows.ts';

const QUICK = { isSynced: false, retry: { waitsMs: [] } };
const ALL: readonly FlatSection[] = [...FLAT_SECTIONS, ...OPTIONAL_SECTIONS];

/** Nested loops, groups, arrays, failures and aborted runs, files as values, several submissions. */
const GEN3 = [
  'gen3-a180-zarr-groups',
  'gen3-a180-zarr-arrays',
  'gen3-a180-zarr-aborted',
  'gen3-a180-zarr-loop-nested',
  'gen3-a180-json-fail',
  'gen3-a180-json-input-file',
  'gen3-a180-json-two-submissions',
];
/** Blocks and dependencies, skips by a loop's end, failures, run directories, no submission. */
const GEN4 = [
  'gen4-jobscript-zarr-blocks',
  'gen4-jobscript-zarr-arrays',
  'gen4-jobscript-zarr-loop-termination',
  'gen4-jobscript-zarr-fail-resources',
  'gen4-jobscript-zarr-run-dirs',
  'gen4-jobscript-zarr-two-submissions',
  'gen4-jobscript-zarr-nested-values',
  'gen4-jobscript-zarr-pending',
  'gen4-jobscript-json-blocks',
  'gen4-jobscript-json-loop-termination',
];

/** What the branch before GEN4 has in a submission, where GEN4 has it (GEN4 §22.3). */
function asReleased(workflow: FlatWorkflow): FlatWorkflow {
  return {
    ...workflow,
    submissions: workflow.submissions.map((submission) =>
      moved(submission, ['submission_parts']).set(
        'jobscripts',
        dictsOf(submission, 'jobscripts').map((jobscript) => moved(jobscript, AT_SUBMIT_KEYS)),
      ),
    ),
  };
}

function moved(from: PyDict, keys: readonly string[]) {
  const rest = new Map(from);
  const at = new Map(keys.map((key) => [key, from.get(key) ?? null]));
  for (const key of keys) rest.delete(key);
  return rest.set('at_submit_metadata', at);
}

function dictsOf(dict: PyDict, key: string): PyDict[] {
  const list = dict.get(key);
  return isList(list) ? list.filter((item) => isDict(item)) : [];
}

const storeOf = (name: string): 'json' | 'zarr' => (name.includes('-json-') ? 'json' : 'zarr');

describe.skipIf(!hasSharedWorkflows)('a real workflow, read and written again', () => {
  test.each(GEN3)('%s is as hpcflow says', async (name) => {
    const path = join(temporaryFolder(), name);
    const workflow = await readFlat(sharedWorkflowPath(name), storeOf(name));
    await writeFlatWorkflow(path, workflow, 'gen3', storeOf(name), QUICK);
    expect(await recognise(path)).toMatchObject({ generation: 'GEN3', store: storeOf(name) });
    const truth = readTruth(`${sharedWorkflowPath(name)}.truth.json`);
    const { differences } = await compareFlatWorkflow(path, truth, ALL);
    expect(differences).toEqual([]);
  });

  test.each(GEN4)('%s is as hpcflow says, in the layout that was released', async (name) => {
    const path = join(temporaryFolder(), name);
    const workflow = asReleased(await readFlat(sharedWorkflowPath(name), storeOf(name)));
    await writeFlatWorkflow(path, workflow, 'gen4', storeOf(name), QUICK);
    expect(await recognise(path)).toMatchObject({ generation: 'GEN4', store: storeOf(name) });
    const truth = readTruth(`${sharedWorkflowPath(name)}.truth.json`);
    // Stored in another shape, on purpose; what the object API makes of it is the same.
    const sections = ALL.filter((section) => section !== 'get_submissions');
    const { differences } = await compareFlatWorkflow(path, truth, sections);
    expect(differences).toEqual([]);
  });
});
