import { chmodSync, cpSync, readdirSync } from 'node:fs';
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
import { isDict, type PyDict, type PyValue } from '../../electron/persistence/values.ts';
import { type AddedToSources, makeGen4, makeGen4Json, makeGen5 } from '../support/later-layouts.ts';
import { temporaryFolder } from '../unit/sample/temporary-folder.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../unit/shared-workflows.ts';

/** Blocks and dependencies, arrays, skips by a loop's end, failures, run directories, no submission. */
const WORKFLOWS = [
  'gen4-jobscript-zarr-blocks',
  'gen4-jobscript-zarr-arrays',
  'gen4-jobscript-zarr-loop-termination',
  'gen4-jobscript-zarr-fail-resources',
  'gen4-jobscript-zarr-run-dirs',
  'gen4-jobscript-zarr-two-submissions',
  'gen4-jobscript-zarr-pending',
];

/** Stored in another shape by these layouts, on purpose. */
const SECTIONS: readonly FlatSection[] = [...FLAT_SECTIONS, ...OPTIONAL_SECTIONS].filter(
  (section) => section !== 'get_submissions' && section !== 'workflow_name',
);

function copyOf(name: string): string {
  const folder = join(temporaryFolder(), name);
  cpSync(sharedWorkflowPath(name), folder, { recursive: true });
  makeWritable(folder);
  return folder;
}

function makeWritable(path: string): void {
  chmodSync(path, 0o755);
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) makeWritable(inner);
    else chmodSync(inner, 0o644);
  }
}

/** The truth with what GEN5 adds to the sources. */
function withAdded(truth: PyDict, added: AddedToSources): PyDict {
  const amended = (
    value: PyValue | undefined,
    wrap: (source: PyDict, id: number) => PyDict,
  ): PyValue =>
    isDict(value)
      ? new Map([...value].map(([id, item]) => [id, isDict(item) ? wrap(item, Number(id)) : item]))
      : (value ?? null);
  const more = (source: PyDict, id: number): PyDict =>
    new Map(source).set(...(added.get(id) ?? ['', 0]));
  return new Map(truth)
    .set('get_parameter_sources', amended(truth.get('get_parameter_sources'), more))
    .set(
      'get_parameters',
      amended(truth.get('get_parameters'), (parameter, id) => {
        const source = parameter.get('source');
        return isDict(source) ? new Map(parameter).set('source', more(source, id)) : parameter;
      }),
    );
}

describe.skipIf(!hasSharedWorkflows)('layouts that no hpcflow at hand wrote', () => {
  test.each(WORKFLOWS)('GEN4, made of %s', async (name) => {
    const folder = copyOf(name);
    await makeGen4(folder);
    expect(await recognise(folder)).toMatchObject({ generation: 'GEN4', isReadable: true });
    const truth = readTruth(`${sharedWorkflowPath(name)}.truth.json`);
    const { differences } = await compareFlatWorkflow(folder, truth, SECTIONS);
    expect(differences).toEqual([]);
  });

  test.each(['gen4-jobscript-json-blocks', 'gen4-jobscript-json-loop-termination'])(
    'GEN4 in JSON, made of %s',
    async (name) => {
      const folder = copyOf(name);
      makeGen4Json(folder);
      expect(await recognise(folder)).toMatchObject({ generation: 'GEN4', store: 'json' });
      const truth = readTruth(`${sharedWorkflowPath(name)}.truth.json`);
      const { differences } = await compareFlatWorkflow(folder, truth, SECTIONS);
      expect(differences).toEqual([]);
    },
  );

  test.each(WORKFLOWS.map((name, at) => [name, at % 2 === 0] as const))(
    'GEN5, made of %s (compressed: %s)',
    async (name, isCompressed) => {
      const folder = copyOf(name);
      await makeGen4(folder);
      const added = await makeGen5(folder, isCompressed);
      expect(await recognise(folder)).toMatchObject({ generation: 'GEN5', isReadable: true });
      const truth = withAdded(readTruth(`${sharedWorkflowPath(name)}.truth.json`), added);
      const { differences } = await compareFlatWorkflow(folder, truth, SECTIONS);
      expect(differences).toEqual([]);
    },
  );
});
