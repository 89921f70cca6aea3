import { expect, test } from 'vitest';
import { countOf, type RunStatus } from '../../../shared/model/status.ts';
import { statusChanges } from '../../../shared/model/status-changes.ts';
import { buildRunIndex } from '../../support/build-run-index.ts';

/** Two tasks; runs of the elements of each. */
const indexOf = (...tasks: readonly (readonly RunStatus[])[]) =>
  buildRunIndex(tasks.map((runs) => runs.map((status) => [{ runs: [{ status }] }])));

test('counts the runs that have another status, and names their rows', () => {
  const before = indexOf(['running', 'running'], ['pending', 'success']);
  const after = indexOf(['success', 'error'], ['pending', 'success']);
  const { rows, counts } = statusChanges(before, after);
  expect(rows).toEqual([0, 1]);
  expect(countOf(counts, 'success')).toBe(1);
  expect(countOf(counts, 'error')).toBe(1);
  expect(countOf(counts, 'pending')).toBe(0);
});

test('finds runs again by their place where elements have been added', () => {
  const before = indexOf(['running'], ['success']);
  const after = indexOf(['success', 'pending'], ['success', 'running']);
  const { rows, counts } = statusChanges(before, after);
  expect(rows).toEqual([0, 1, 3]);
  expect(countOf(counts, 'success')).toBe(1);
  expect(countOf(counts, 'pending')).toBe(1);
  expect(countOf(counts, 'running')).toBe(1);
});

test('says nothing of a reading that is the same', () => {
  expect(statusChanges(indexOf(['running']), indexOf(['running'])).rows).toEqual([]);
});
