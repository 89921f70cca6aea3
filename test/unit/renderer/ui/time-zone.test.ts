import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  formatAgo,
  formatExactTimeUs,
  formatTime,
  timeZoneNote,
} from '../../../../renderer/ui/format.ts';
import { usePreferences } from '../../../../renderer/ui/preferences.ts';

const systemZone = process.env.TZ;
const LATE = Date.UTC(2026, 9, 14, 20, 31, 7);

beforeEach(() => {
  process.env.TZ = 'Asia/Tokyo';
});
afterEach(() => {
  if (systemZone === undefined) delete process.env.TZ;
  else process.env.TZ = systemZone;
  usePreferences.setState({ isUtc: false });
});

it('tells times in the zone of the system, or in UTC', () => {
  expect(formatTime(LATE)).toBe('15 Oct 2026, 05:31:07');
  expect(timeZoneNote(LATE)).toBe('UTC+09:00');
  usePreferences.setState({ isUtc: true });
  expect(formatTime(LATE)).toBe('14 Oct 2026, 20:31:07');
  expect(timeZoneNote(LATE)).toBe('UTC');
  expect(formatExactTimeUs(LATE * 1000)).toBe('14 Oct 2026, 20:31:07.000000 UTC');
});

it('takes yesterday for the day before in that zone', () => {
  const sixHours = 6 * 3_600_000;
  expect(formatAgo(LATE, LATE + sixHours)).toBe('05:31');
  usePreferences.setState({ isUtc: true });
  expect(formatAgo(LATE, LATE + sixHours)).toBe('Yesterday');
});
