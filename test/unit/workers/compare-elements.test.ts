import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSession } from '../../../electron/workers/open-session.ts';
import type { WorkflowSession } from '../../../electron/workers/session.ts';
import {
  ArrayDifferencesSchema,
  ArraysAcrossSchema,
  COMPARED_UNSET,
  type Comparison,
  ComparisonSchema,
} from '../../../shared/contract/comparison.ts';
import { createGen1Study } from '../../support/gen1-study.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
const workflowId = 'w';
const LOADING = 2;
const parent = mkdtempSync(join(tmpdir(), 'earshot-compare-'));
let session: WorkflowSession;
let compared: Comparison;

beforeAll(async () => {
  session = await openSession(await createGen1Study(parent));
  compared = ComparisonSchema.parse(await compare([0, 1, 7]));
}, 60_000);
afterAll(async () => {
  await session.close();
  rmSync(parent, { recursive: true });
});

async function compare(elements: readonly number[], own = context) {
  const places = elements.map((element) => ({ element, iteration: 0 }));
  return session.handlers['elements.compare']({ workflowId, taskInsertId: LOADING, places }, own);
}

function lineAt(entry: string, ...steps: (string | number)[]) {
  const line = compared.lines.find(
    (one) => one.entry === entry && JSON.stringify(one.steps) === JSON.stringify(steps),
  );
  if (line === undefined) throw new Error(`no line ${entry} ${steps.join('.')}`);
  return line;
}

test('every leaf is one line, with the texts of the values themselves', async () => {
  for (const [at, element] of [0, 1, 7].entries()) {
    const { data } = await session.handlers['parameters.listOfIteration'](
      { workflowId, taskInsertId: LOADING, element, iteration: 0 },
      context,
    );
    const scalar = data.find(({ path }) => path === 'inputs.load_case');
    const whole = await session.handlers['parameters.readValue'](
      { workflowId, parameter: scalar?.parameter ?? -1, path: ['type'], start: 0, stop: 1 },
      context,
    );
    const line = lineAt('inputs.load_case', 'type');
    expect(line.texts[line.codes[at] ?? -1]).toBe(whole.summary.text);
  }
  const parts = compared.lines.map(({ part }) => part);
  expect(parts).toEqual([...parts].sort((a, b) => rank(a) - rank(b)));
});

const rank = (part: string): number => ['inputs', 'files', 'resources', 'outputs'].indexOf(part);

test('an output that was never set is unset, and differs from those that were', () => {
  const line = lineAt('outputs.VE_response', 'volume_data', 'vol_avg_equivalent_stress');
  // Loading 7 failed.
  expect([...line.codes]).toEqual([0, 0, COMPARED_UNSET]);
  expect(line.differs).toBe(true);
  expect(line.parameters?.[2]).toBe(-1);
});

test('arrays that look alike are told apart when they are read', async () => {
  const path = ['volume_data', 'vol_avg_equivalent_stress'];
  const [first = -1, second = -1] = lineAt('outputs.VE_response', ...path).parameters ?? [];
  const found = ArrayDifferencesSchema.parse(
    await session.handlers['arrays.readDifferences'](
      { workflowId, reference: first, parameters: [first, second], path },
      context,
    ),
  );
  const read = async (parameter: number): Promise<ArrayLike<number>> => {
    const selection = [{ start: 0, stop: 61, step: 1 }];
    const input = { workflowId, parameter, path, selection };
    return (await session.handlers['arrays.readWindow'](input, context)).numbers ?? [];
  };
  const [a, b] = [await read(first), await read(second)];
  const largest = Math.max(...Array.from(a, (value, at) => Math.abs(value - (b[at] ?? 0))));
  expect([...found.maxAbsolute]).toEqual([0, largest]);
  expect(largest).toBeGreaterThan(0);
  expect(found.differing[0]).toBe(0);
  expect(found.notes).toEqual(['', '']);
});

test('what is no array has no difference, and says so', async () => {
  const [first = -1] =
    lineAt('outputs.VE_response', 'volume_data', 'vol_avg_equivalent_stress').parameters ?? [];
  const found = await session.handlers['arrays.readDifferences'](
    { workflowId, reference: first, parameters: [first], path: ['nowhere'] },
    context,
  );
  expect(found.differing[0]).toBe(0);
  const other = await session.handlers['arrays.readDifferences'](
    { workflowId, reference: first, parameters: [0], path: ['nowhere'] },
    context,
  );
  expect([...other.differing]).toEqual([-1]);
  expect(other.notes[0]).toMatch(/no array/);
});

test('arrays across elements are named with their shapes', async () => {
  const arrays = ArraysAcrossSchema.parse(
    await session.handlers['parameters.listArraysAcross'](
      {
        workflowId,
        taskInsertId: LOADING,
        place: { entry: 'outputs.VE_response', path: ['field_data', 'sigma_vM', 'data'] },
        iterations: 'final',
      },
      context,
    ),
  );
  expect(arrays.elements).toHaveLength(28);
  expect(arrays.codes[7]).toBe(-1);
  const info = arrays.infos[arrays.codes[0] ?? -1];
  expect(info?.shape.length).toBeGreaterThan(1);
  expect(arrays.parameters[0]).toBeGreaterThan(0);
});

test('a comparison can be cancelled, and names a place that is not there', async () => {
  const controller = new AbortController();
  controller.abort();
  await expect(compare([0, 1], { ...context, signal: controller.signal })).rejects.toMatchObject({
    error: { code: 'cancelled' },
  });
  await expect(compare([999])).rejects.toMatchObject({ error: { code: 'not-found' } });
});
