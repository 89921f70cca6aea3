import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ArrayHandle } from '../../../../electron/persistence/values.ts';
import { writeGen1 } from '../../../../electron/sample/gen1-writer.ts';
import { parameterStudy } from '../../../../electron/sample/parameter-study.ts';
import type { OperationPhase } from '../../../../shared/contract/operations.ts';
import { scratchFolder, testContext } from '../../files/tree/tree-support.ts';
import { contentsOf, convert, described, expectOnly } from './conversion-support.ts';

async function place(store: 'json' | 'zarr') {
  const folder = scratchFolder();
  const source = join(folder, 'study');
  await writeGen1(source, parameterStudy({ elements: 3, failedPart: 0.5 }), store);
  mkdirSync(join(source, 'artifacts', 'tasks', 'empty'), { recursive: true });
  writeFileSync(join(source, 'artifacts', 'tasks', 'out.txt'), 'text');
  return { folder, source, target: join(folder, 'made') };
}

/** A context in which something happens when a phase begins. */
function atPhase(wanted: OperationPhase, happens: () => void) {
  const context = testContext();
  context.control.phase = (phase) => {
    if (phase === wanted) happens();
  };
  return context;
}

test('JSON to Zarr and back is the same to the byte, with all that lies beside the store', async () => {
  const { folder, source, target } = await place('json');
  const { isCompared, tally } = await convert('to-zarr', source, target);
  expect({ isCompared, files: tally.files }).toEqual({
    isCompared: true,
    files: [...contentsOf(target).keys()].filter((key) => !key.endsWith('/')).length,
  });
  expect(statSync(target).mode).toBe(statSync(source).mode);
  expect(await described(target)).toEqual(await described(source));
  await convert('to-json', target, join(folder, 'again'));
  expect(contentsOf(join(folder, 'again'))).toEqual(contentsOf(source));
  expectOnly(folder, ['again', 'data', 'made', 'study']);
});

test('an array is refused, named, before anything is made', async () => {
  const folder = scratchFolder();
  const records = parameterStudy({ elements: 3, failedPart: 0 });
  const shape = [2];
  const data = Float64Array.of(1, 2);
  const read = async () => ({ shape, data });
  const array: ArrayHandle = { kind: 'array', dtype: '<f8', shape, chunks: shape, read };
  const parameters = records.parameters.map((parameter, index) =>
    index === 2 ? { ...parameter, value: [1, array] } : parameter,
  );
  await writeGen1(join(folder, 'study'), { ...records, parameters }, 'zarr');
  await expect(
    convert('to-json', join(folder, 'study'), join(folder, 'made')),
  ).rejects.toMatchObject({
    error: {
      code: 'unsupported-operation',
      message: 'Parameter 2: The value at 1 is an array. A JSON store cannot hold it.',
    },
  });
  expectOnly(folder, ['data', 'study']);
});

test('a workflow that hpcflow did not make to its end is refused', async () => {
  const { folder, source, target } = await place('json');
  const file = join(source, 'metadata.json');
  const metadata: unknown = JSON.parse(readFileSync(file, 'utf8'));
  writeFileSync(file, JSON.stringify({ ...Object(metadata), replaced_dir: 'study.abcdefghij' }));
  await expect(convert('to-zarr', source, target)).rejects.toMatchObject({
    error: { code: 'unsupported-operation' },
  });
  expectOnly(folder, ['data', 'study']);
});

test.each(['converting', 'copying', 'flushing', 'verifying', 'opening'] as const)(
  'cancelled while %s, nothing is left',
  async (phase) => {
    const { folder, source, target } = await place('zarr');
    const before = contentsOf(source);
    const context = atPhase(phase, () => {
      context.control.isCancelled = true;
    });
    await expect(convert('to-json', source, target, { context })).rejects.toMatchObject({
      error: { code: 'cancelled' },
    });
    expectOnly(folder, ['data', 'study']);
    expect(contentsOf(source)).toEqual(before);
  },
);

/** Puts another number where one is. */
function spoil(file: string): void {
  const text = readFileSync(file, 'utf8');
  writeFileSync(file, text.replace(/"data": (-?[\d.]+)/, '"data": 77'));
}

test('a store that does not hold what was read is noticed', async () => {
  const { folder, source, target } = await place('zarr');
  const context = atPhase('flushing', () => {
    const partial = readdirSync(folder).find((name) => name.endsWith('.partial')) ?? '';
    spoil(join(folder, partial, 'parameters.json'));
  });
  await expect(convert('to-json', source, target, { context })).rejects.toMatchObject({
    error: { code: 'corrupt-data', message: expect.stringMatching(/parameters\.\d+\.value/) },
  });
  expectOnly(folder, ['data', 'study']);
});

test('a workflow that changes meanwhile gives nothing, unless that was confirmed', async () => {
  const { folder, source, target } = await place('json');
  const context = atPhase('verifying', () => spoil(join(source, 'parameters.json')));
  await expect(convert('to-zarr', source, target, { context })).rejects.toMatchObject({
    error: { code: 'changed-on-disk' },
  });
  expectOnly(folder, ['data', 'study']);
  await convert('to-zarr', source, target, {
    allowChanges: true,
    context: atPhase('verifying', () => spoil(join(source, 'parameters.json'))),
  });
  expectOnly(folder, ['data', 'made', 'study']);
});
