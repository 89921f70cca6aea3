import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { CountBar } from '../../../../renderer/ui/CountBar.tsx';
import { CountsGlyph, StatusGlyph } from '../../../../renderer/ui/StatusGlyph.tsx';
import { STATUS_WORDS } from '../../../../renderer/ui/status-words.ts';
import { noRuns, type RunStatus, statusCode } from '../../../../shared/model/status.ts';

afterEach(cleanup);

function counts(parts: Partial<Record<RunStatus, number>>): number[] {
  const all = noRuns();
  for (const [status, count] of Object.entries(parts)) all[statusCode(status as RunStatus)] = count;
  return all;
}

describe('status words', () => {
  it('has twelve statuses with letters of their own', () => {
    const letters = Object.values(STATUS_WORDS).map(({ letter }) => letter);
    expect(letters).toHaveLength(12);
    expect(new Set(letters).size).toBe(12);
  });
});

describe('StatusGlyph', () => {
  it('draws twelve different shapes', () => {
    const drawn = Object.keys(STATUS_WORDS).map((status) => {
      const { container } = render(<StatusGlyph status={status as keyof typeof STATUS_WORDS} />);
      return container.querySelector('svg')?.innerHTML;
    });
    expect(new Set(drawn).size).toBe(12);
  });

  it('is named by its word', () => {
    render(<StatusGlyph status="likely-failed" />);
    expect(screen.getByRole('img', { name: 'Likely failed' })).toBeTruthy();
  });
});

describe('CountsGlyph', () => {
  const statusOf = (parts: Partial<Record<RunStatus, number>>) => {
    const { container } = render(<CountsGlyph counts={counts(parts)} />);
    return container.querySelector('svg')?.dataset.status;
  };

  it('is green only when every run succeeded or was ended by a loop', () => {
    expect(statusOf({ success: 3, 'ended-by-loop': 1 })).toBe('success');
    expect(statusOf({ success: 3, skipped: 1 })).toBe('mixed');
    expect(statusOf({ success: 3, 'likely-failed': 1 })).toBe('mixed');
    expect(statusOf({})).toBe('pending');
  });

  it('fills its half in the most urgent colour', () => {
    const { container } = render(
      <CountsGlyph counts={counts({ success: 3, skipped: 1, error: 1 })} />,
    );
    expect(container.innerHTML).toContain('--status-error-mark');
  });
});

describe('CountBar', () => {
  it('runs from success to error and has its numbers as text', () => {
    render(<CountBar label="t1" counts={counts({ error: 2, success: 1200, skipped: 5 })} />);
    const bar = screen.getByRole('img');
    expect(bar.getAttribute('aria-label')).toBe(
      't1: 1\u2009200 succeeded, 2 failed, 5 skipped: upstream failed',
    );
    expect(Array.from(bar.children, (part) => (part as HTMLElement).dataset.status)).toEqual([
      'success',
      'skipped',
      'error',
    ]);
  });

  it('says when there are no runs', () => {
    render(<CountBar counts={noRuns()} />);
    expect(screen.getByRole('img', { name: 'no runs' })).toBeTruthy();
  });
});
