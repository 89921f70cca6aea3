import { expect, it } from 'vitest';
import { changeWords, notificationWords } from '../../../../renderer/app/change-words.ts';
import { noRuns, type RunStatus, statusCode } from '../../../../shared/model/status.ts';

const countsOf = (given: Partial<Record<RunStatus, number>>): readonly number[] => {
  const counts = noRuns();
  for (const [status, count] of Object.entries(given)) {
    counts[statusCode(status as RunStatus)] = count;
  }
  return counts;
};

it.each([
  [{}, ''],
  [{ success: 3, error: 1 }, '3 more succeeded, 1 failed'],
  [{ complete: 1, success: 1, 'likely-failed': 1, error: 1 }, '2 more succeeded, 2 failed'],
  [{ error: 1 }, '1 failed'],
  [{ skipped: 2, running: 4, aborted: 1 }, '1 aborted, 2 skipped, 4 started'],
] as const)('says what has become of runs: %j', (given, words) => {
  expect(changeWords(countsOf(given))).toBe(words);
});

it.each([
  [{ success: 3 }, { success: 9, running: 1 }, false, undefined],
  [{ error: 1 }, { error: 12, running: 1 }, false, '1 run failed, 12 in all.'],
  [{ error: 2 }, { error: 2, running: 1 }, false, '2 runs failed.'],
  [{ success: 1 }, { success: 9 }, true, 'All runs have ended: none failed, 9 succeeded.'],
] as const)(
  'calls people for failures and for the end only: %j',
  (changed, counts, hasEnded, words) => {
    const changes = { rows: [], counts: countsOf(changed) };
    expect(notificationWords({ changes, counts: countsOf(counts), hasEnded })).toBe(words);
  },
);
