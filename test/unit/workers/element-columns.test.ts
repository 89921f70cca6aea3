import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSampleWorkflow } from '../../../electron/sample/sample-workflow.ts';
import { openSession } from '../../../electron/workers/open-session.ts';
import { ReferenceSample } from '../../../electron/workers/reference-sample.ts';
import type { WorkflowSession } from '../../../electron/workers/session.ts';
import { leavesOf, partOf } from '../../../electron/workers/value-leaves.ts';
import { PROCEDURES } from '../../../shared/contract/procedures.ts';
import { VALUE_TYPES } from '../../../shared/contract/values.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
const folder = mkdtempSync(join(tmpdir(), 'earshot-columns-'));
let session: WorkflowSession;
/** The task whose inputs are dicts. */
const place = { workflowId: 'w', taskInsertId: 2 };

beforeAll(async () => {
  session = await openSession(await createSampleWorkflow(folder));
});
afterAll(async () => {
  await session.close();
  rmSync(folder, { recursive: true });
});

test('shows the parts of dicts that vary, and offers the others', async () => {
  const { columns } = await session.handlers['elements.listColumns'](place, context);
  const shown = columns.filter(({ isShown }) => isShown);
  expect(shown.map(({ label }) => label)).toEqual([
    'target_strain_rate',
    'total_time',
    // Of the volume element its grid, and not its arrays, of which a cell has the shape alone.
    'grid_size',
    'num_cores',
    'time_limit',
  ]);
  expect(columns.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['inputs.load_case.type', 'outputs.VE_response.has_converged']),
  );
  expect(columns.find(({ path }) => path === 'inputs.load_case.type')).toMatchObject({
    data: 'inputs.load_case',
    steps: ['type'],
    isShown: false,
  });
});

test('reads columns of all elements as codes, the same values as the rows have', async () => {
  const paths = ['inputs.load_case.type', 'resources.any.num_cores', 'inputs.load_case.total_time'];
  const answer = await session.handlers['elements.readColumns']({ ...place, paths }, context);
  const { columns } = PROCEDURES['elements.readColumns'].output.parse(answer);
  const { rows } = await session.handlers['elements.readRows'](
    { ...place, paths, start: 0, stop: 100 },
    context,
  );
  expect(rows).toHaveLength(28);
  expect(columns.map(({ codes }) => codes.length)).toEqual([28, 28, 28]);
  for (const [element, row] of rows.entries()) {
    for (const [at, column] of columns.entries()) {
      const text = column.texts[column.codes[element] ?? -1];
      expect([text, `'${text}'`]).toContain(row[at]?.text);
    }
  }
  const types = columns.map(({ types: [first] }) => VALUE_TYPES[first ?? 0]);
  expect(types).toEqual(['text', 'number', 'number']);
  expect(columns[0]?.texts.length).toBeLessThan(28);
  const numbers = columns[2]?.texts.map(Number) ?? [];
  expect([...(columns[2]?.numbers ?? [])]).toEqual(numbers);
});

test('refuses a path that is no column', async () => {
  const asked = { ...place, paths: ['inputs.nothing'] };
  await expect(
    (async () => session.handlers['elements.readColumns'](asked, context))(),
  ).rejects.toMatchObject({ error: { code: 'not-found' } });
});

test('takes dicts apart, and leaves lists of numbers whole', () => {
  const value = new Map<string, unknown>([
    ['a', [1, 2]],
    ['b', new Map([['c', 'x']])],
    ['d', [new Map([['e', 1]])]],
  ]) as Parameters<typeof leavesOf>[0];
  expect(leavesOf(value).map(({ steps }) => steps)).toEqual([['a'], ['b', 'c'], ['d', 0, 'e']]);
  expect(partOf(value, ['d', 0, 'e'])).toBe(1);
  expect(partOf(value, ['b', 'none', 'x'])).toBeUndefined();
});

test('samples from all over a task', () => {
  const sample = new ReferenceSample();
  for (let at = 0; at < 10_000; at += 1) sample.add(at);
  const numbers = sample.references.map(Number);
  expect(numbers.length).toBeLessThanOrEqual(64);
  expect(numbers.slice(0, 32)).toEqual(Array.from({ length: 32 }, (_, at) => at));
  expect(Math.max(...numbers)).toBeGreaterThan(5000);
  expect(sample.isConstant).toBe(false);
  const constant = new ReferenceSample();
  for (let at = 0; at < 5; at += 1) constant.add(7);
  expect([constant.isConstant, constant.isWhole]).toEqual([true, true]);
});
