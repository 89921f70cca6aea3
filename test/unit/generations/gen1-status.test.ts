import { expect, test } from 'vitest';
import {
  gen1RunStatus,
  PREPARED,
  SUBMITTED,
  UNSUBMITTED,
} from '../../../electron/generations/gen1-status.ts';

test('an ended run is complete, or likely failed when an output was never set', () => {
  expect(gen1RunStatus(true, true, SUBMITTED, false)).toBe('complete');
  expect(gen1RunStatus(true, true, SUBMITTED, true)).toBe('likely-failed');
  // Times count more than the submission: stderr output loses the attempt (FORMATS T14).
  expect(gen1RunStatus(false, true, PREPARED, false)).toBe('complete');
});

test('an unset output says nothing of a run that has not ended', () => {
  expect(gen1RunStatus(true, false, SUBMITTED, true)).toBe('running');
});

test('a run that has not started shows what its submission says', () => {
  expect(gen1RunStatus(false, false, SUBMITTED, false)).toBe('submitted');
  expect(gen1RunStatus(false, false, PREPARED, false)).toBe('prepared');
  expect(gen1RunStatus(false, false, UNSUBMITTED, false)).toBe('pending');
});
