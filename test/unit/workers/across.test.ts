import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PyFloat, PyTuple } from '../../../electron/persistence/values.ts';
import { curveNumbers } from '../../../electron/workers/curve-numbers.ts';
import { openSession } from '../../../electron/workers/open-session.ts';
import type { WorkflowSession } from '../../../electron/workers/session.ts';
import { ACROSS_STATES, AcrossSchema } from '../../../shared/contract/across.ts';
import { createGen1Study } from '../../support/gen1-study.ts';

const context = { signal: new AbortController().signal, reportProgress: () => undefined };
const workflowId = 'w';
const LOADING = 2;
const FIT = 3;
const parent = mkdtempSync(join(tmpdir(), 'earshot-across-'));
let session: WorkflowSession;

beforeAll(async () => {
  session = await openSession(await createGen1Study(parent));
}, 60_000);
afterAll(async () => {
  await session.close();
  rmSync(parent, { recursive: true });
});

const stress = ['volume_data', 'vol_avg_equivalent_stress'];
const response = (path: (string | number)[]) => ({ entry: 'outputs.VE_response', path });

test('curves of all elements are those of each element', async () => {
  const across = AcrossSchema.parse(
    await session.handlers['parameters.readAcross'](
      {
        workflowId,
        taskInsertId: LOADING,
        series: [response(stress), response(['volume_data', 'vol_avg_equivalent_strain'])],
        iterations: 'final',
      },
      context,
    ),
  );
  expect([...across.elements]).toEqual(Array.from({ length: 28 }, (_, element) => element));
  const [y, x] = across.series;
  if (y === undefined || x === undefined) throw new Error('no series');
  const states = [...y.states].map((code) => ACROSS_STATES[code]);
  // Loadings 7, 19 and 21 failed; those from 25 on have not ended.
  expect(states.flatMap((state, at) => (state === 'not-set' ? at : []))).toEqual([
    7, 19, 21, 25, 26, 27,
  ]);
  const element = 20;
  const { data } = await session.handlers['parameters.listOfIteration'](
    { workflowId, taskInsertId: LOADING, element, iteration: 0 },
    context,
  );
  const parameter = data.find(({ path }) => path === 'outputs.VE_response')?.parameter ?? -1;
  const window = await session.handlers['arrays.readWindow'](
    { workflowId, parameter, path: stress, selection: [{ start: 0, stop: 61, step: 1 }] },
    context,
  );
  expect(y.numbers.slice(y.starts[element], y.starts[element + 1])).toEqual(window.numbers);
  expect(x.numbers[(x.starts[element] ?? 0) + 60]).toBeCloseTo(0.06, 12);
});

test('a scalar over all iterations of one element', async () => {
  const across = await session.handlers['parameters.readAcross'](
    {
      workflowId,
      taskInsertId: FIT,
      series: [{ entry: 'outputs.hardening_parameters', path: ['residual'] }],
      iterations: 'all',
      element: 4,
    },
    context,
  );
  expect([...across.elements]).toEqual([4, 4, 4]);
  expect([...across.iterations]).toEqual([0, 1, 2]);
  const residuals = across.series[0]?.numbers ?? new Float64Array(0);
  expect(residuals).toHaveLength(3);
  expect((residuals[0] ?? 0) > (residuals[1] ?? 0)).toBe(true);
  expect((residuals[1] ?? 0) > (residuals[2] ?? 0)).toBe(true);
});

test('what is no curve is said to be none; a path that is not there is not set', async () => {
  const across = await session.handlers['parameters.readAcross'](
    {
      workflowId,
      taskInsertId: LOADING,
      series: [response(['field_data', 'sigma_vM', 'data']), response(['nowhere'])],
      iterations: 'final',
      element: 0,
    },
    context,
  );
  const states = across.series.map(({ states: codes }) => ACROSS_STATES[codes[0] ?? -1]);
  expect(states).toEqual(['no-numbers', 'not-set']);
});

test('a cancelled reading stops', async () => {
  const controller = new AbortController();
  const reading = session.handlers['parameters.readAcross'](
    {
      workflowId,
      taskInsertId: FIT,
      series: [{ entry: 'outputs.hardening_parameters', path: ['residual'] }],
      iterations: 'all',
    },
    { signal: controller.signal, reportProgress: () => controller.abort() },
  );
  await expect(reading).rejects.toMatchObject({ error: { code: 'cancelled' } });
});

test('numbers, lists and truth values are curves; texts are not', async () => {
  expect(await curveNumbers(new PyFloat(1))).toEqual([1]);
  expect(await curveNumbers(true)).toEqual([1]);
  expect(await curveNumbers(new PyTuple([1, 2.5, null]))).toEqual(
    Float64Array.of(1, 2.5, Number.NaN),
  );
  expect(await curveNumbers([1, 'a'])).toBeUndefined();
  expect(await curveNumbers('1')).toBeUndefined();
});
