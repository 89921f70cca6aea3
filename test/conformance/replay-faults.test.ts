import { describe, expect, test } from 'vitest';
import { Findings } from '../../electron/conformance/findings.ts';
import type { RecordedCall, ReplayCase } from '../../electron/conformance/replay-case.ts';
import {
  elementsWithoutT5,
  mixedArrays,
  ruleOfRaised,
} from '../../electron/conformance/replay-faults.ts';
import type { PyValue } from '../../electron/persistence/values.ts';
import { type Plain, toDict, toPy } from '../../electron/sample/plain.ts';

function call(method: string, over: Partial<RecordedCall> = {}): RecordedCall {
  return {
    seq: 0,
    method,
    args: new Map(),
    instance: '0.0',
    isInBatch: true,
    event: undefined,
    returns: null,
    raises: undefined,
    times: [],
    ...over,
  };
}

const recorded = (calls: readonly RecordedCall[], store: 'json' | 'zarr' = 'zarr'): ReplayCase => ({
  folder: '',
  store,
  workflowName: 'w',
  hasBefore: true,
  hasAfter: true,
  calls,
});

const added = (index: number, over: Partial<RecordedCall> = {}): RecordedCall =>
  call('add_parameter_data', { returns: index, ...over });
const reject = call('reject_pending', { isInBatch: false });

describe('arrays that hpcflow mixes up when it rejects (T8)', () => {
  test.each([
    ['the first instead of the last', [added(7), added(8), reject], [0, 1], [7, 8]],
    ['none when all are rejected', [added(0), added(1), reject], [], []],
    ['those in both are right', [added(1), added(2), reject], [0], [2]],
    ['none of what was committed before', [added(5), call('commit_pending'), reject], [], []],
    ['none of what was added outside of a batch', [added(5, { isInBatch: false }), reject], [], []],
    ['none of another store object', [added(5, { instance: '1.0' }), reject], [], []],
  ])('are %s', (_, calls, removed, left) => {
    const found = mixedArrays(recorded(calls));
    expect([[...found.removed], [...found.left]]).toEqual([removed, left]);
    expect(mixedArrays(recorded(calls, 'json')).removed.size).toBe(0);
  });
});

describe('an error of hpcflow where ours has a result', () => {
  const none = { removed: new Set<number>(), left: new Set<number>() };
  const loop = call('add_loop', { args: toDict({ loop_js: { task_insert_IDs: [1, 2] } }) });
  const read = call('get_task_elements');
  const inLoop = toPy([{ iterations: [{ loop_idx: { l: 0 } }] }]);
  const inNone = toPy([{ iterations: [{ loop_idx: {} }] }]);
  const value = call('get_parameter_data', { args: toDict({ index: 3 }) });

  test.each<[string, RecordedCall, string, PyValue, ReadonlySet<number>, string | undefined]>([
    ['a loop over iterations in one', loop, 'TypeError', null, new Set([2]), 'T6'],
    ['a loop over others', loop, 'TypeError', null, new Set([3]), undefined],
    ['another error of a loop', loop, 'ValueError', null, new Set([2]), undefined],
    ['iterations in a loop without its name', read, 'IndexError', inLoop, new Set(), 'T6'],
    ['iterations in no loop', read, 'IndexError', inNone, new Set(), undefined],
    ['an array that is there', value, 'AttributeError', null, new Set(), undefined],
  ])('%s', (_, of, name, result, loops, rule) => {
    expect(ruleOfRaised(of, name, result, loops, none)).toBe(rule);
  });

  test('an array that hpcflow removed', () => {
    const removed = new Set([3]);
    const mixed = { removed, left: new Set<number>() };
    expect(ruleOfRaised(value, 'AttributeError', null, new Set(), mixed)).toBe('T8');
  });
});

describe('submissions of runs by the place of their action (T5)', () => {
  const elements = (actions: { readonly [action: string]: Plain }): PyValue =>
    toPy([{ index: 0, iterations: [{ index: 0, actions }] }]);
  const runs = (submission: number | null): Plain => [
    { index: 0, metadata: { submission_idx: submission, success: null } },
  ];

  test.each([
    ['passed over where an action is excluded', { '1': runs(null), '2': runs(0) }, 1],
    ['kept where none is', { '0': runs(null), '1': runs(0) }, 0],
  ])('are %s', (_, theirs, count) => {
    const findings = new Findings();
    const ours = Object.fromEntries(
      Object.keys(theirs).map((key, i) => [key, runs(i - 1 || null)]),
    );
    const left = elementsWithoutT5(elements(theirs), elements(ours), findings);
    expect(left).toEqual(count === 1 ? elements(ours) : elements(theirs));
    expect(findings.rules.get('T5') ?? 0).toBe(count);
  });
});
