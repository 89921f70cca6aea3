import { afterEach, describe, expect, it } from 'vitest';
import { loopCondition } from '../../../electron/generations/loop-condition.ts';
import { PyFloat, type PyValue } from '../../../electron/persistence/values.ts';
import { openSession } from '../../../electron/workers/open-session.ts';
import type { WorkflowSession } from '../../../electron/workers/session.ts';
import { stopWords } from '../../../renderer/ui/termination-words.ts';
import { hasSharedWorkflows, sharedWorkflowPath } from '../shared-workflows.ts';
import { asking } from './reasons/asking.ts';

const dict = (entries: Record<string, PyValue>): PyValue => new Map(Object.entries(entries));
const loopWith = (condition: PyValue, more: Record<string, PyValue> = {}) =>
  loopCondition(
    new Map([['termination', dict({ path: 'outputs.t', condition, cast: null, ...more })]]),
  );

describe('the condition of a loop', () => {
  it('is read with its parts, and tried on a value', () => {
    const rule = loopWith(
      dict({
        or: [
          dict({ 'value.less_than_or_equal_to': new PyFloat(0) }),
          dict({ not: dict({ 'value.less_than': 9 }) }),
        ],
      }),
    );
    expect(rule?.text).toBe('outputs.t is at most 0.0 or not: outputs.t is less than 9');
    expect([-0.5, 0, 3, 9].map((value) => rule?.isMet(value))).toEqual([true, true, false, true]);
    expect(rule?.isMet('word')).toBeUndefined();
  });

  it('judges nothing where it is not understood', () => {
    const length = loopWith(dict({ 'value.length.greater_than': 3 }));
    expect(length?.isMet(5)).toBeUndefined();
    const cast = loopWith(dict({ 'value.less_than': 3 }), { cast: dict({ str: 'int' }) });
    expect(cast?.isMet(1)).toBeUndefined();
    expect(loopCondition(new Map([['termination', null]]))).toBeUndefined();
  });
});

describe.skipIf(!hasSharedWorkflows)('why a real loop stopped', () => {
  let session: WorkflowSession | undefined;
  afterEach(() => session?.close());

  it.each(['zarr', 'json'])('is told by the value of each iteration (%s)', async (store) => {
    session = await openSession(sharedWorkflowPath(`gen4-jobscript-${store}-loop-termination`));
    const found = await asking(session)('loops.readTermination', {
      workflowId: 'w',
      loop: 'until',
      element: 0,
    });
    expect(found.condition).toBe('outputs.p1 is greater than 3');
    expect(found.tests.map(({ value, isMet, outcome }) => [value, isMet, outcome])).toEqual([
      ['2', false, 'ran'],
      ['4', true, 'ran'],
      [undefined, undefined, 'ended'],
      [undefined, undefined, 'ended'],
    ]);
    expect(stopWords(found)).toBe(
      'The value 4 of until 1 met its condition. The 2 after it were not needed.',
    );
  });
});
