import { describe, expect, it } from 'vitest';
import { headlineOf } from '../../../renderer/features/overview/headline.ts';
import { noRuns, type RunStatus, statusCode } from '../../../shared/model/status.ts';

function counts(some: Partial<Record<RunStatus, number>>): number[] {
  const all = noRuns();
  for (const [status, count] of Object.entries(some)) all[statusCode(status as RunStatus)] = count;
  return all;
}
const sizes = { taskCount: 3, elementCount: 6 };
const titleOf = (some: Partial<Record<RunStatus, number>>) => headlineOf(counts(some), sizes).title;

describe('headline of a workflow', () => {
  it('says that there is nothing yet', () => {
    expect(headlineOf(noRuns(), { taskCount: 0, elementCount: 0 }).title).toBe('No tasks yet');
    const noRun = headlineOf(noRuns(), sizes);
    expect(noRun.title).toBe('No runs yet');
    expect(noRun.detail).toContain('6 elements');
  });

  it('puts failures first, and says which are inferred', () => {
    expect(titleOf({ error: 3, complete: 9 })).toBe('3 runs failed');
    expect(titleOf({ 'likely-failed': 1, complete: 2 })).toBe('1 run likely failed');
    expect(titleOf({ error: 1, 'likely-failed': 2 })).toBe('1 run failed, 2 more likely failed');
    const likely = headlineOf(counts({ 'likely-failed': 1, running: 2 }), sizes);
    expect(likely.detail).toBe(
      'It ended, but an output was never set. This workflow’s format does not store exit codes. Still running.',
    );
  });

  it('is never green when anything failed, was skipped or was aborted', () => {
    const bad: readonly RunStatus[] = ['error', 'likely-failed', 'skipped', 'aborted'];
    for (const status of bad) {
      const headline = headlineOf(counts({ success: 100, [status]: 1 }), sizes);
      expect(headline.status).toBe('mixed');
      expect(headline.urgent).toBe(status);
    }
  });

  it('says what is known of calm workflows', () => {
    expect(titleOf({ complete: 6 })).toBe('6 runs complete, outcome unknown');
    expect(titleOf({ success: 2630 })).toBe('No run failed');
    expect(headlineOf(counts({ success: 2, 'ended-by-loop': 1 }), sizes).status).toBe('success');
    expect(titleOf({ pending: 3 })).toBe('No run has been submitted');
    expect(titleOf({ pending: 1, complete: 2 })).toBe('1 run is not submitted');
    expect(titleOf({ prepared: 6 })).toBe('6 runs prepared, not submitted');
    expect(titleOf({ submitted: 1 })).toBe('1 run waits to start');
  });

  it('says how far a running workflow is', () => {
    const headline = headlineOf(counts({ running: 2, submitted: 3, complete: 5 }), sizes);
    expect(headline.title).toBe('2 runs are running');
    expect(headline.detail).toBe('5 of 10 runs ended. 3 not started.');
  });

  it('says when runs may be missing because something cannot be read', () => {
    const none = headlineOf(noRuns(), { taskCount: 2, elementCount: 0, problemCount: 6 });
    expect(none.title).toBe('No runs can be read');
    const some = headlineOf(counts({ success: 3 }), { ...sizes, problemCount: 1 });
    expect(some.detail).toContain('1 part of the workflow cannot be read, so counts may be off');
  });
});
