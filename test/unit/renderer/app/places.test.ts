import { describe, expect, it } from 'vitest';
import {
  canGo,
  currentAddress,
  startHistory,
  stepBy,
  visit,
} from '../../../../renderer/app/address-history.ts';
import { breadcrumbSteps } from '../../../../renderer/app/breadcrumb-steps.ts';
import { formatHash, parseHash } from '../../../../renderer/app/place-hash.ts';
import { looksLikePath, placesOfText } from '../../../../renderer/features/open/path-text.ts';
import type { Structure, Task } from '../../../../shared/contract/documents.ts';
import type { View } from '../../../../shared/model/address.ts';

describe('address history', () => {
  const a = startHistory({ view: 'overview' });
  const b = visit(a, { view: 'runs', task: 0 }, false);
  const c = visit(b, { view: 'runs', task: 0, element: 3 }, false);

  it('walks addresses back and forward', () => {
    expect(currentAddress(stepBy(c, -1))).toEqual({ view: 'runs', task: 0 });
    expect(currentAddress(stepBy(stepBy(c, -1), 1))).toEqual(currentAddress(c));
    expect(canGo(c, 1)).toBe(false);
    expect(stepBy(a, -1)).toBe(a);
  });

  it('forgets what was ahead when it goes elsewhere', () => {
    const elsewhere = visit(stepBy(c, -1), { view: 'template' }, false);
    expect(elsewhere.entries.map(({ view }) => view)).toEqual(['overview', 'runs', 'template']);
  });

  it('does not count the same address, and a replacement, as a step', () => {
    expect(visit(b, { view: 'runs', task: 0 }, false)).toBe(b);
    const replaced = visit(c, { view: 'runs', task: 0, element: 4 }, true);
    expect(replaced.entries).toHaveLength(3);
    expect(currentAddress(replaced).element).toBe(4);
  });
});

describe('the page address', () => {
  it.each([
    { path: '/data/a b#c&d', address: { view: 'overview' } },
    {
      path: 'C:\\sims\\w',
      address: { view: 'runs', task: 1, element: 3, parameter: 'outputs.p2' },
    },
  ] as const)('keeps $path', (place) => expect(parseHash(formatHash(place))).toEqual(place));

  it('is none without a workflow, and shows the overview for a bad place', () => {
    expect(parseHash('#token=abc')).toBeUndefined();
    expect(parseHash('#workflow=%2Fw&at=nonsense')).toEqual({
      path: '/w',
      address: { view: 'overview' },
    });
  });
});

describe('pasted text', () => {
  it.each([
    ['/data/w', [{ path: '/data/w' }]],
    ['"C:\\my sims\\w"\r\n', [{ path: 'C:\\my sims\\w' }]],
    ['file:///data/a%20b', [{ path: '/data/a b' }]],
    ['file:///C:/a', [{ path: 'C:/a' }]],
    ['/a\n\n/b', [{ path: '/a' }, { path: '/b' }]],
    [
      'http://127.0.0.1:5/#workflow=%2Fdata%2Fw&at=tasks%3Ftask%3D1',
      [{ path: '/data/w', at: 'tasks?task=1' }],
    ],
  ])('%j names places', (text, places) => {
    expect(placesOfText(text)).toEqual(places);
    expect(looksLikePath(text)).toBe(true);
  });

  it.each(['', 'hello', 'some words /with/slash', 'https://example.org/x'])(
    '%j is no path',
    (text) => expect(looksLikePath(text)).toBe(false),
  );
});

describe('breadcrumb', () => {
  const task = (index: number, insertId: number): Task => ({
    index,
    insertId,
    name: `t${insertId}`,
    dirName: '',
    objective: '',
    actions: [
      { index: 0, kind: 'main', label: 'first', commands: [] },
      { index: 1, kind: 'main', label: 'second', commands: [] },
    ],
    inputs: [],
    outputs: [],
    elementSetCount: 1,
    elementCount: 3,
    iterationCount: 3,
    runCount: 3,
    loops: [],
  });
  const structure: Structure = {
    identity: { name: 'w', path: '/w', store: 'json', generation: 'GEN1' },
    tasks: [task(0, 0), task(1, 2), task(2, 1)],
    loops: [],
    submissionCount: 2,
    parameterCount: 0,
    areSkipsInferred: false,
    problems: [],
  };

  it('names each step and lists what is beside it, tasks in template order', () => {
    const steps = breadcrumbSteps(
      { view: 'runs', task: 2, element: 1, iteration: 0, action: 1, attempt: 0 },
      structure,
      undefined,
    );
    expect(steps.map(({ label }) => label)).toEqual(['t2', 'element 1', 'iteration 0', 'second']);
    expect(steps[0]?.siblings.map(({ label }) => label)).toEqual(['t0', 't2', 't1']);
    expect(steps[1]?.siblings).toHaveLength(3);
    expect(steps[2]?.siblings).toEqual([]);
    expect(steps[1]?.address).toEqual({ view: 'runs', task: 2, element: 1 });
  });

  it('names what the view shows, not what is kept for the other views', () => {
    const kept = { submission: 1, jobscript: 3, task: 0, element: 2, parameter: 'outputs.p1' };
    const labels = (view: View) =>
      breadcrumbSteps({ view, ...kept }, structure, undefined).map(({ label }) => label);
    expect(labels('submissions')).toEqual(['submission 1', 'jobscript 3']);
    expect(labels('runs')).toEqual(['t0', 'element 2']);
    expect(labels('parameters')).toEqual(['t0', 'element 2', 'outputs.p1']);
    expect(labels('template')).toEqual([]);
  });

  it('leaves out a task that is not there', () => {
    expect(breadcrumbSteps({ view: 'runs', task: 9, element: 1 }, structure, undefined)).toEqual(
      [],
    );
  });
});
