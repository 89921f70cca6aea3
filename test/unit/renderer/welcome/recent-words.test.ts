import { describe, expect, it } from 'vitest';
import { matchesFilter, remarksOf } from '../../../../renderer/features/welcome/recent-words.ts';
import type { Recent } from '../../../../shared/contract/host.ts';
import { noRuns, type RunStatus, statusCode } from '../../../../shared/model/status.ts';

function counts(parts: Partial<Record<RunStatus, number>>): number[] {
  const all = noRuns();
  for (const [status, count] of Object.entries(parts)) all[statusCode(status as RunStatus)] = count;
  return all;
}
const words = (parts: Partial<Record<RunStatus, number>>) =>
  remarksOf(counts(parts)).map(({ text }) => text);

describe('remarks', () => {
  it('puts failures first and says at most two things', () => {
    expect(words({ success: 3, running: 8, error: 65, aborted: 1 })).toEqual([
      '65 failed',
      '1 aborted',
    ]);
    expect(words({ 'likely-failed': 40, success: 2 })).toEqual(['40 likely failed']);
  });

  it('is silent when all is well, and says what is not known', () => {
    expect(words({ success: 3 })).toEqual([]);
    expect(words({ complete: 3200 })).toEqual(['outcome not stored']);
    expect(words({ prepared: 6 })).toEqual(['not submitted']);
    expect(words({})).toEqual([]);
  });
});

describe('filter', () => {
  const recent: Recent = {
    path: '/sims/tutorial/Fit_AA6082',
    name: 'Fit_AA6082',
    store: 'json',
    generation: 'GEN1',
    recentId: 'r1',
    lookedAtMs: 0,
    isMissing: false,
    isPinned: false,
  };

  it('needs every word, in name or path', () => {
    expect(matchesFilter(recent, 'tutorial fit')).toBe(true);
    expect(matchesFilter(recent, 'fit zinc')).toBe(false);
    expect(matchesFilter(recent, '')).toBe(true);
  });
});
