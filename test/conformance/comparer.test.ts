import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compareValues } from '../../electron/conformance/compare-values.ts';
import {
  compareWorkflow,
  readTruth,
  SECTIONS,
  type Section,
} from '../../electron/conformance/compare-workflow.ts';
import { datetimeText, halfBits } from '../../electron/conformance/dtype-text.ts';
import { Findings } from '../../electron/conformance/findings.ts';
import { runConformance } from '../../electron/conformance/run-conformance.ts';
import { parseJson } from '../../electron/persistence/json-text.ts';
import { formatJson } from '../../electron/persistence/json-write.ts';
import { isDict, isList, type PyDict, type PyValue } from '../../electron/persistence/values.ts';
import { temporaryFolder } from '../unit/sample/temporary-folder.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../unit/shared-workflows.ts';
import { leavesOf, section, withChange, without } from './mutate.ts';

/** Workflows that together have something in every section. */
const WORKFLOWS = [
  'gen1-a50-zarr-loop1',
  'gen1-a50-json-chain-run',
  'gen1-a50-zarr-arrays',
  'gen1-a31-json-nested-values',
  'gen1-a40-zarr-inserted-task',
  'gen1-a40-zarr-files',
];

/** What a call was asked, where another question may have the same answer. */
const QUESTIONS = /^check_parameters_exist\.\d+\.indices/;

const truthOf = (name: string): PyDict => readTruth(`${sharedWorkflowPath(name)}.truth.json`);

async function differences(
  name: string,
  truth: PyDict,
  sections?: readonly Section[],
): Promise<readonly string[]> {
  return (await compareWorkflow(sharedWorkflowPath(name), truth, sections)).differences;
}

/** First, middle and last, and some between. */
function sample<T>(items: readonly T[]): T[] {
  const wanted = [0, 0.13, 0.37, 0.5, 0.71, 0.93, 1].map((part) =>
    Math.round(part * (items.length - 1)),
  );
  return [...new Set(wanted)].flatMap((at) => items.slice(at, at + 1));
}

describe.skipIf(!hasSharedWorkflows)('the comparison', () => {
  describe.each(WORKFLOWS)('of %s', (name) => {
    test('finds nothing in the truth itself', async () => {
      expect(await differences(name, truthOf(name))).toEqual([]);
    });

    test.each(SECTIONS)(
      'finds one changed value in %s',
      async (key) => {
        const truth = truthOf(name);
        const leaves = leavesOf(section(truth, key)).filter(
          (path) => !QUESTIONS.test([key, ...path].join('.')),
        );
        for (const path of sample(leaves)) {
          const changed = new Map(truth).set(key, withChange(section(truth, key), path));
          const found = await differences(name, changed, [key]);
          expect(found, `${key}.${path.join('.')} was changed`).not.toEqual([]);
        }
      },
      60_000,
    );

    test.each(SECTIONS)('finds a missing section, %s', async (key) => {
      const truth = new Map(truthOf(name));
      truth.delete(key);
      expect(await differences(name, truth, [key])).toEqual([`${key}: missing in the truth file`]);
    });
  });

  test('finds what is missing and what is too much', async () => {
    const name = 'gen1-a50-zarr-loop1';
    const truth = truthOf(name);
    for (const path of [
      ['get_task_elements', 0, 0, 'iterations', 2],
      ['get_task_elements', 0, 0, 'iterations', 0, 'actions', '0'],
      ['get_all_parameter_data', '3'],
      ['get_parameter_source', '0'],
      ['is_parameter_set', '5'],
      ['get_submissions', 0, 'jobscripts', 0],
      ['api_tasks', 0],
      ['get_template', 'loops', 0, 'name'],
    ]) {
      const changed = without(truth, path);
      if (!isDict(changed)) throw new Error('no truth');
      expect(await differences(name, changed), path.join('.')).not.toEqual([]);
    }
    const more = new Map(truth).set('get_environments', []);
    expect(await differences(name, more)).toEqual([
      'get_environments: a section that is not known',
    ]);
  });

  test('takes no error for a result, and no result for an error', async () => {
    const raises: PyDict = new Map([['raises', 'IndexError: list index out of range']]);
    const name = 'gen1-a50-zarr-loop1';
    for (const key of ['get_task_elements', 'get_all_parameter_data', 'get_parameter_source']) {
      const value = section(truthOf(name), key);
      const first = isList(value)
        ? [raises]
        : new Map([...(isDict(value) ? value : [])]).set('0', raises);
      const changed = new Map(truthOf(name)).set(key, first);
      expect(await differences(name, changed), key).not.toEqual([]);
    }
    // Errors that rules explain, with another name: the rule has no such precondition.
    for (const [workflow, key] of [
      ['gen1-a50-zarr-arrays', 'get_all_parameter_data'],
      ['gen1-a40-zarr-inserted-task', 'get_task_elements_slices'],
    ] as const) {
      const text = formatJson(truthOf(workflow)).replaceAll(
        /"(TypeError|ValueError):/g,
        '"OSError:',
      );
      const changed = parseJson(text, { file: 'truth' });
      if (!isDict(changed)) throw new Error('no truth');
      const found = await differences(workflow, changed);
      expect(found.filter((line) => line.startsWith(key))).not.toEqual([]);
    }
  });

  test('follows rule T4 only where groups are out of order', async () => {
    const name = 'gen1-a50-zarr-chain3-sets';
    const truth = truthOf(name);
    const counts = section(truth, 'get_all_tasks_metadata');
    if (!isList(counts)) throw new Error('no counts');
    const swapped = new Map(truth).set('get_all_tasks_metadata', [...counts].reverse());
    const isSame = formatJson([...counts].reverse()) === formatJson(counts);
    expect((await differences(name, swapped)).length > 0).toBe(!isSame);
  });
});

