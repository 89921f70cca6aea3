import { expect, test } from 'vitest';
import { absenceWords } from '../../../../renderer/ui/absence-words.ts';

test('a cell without a value says why, and names the version where it was not recorded', () => {
  const words = (status: Parameters<typeof absenceWords>[1]) =>
    absenceWords('exit code', status, 'hpcFlow 0.2.0a40');
  expect(words('complete')).toBe('exit code not recorded by hpcFlow 0.2.0a40');
  expect(words('skipped')).toBe('no exit code: it did not run');
  expect(words('submitted')).toBe('no exit code: not started');
  expect(words('running')).toBe('no exit code: still running');
  expect(words(undefined)).toBe('no exit code: no runs');
});
