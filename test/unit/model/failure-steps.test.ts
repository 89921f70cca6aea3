import { describe, expect, it } from 'vitest';
import { cursorOf, stepFailure } from '../../../shared/model/failure-steps.ts';
import { buildRunIndex } from '../../support/build-run-index.ts';

const ok = { status: 'complete' } as const;
const bad = { status: 'likely-failed' } as const;
const index = buildRunIndex([
  [[{ runs: [ok, bad] }], [{ runs: [ok, ok] }]],
  [],
  [[{ runs: [ok] }, { runs: [ok, bad] }]],
]);
const failures = Uint32Array.of(1, 6);
const at = (task: number | undefined, address = {}) =>
  cursorOf(index, task, { view: 'runs', ...address });

describe('going from failure to failure', () => {
  it('stands at the selected run, or just before what is selected', () => {
    expect(at(undefined)).toBe(-0.5);
    expect(at(0)).toBe(-0.5);
    expect(at(1)).toBe(-0.5);
    expect(at(2)).toBe(3.5);
    expect(at(0, { element: 1 })).toBe(1.5);
    expect(at(0, { element: 9 })).toBe(-0.5);
    expect(at(2, { element: 0, iteration: 1 })).toBe(4.5);
    expect(at(2, { element: 0, iteration: 1, action: 1 })).toBe(6);
    expect(at(2, { element: 0, iteration: 1, action: 7 })).toBe(3.5);
  });

  it('goes forwards and back, and round at the ends', () => {
    expect(stepFailure(failures, -0.5, 'next')).toBe(0);
    expect(stepFailure(failures, 1, 'next')).toBe(1);
    expect(stepFailure(failures, 6, 'next')).toBe(0);
    expect(stepFailure(failures, 6, 'previous')).toBe(0);
    expect(stepFailure(failures, 1, 'previous')).toBe(1);
    expect(stepFailure(failures, 3.5, 'previous')).toBe(0);
  });

  it('finds nothing where nothing failed', () => {
    expect(stepFailure(new Uint32Array(), 3, 'next')).toBeUndefined();
  });
});
