import { describe, expect, it } from 'vitest';
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatCounted,
  formatDuration,
  formatShortTimeUs,
  formatTimeUs,
  timeZoneNote,
  withMinusSign,
} from '../../../../renderer/ui/format.ts';

const S = 1_000_000;

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [2630, '2\u2009630'],
    [1_000_000, '1\u2009000\u2009000'],
    [-1234, '\u22121\u2009234'],
  ])('writes %d as %s', (count, text) => expect(formatCount(count)).toBe(text));

  it('uses the singular for one only', () => {
    expect([0, 1, 2].map((count) => formatCounted(count, 'run'))).toEqual([
      '0 runs',
      '1 run',
      '2 runs',
    ]);
    expect(formatCounted(2, 'entry', 'entries')).toBe('2 entries');
  });

  it('writes a real minus sign', () => expect(withMinusSign('-1e-05')).toBe('\u22121e-05'));
});

describe('durations', () => {
  it.each([
    [0.02 * S, '20 ms'],
    [0.4 * S, '0.4 s'],
    [4 * S, '4 s'],
    [9.97 * S, '10 s'],
    [42 * S, '42 s'],
    [59.6 * S, '1 m'],
    [78 * S, '1 m 18 s'],
    [38 * 60 * S, '38 m'],
    [59.7 * 60 * S, '1 h'],
    [(2 * 60 + 47) * 60 * S, '2 h 47 m'],
    [76 * 3600 * S, '3 d 4 h'],
    [-5 * S, '\u22125 s'],
    [Number.NaN, '–'],
  ])('writes %d µs as %s', (us, text) => expect(formatDuration(us)).toBe(text));
});

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1000, '1 KB'],
    [2100, '2.1 KB'],
    [999_960, '1 MB'],
    [604_000_000, '604 MB'],
    [38_100_000_000, '38.1 GB'],
  ])('writes %d bytes as %s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));
});

describe('times', () => {
  const now = new Date(2026, 10, 17, 14, 2, 31).getTime();
  const at = (...parts: [number, number, number, number, number, number]): number =>
    new Date(...parts).getTime();

  it('writes local date and time', () => {
    expect(formatTimeUs(at(2026, 9, 14, 9, 31, 7) * 1000)).toBe('14 Oct 2026, 09:31:07');
    expect(formatTimeUs(Number.NaN)).toBe('–');
    expect(formatTimeUs(undefined)).toBe('–');
  });

  it('leaves out what now makes obvious', () => {
    expect(formatShortTimeUs(at(2026, 10, 17, 9, 31, 7) * 1000, now)).toBe('09:31:07');
    expect(formatShortTimeUs(at(2026, 9, 14, 9, 31, 7) * 1000, now)).toBe('14 Oct 09:31');
    expect(formatShortTimeUs(at(2023, 9, 14, 9, 31, 7) * 1000, now)).toBe('14 Oct 2023');
  });

  it.each([
    [at(2026, 10, 17, 14, 2, 5), 'now'],
    [at(2026, 10, 17, 14, 0, 0), '2 min ago'],
    [at(2026, 10, 17, 8, 5, 0), '08:05'],
    [at(2026, 10, 16, 23, 59, 0), 'Yesterday'],
    [at(2026, 10, 12, 9, 0, 0), '12 Nov'],
    [at(2023, 2, 3, 9, 0, 0), '3 Mar 2023'],
  ])('writes %d as %s', (timeMs, text) => expect(formatAgo(timeMs, now)).toBe(text));

  it('names the zone by its offset', () => {
    const offset = -new Date(now).getTimezoneOffset();
    expect(timeZoneNote(now)).toBe(
      offset === 0
        ? 'UTC'
        : expect.stringMatching(offset > 0 ? /^UTC\+\d\d:\d\d$/ : /^UTC\u2212\d\d:\d\d$/),
    );
  });
});
