import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { Findings } from '../../electron/conformance/findings.ts';
import { replayCase } from '../../electron/conformance/replay.ts';
import { replayCaseNames } from '../../electron/conformance/replay-case.ts';
import { elementsWithoutT3 } from '../../electron/conformance/replay-repeats.ts';
import {
  type ConformanceResult,
  runConformance,
} from '../../electron/conformance/run-conformance.ts';
import type { PyValue } from '../../electron/persistence/values.ts';
import { temporaryFolder } from '../unit/sample/temporary-folder.ts';

/** Calls of hpcflow's own stores, where the folder is there (it is not part of the repository). */
const RECORDED = fileURLToPath(new URL('../../../shared/store-calls', import.meta.url));
const hasRecorded = existsSync(RECORDED);
const names = hasRecorded ? replayCaseNames(RECORDED) : [];

/** How often each rule is followed over all cases. A change is looked at, then written. */
const RULES = { T3: 6 };
const RAISES = { 'RuntimeError as hpcflow': 2, 'ValueError as hpcflow': 1 };

describe.skipIf(!hasRecorded)('recorded calls leave what hpcflow left', () => {
  let result: ConformanceResult | undefined;

  beforeAll(async () => {
    result = await runConformance(RECORDED, () => undefined);
  }, 300_000);

  test.each(names)('%s', (name) => {
    const found = result?.workflows.find((workflow) => workflow.name === name);
    expect(found).toMatchObject({ name, status: 'passed' });
  });

  test('rules and errors are followed as often as last time', () => {
    expect(Object.fromEntries(result?.rules ?? [])).toEqual(RULES);
    expect(Object.fromEntries(result?.raises ?? [])).toEqual(RAISES);
  });
});

/** A case in a folder of its own, with texts replaced in its files. */
function changedCase(
  name: string,
  changes: readonly (readonly [string, string, string])[],
): string {
  const folder = join(temporaryFolder(), name);
  cpSync(join(RECORDED, name), folder, { recursive: true });
  for (const [file, from, to] of changes) {
    const path = join(folder, file);
    const text = readFileSync(path, 'latin1');
    expect(text).toContain(from);
    writeFileSync(
      path,
      text.replace(from, () => to),
      'latin1',
    );
  }
  return folder;
}

describe.skipIf(!hasRecorded)('the comparison of replayed calls finds', () => {
  test.each([
    ['a changed document', 'after/metadata.json', '"num_added_tasks": 1', '"num_added_tasks": 2'],
    ['other spacing', 'after/submissions.json', '[]', '[ ]'],
    ['a changed value', 'after/parameters.json', '"data": 101', '"data": 101.0'],
    ['another index returned', 'calls.json', '"returns": 2', '"returns": 3'],
    ['another result', 'calls.json', '"es_idx": 0, "seq_idx": {}', '"es_idx": 1, "seq_idx": {}'],
  ])('%s in a JSON store', async (_, file, from, to) => {
    const folder = changedCase('gen1-a50-json-create-scalar', [[file, from, to]]);
    expect((await replayCase(folder)).differences).not.toEqual([]);
  });

  test.each([
    ['a changed attribute', 'after/.zattrs', '"num_added_tasks": 1', '"num_added_tasks": 2'],
    ['a changed length', 'after/parameter_data/base/.zarray', '4\n    ]', '3\n    ]'],
    ['another level', 'after/element_data/task_0/EAR_times/.zarray', '"clevel": 5', '"clevel": 6'],
    ['a changed row', 'after/parameter_data/base/2', '\x65', '\x66'],
    ['a changed source', 'after/parameter_data/sources/0', 'local_input', 'local_outpt'],
    ['another lookup', 'after/element_data/task_0/elements/.zattrs', 'inputs.p1', 'inputs.p2'],
  ])('%s in a Zarr store', async (_, file, from, to) => {
    const folder = changedCase('gen1-a50-zarr-create-scalar', [[file, from, to]]);
    expect((await replayCase(folder)).differences).not.toEqual([]);
  });

  test('a file that is missing, and one too many', async () => {
    const folder = changedCase('gen1-a50-zarr-create-scalar', []);
    writeFileSync(join(folder, 'after/parameter_data/base/9'), '');
    expect((await replayCase(folder)).differences).toEqual(['parameter_data/base/9: missing']);
  });

  test('an error where there was none, and none where there was one', async () => {
    const name = 'gen1-a50-zarr-set-parameters';
    const raised = '"raises": "RuntimeError: Parameter at index 12 is already set!"';
    const other = changedCase(name, [['calls.json', raised, '"raises": "KeyError: 12"']]);
    expect((await replayCase(other)).differences.length).toBe(1);
    const none = changedCase(name, [['calls.json', raised, '"returns": null']]);
    expect((await replayCase(none)).differences.length).toBe(1);
  });
});

describe.skipIf(!hasRecorded)('a new parameter after a gap (T7)', () => {
  const name = 'gen1-a50-json-add-elements';

  test('is numbered as one that is there by hpcflow, which overwrites it', async () => {
    const folder = changedCase(name, [
      ['before/parameters.json', '"8":', '"9":'],
      ['before/metadata.json', '"8":', '"9":'],
    ]);
    const { rules, differences } = await replayCase(folder);
    expect([...rules]).toEqual([['T7', 1]]);
    expect(differences).toEqual([]);
  });

  test('is no excuse for another number where there is no gap', async () => {
    const folder = changedCase(name, [['calls.json', '"returns": 9', '"returns": 8']]);
    const { rules, differences } = await replayCase(folder);
    expect([...rules]).toEqual([]);
    expect(differences).not.toEqual([]);
  });
});

describe('repeated iterations (T3)', () => {
  const iterations = (...indices: number[]): PyValue =>
    indices.map((index) => new Map([['index', index]]));
  const elements = (...indices: number[]): PyValue => [
    new Map<string, PyValue>([
      ['index', 3],
      ['iterations', iterations(...indices)],
    ]),
  ];

  test.each([
    ['passed over for an element that is pending', [0, 1, 1], [0, 1], 3, [0, 1], 1],
    ['kept for one that is committed', [0, 1, 1], [0, 1], 4, [0, 1, 1], 0],
    ['kept where ours has them too', [0, 1, 1], [0, 1, 1], 3, [0, 1, 1], 0],
    ['not counted where there are none', [0, 1], [0, 1], 3, [0, 1], 0],
  ])('are %s', (_, theirs, ours, stored, left, count) => {
    const findings = new Findings();
    const compared = elementsWithoutT3(elements(...theirs), elements(...ours), stored, findings);
    expect(compared).toEqual(elements(...left));
    expect(findings.rules.get('T3') ?? 0).toBe(count);
  });
});