describe.skipIf(!hasSharedWorkflows)('the command', () => {
  test('fails on a difference, a missing workflow and a broken truth', async () => {
    const folder = temporaryFolder();
    const source = sharedWorkflowPath('gen1-a50-json-scalar');
    for (const name of ['good', 'bad', 'broken']) symlinkSync(source, join(folder, name));
    cpSync(`${source}.truth.json`, join(folder, 'good.truth.json'));
    cpSync(`${source}.truth.json`, join(folder, 'gone.truth.json'));
    const truth = readTruth(`${source}.truth.json`);
    const bad = new Map(truth).set('get_num_added_tasks', 7);
    writeFileSync(join(folder, 'bad.truth.json'), formatJson(bad));
    writeFileSync(join(folder, 'broken.truth.json'), '{"about": ');
    const lines: string[] = [];
    await runConformance(folder, (line) => lines.push(line));
    expect(lines.at(-1)).toBe('1 passed, 3 failed, 0 skipped');
    expect(lines.join('\n')).toContain('get_num_added_tasks: 7 expected, 1 found');
    expect(lines.filter((line) => /^(pass|fail)/.test(line)).length).toBe(4);
  });
});

describe('parts of the comparison', () => {
  const compare = (expected: PyValue, actual: PyValue, isOrdered = false): readonly string[] => {
    const findings = new Findings();
    compareValues(expected, actual, 'at', findings, { isOrdered });
    return findings.differences;
  };
  const value = (text: string): PyValue => parseJson(text, { file: 'f' });

  test.each([
    ['1', '1.0'],
    ['0.0', '-0.0'],
    ['null', 'false'],
    ['"1"', '1'],
    ['[]', '{}'],
    ['[1]', '[1, 2]'],
    ['{"a": 1}', '{"a": 1, "b": null}'],
    ['{"a": null}', '{}'],
    ['9007199254740993', '9007199254740992'],
  ])('%s is not %s', (a, b) => {
    expect(compare(value(a), value(b))).toHaveLength(1);
    expect(compare(value(b), value(a))).toHaveLength(1);
    expect(compare(value(a), value(a))).toEqual([]);
  });

  test('the order of keys counts where asked for', () => {
    const [a, b] = [value('{"x": 1, "y": 2}'), value('{"y": 2, "x": 1}')];
    expect(compare(a, b)).toEqual([]);
    expect(compare(a, b, true)).toHaveLength(1);
  });

  test('NumPy’s spelling of times and half floats', () => {
    expect(datetimeText('<M8[us]', 1682942400000000n)).toBe('2023-05-01T12:00:00.000000');
    expect(datetimeText('<M8[us]', -1n)).toBe('1969-12-31T23:59:59.999999');
    expect(datetimeText('<M8[ns]', 1n)).toBe('1970-01-01T00:00:00.000000001');
    expect(datetimeText('<M8[s]', 61n)).toBe('1970-01-01T00:01:01');
    expect(datetimeText('<M8[D]', 31n)).toBe('1970-02-01');
    expect(datetimeText('<M8[M]', 13n)).toBe('1971-02');
    expect(datetimeText('<M8[us]', -(2n ** 63n))).toBe('NaT');
    expect([1.5, -2, 2 ** -24, Number.POSITIVE_INFINITY, 65504, 0].map(halfBits)).toEqual([
      0x3e00, 0xc000, 1, 0x7c00, 0x7bff, 0,
    ]);
  });

  test('a folder without truths has nothing to compare', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'w'));
    const { workflows } = await runConformance(folder, () => undefined);
    expect(workflows).toEqual([]);
    await expect(runConformance(join(folder, 'nowhere'), () => undefined)).rejects.toThrow(
      'nothing at',
    );
  });
});
