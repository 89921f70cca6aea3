import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { inspectWorkflow } from '../../../electron/inspect/inspect-workflow.ts';
import { InspectionSchema } from '../../../electron/inspect/inspection.ts';
import { taggedValue } from '../../../electron/inspect/tagged-value.ts';
import {
  MissingArray,
  PyComplex,
  PyFloat,
  PySet,
  PyTuple,
  type PyValue,
} from '../../../electron/persistence/values.ts';
import { openWorkflow } from '../../../electron/workers/open-session.ts';
import { bundleNodeEntries } from '../hosts/worker-bundle.ts';
import {
  hasSharedWorkflows,
  sharedWorkflowNames,
  sharedWorkflowPath,
} from '../shared-workflows.ts';
import { type StudyFolder, studyFolder, treeOf } from '../workers/study-folder.ts';

vi.setConfig({ testTimeout: 60_000 });

const context = { signal: new AbortController().signal, reportProgress: () => undefined };

describe('the command line', () => {
  let program = '';
  let study: StudyFolder;
  beforeAll(async () => {
    const dist = await bundleNodeEntries({ inspect: 'electron/inspect.ts' });
    program = fileURLToPath(new URL('node/inspect.js', dist));
    study = await studyFolder('zarr', { elements: 8, iterations: 2, failedPart: 0.5 });
  }, 120_000);
  afterAll(() => study.remove());

  const run = promisify(execFile);
  const inspect = (...args: string[]) =>
    run(process.execPath, [program, ...args], { maxBuffer: 64 * 1024 * 1024 });
  const failure = (...args: string[]): Promise<{ code: number; stderr: string; stdout: string }> =>
    inspect(...args).then(
      () => {
        throw new Error('succeeded');
      },
      (error: { code: number; stderr: string; stdout: string }) => error,
    );

  test('prints a page of text', async () => {
    const { stdout, stderr } = await inspect(study.path);
    expect(stdout).toMatch(/^study\n/);
    expect(stdout).toContain('Written by  hpcFlow 0.2.0a50');
    expect(stdout).toContain('Created     2023-06-14 09:30:12 UTC');
    expect(stdout).toMatch(
      /Tasks \(1\)\n {2}0 {2}simulate_explicit {2}8 elements {2}16 iterations/,
    );
    expect(stdout).toMatch(/Loops \(1\)\n {2}relax {2}tasks 0 {2}2 of 2 iterations/);
    expect(stderr).toBe('');
  });

  test('prints JSON of the documented schema, and writes nothing', async () => {
    const before = treeOf(study.path);
    const { stdout } = await inspect(study.path, '--json', '--parameters');
    const inspection = InspectionSchema.parse(JSON.parse(stdout));
    expect(inspection.tasks[0]?.elements).toHaveLength(8);
    expect(inspection.tasks[0]?.elements[1]?.iterations[1]?.loopIdx).toEqual({ relax: 1 });
    const { parameters = [] } = inspection;
    expect(parameters).toHaveLength(inspection.parameterCount);
    expect(parameters).toContainEqual(
      expect.objectContaining({ isSet: true, value: { __float__: '0.0' } }),
    );
    expect(parameters.some(({ isSet }) => !isSet)).toBe(true);
    expect(treeOf(study.path)).toEqual(before);
  });

  test('leaves parameters out unless asked', async () => {
    const { stdout } = await inspect(study.path, '--json');
    expect(InspectionSchema.parse(JSON.parse(stdout))).not.toHaveProperty('parameters');
  });

  test('what goes wrong is a sentence on stderr and exit code 1', async () => {
    expect(await failure(`${study.path}/none`)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringMatching(/^There is nothing at .*none\./),
    });
    expect(await failure()).toMatchObject({ code: 1, stderr: expect.stringContaining('Usage:') });
    expect(await failure('a', 'b')).toMatchObject({ code: 1 });
    expect(await failure(study.path, '--wrong')).toMatchObject({ code: 1 });
    expect(await failure(study.path, '--parameters')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--parameters needs --json'),
    });
    expect((await failure(`${study.path}/..`)).stderr).not.toContain('    at ');
  });

  test('--help explains itself', async () => {
    expect((await inspect('--help')).stdout).toMatch(/^Usage: npm run inspect/);
  });
});

/** Of the later generations one in this many, which are still all versions and stores. */
const STEP = 7;

describe.skipIf(!hasSharedWorkflows)('real workflows of all generations fit the schema', () => {
  const later = ['gen2-', 'gen3-', 'gen4-'].flatMap(sharedWorkflowNames);
  const names = [...sharedWorkflowNames('gen1-'), ...later.filter((_, at) => at % STEP === 0)];
  for (const name of names) {
    test(name, async () => {
      const { data, close } = await openWorkflow(sharedWorkflowPath(name));
      const inspection = await inspectWorkflow(data, true, context);
      await close();
      const printed = InspectionSchema.parse(JSON.parse(JSON.stringify(inspection)));
      expect(printed).toEqual(inspection);
      expect(printed.problems).toEqual([]);
      expect(printed.parameters?.filter(({ problem }) => problem !== undefined)).toEqual([]);
    });
  }
});

test.each<[PyValue, unknown]>([
  [1, 1],
  [1.5, 1.5],
  [new PyFloat(1), { __float__: '1.0' }],
  [Number.NaN, { __float__: 'nan' }],
  [2n ** 64n, { __int__: '18446744073709551616' }],
  [new PyComplex(1, 2), { __complex__: ['1.0', '2.0'] }],
  [Uint8Array.of(1, 2), { __bytes__: 'AQI=' }],
  [new PyTuple([1, new PySet(['a'])]), { __tuple__: [1, { __set__: ['a'] }] }],
  [new Map([['a', null]]), { a: null }],
  [new Map([['__tuple__', 1]]), { __dict__: [['__tuple__', 1]] }],
  [new Map([['__proto__', 1]]), { __dict__: [['__proto__', 1]] }],
  [new MissingArray('x/arr_0'), { __missing__: 'x/arr_0' }],
])('%o is tagged', async (value, expected) => {
  expect(await taggedValue(value)).toEqual(expected);
});

test('small arrays are printed, large ones described', async () => {
  const array = (length: number) =>
    ({
      kind: 'array',
      dtype: '<f8',
      shape: [length],
      chunks: [length],
      read: async () => ({ shape: [length], data: new Float64Array(length).fill(0.5) }),
    }) as const;
  expect(await taggedValue(array(2))).toMatchObject({
    __array__: { dtype: '<f8', shape: [2], data: [0.5, 0.5] },
  });
  const { __array__ } = (await taggedValue(array(2001))) as { __array__: object };
  expect(__array__).not.toHaveProperty('data');
  const masked = { kind: 'masked-array', data: array(1), mask: array(1) } as const;
  expect(await taggedValue(masked)).toMatchObject({
    __masked_array__: { data: [0.5], mask: [true] },
  });
});
