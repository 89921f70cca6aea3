import { usePreferences } from './preferences.ts';

/** How numbers, durations, sizes and times are written. Microseconds are those of the run index. */

/** What stands between groups of three digits: a thin space unless the person wants another. */
const SEPARATORS = { space: '\u2009', comma: ',', none: '' } as const;
const MINUS = '\u2212';
const US_PER_SECOND = 1_000_000;

/** Whole number with its thousands apart, as the settings say, and a real minus sign: `2 630`, `−3`. */
export function formatCount(count: number): string {
  const digits = Math.abs(Math.trunc(count)).toFixed(0);
  const separator = SEPARATORS[usePreferences.getState().digitGroups];
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, separator);
  return count < 0 ? `${MINUS}${grouped}` : grouped;
}

/** `1 run`, `2 630 runs`; the plural adds an s unless given. */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A number's text with a real minus sign, as the drawings write negatives. */
export function withMinusSign(text: string): string {
  return text.startsWith('-') ? `${MINUS}${text.slice(1)}` : text;
}

/** Duration in at most two units: `0.4 s`, `42 s`, `1 m 18 s`, `38 m`, `2 h 47 m`, `3 d 4 h`. */
export function formatDuration(durationUs: number): string {
  if (!Number.isFinite(durationUs)) return '–';
  if (durationUs < 0) return `${MINUS}${formatDuration(-durationUs)}`;
  const seconds = durationUs / US_PER_SECOND;
  if (seconds < 0.0995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1).replace(/\.0$/, '')} s`;
  const wholeSeconds = Math.round(seconds);
  if (wholeSeconds < 60) return `${wholeSeconds} s`;
  if (wholeSeconds < 600) return twoUnits(wholeSeconds, 60, 'm', 1, 's');
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} m`;
  if (minutes < 1440) return twoUnits(minutes, 60, 'h', 1, 'm');
  return twoUnits(Math.round(minutes / 60), 24, 'd', 1, 'h');
}

function twoUnits(total: number, per: number, big: string, step: number, small: string): string {
  const rest = Math.floor((total % per) / step);
  const whole = Math.floor(total / per);
  return rest > 0 ? `${whole} ${big} ${rest} ${small}` : `${whole} ${big}`;
}

const SIZE_UNITS = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Size in powers of 1000: `512 B`, `2.1 KB`, `604 MB`. */
export function formatBytes(sizeBytes: number): string {
  let size = sizeBytes;
  let unit = 0;
  while (size >= 999.5 && unit < SIZE_UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const text = unit === 0 || size >= 99.95 ? Math.round(size).toFixed(0) : size.toFixed(1);
  return `${text.replace(/\.0$/, '')} ${SIZE_UNITS[unit]}`;
}

const two = (value: number): string => String(value).padStart(2, '0');
const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;

/** Minutes by which the zone that times are told in is ahead of UTC. */
function zoneMinutes(timeMs: number): number {
  return usePreferences.getState().isUtc ? 0 : -new Date(timeMs).getTimezoneOffset();
}

/** A time in the zone that times are told in, in the UTC parts of a date. */
function zoned(timeMs: number): Date {
  return new Date(timeMs + zoneMinutes(timeMs) * 60_000);
}

/** Date in the person's zone: `14 Oct 2026`. */
export function formatDate(timeMs: number): string {
  const date = zoned(timeMs);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** Time of day in the person's zone: `14:02:31`. */
export function formatClock(timeMs: number): string {
  const date = zoned(timeMs);
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}

/** Date and time in the person's zone: `14 Oct 2026, 09:31:07`. */
export function formatTime(timeMs: number): string {
  return `${formatDate(timeMs)}, ${formatClock(timeMs)}`;
}

/** Like {@link formatTime}, of microseconds since 1970 UTC; an en dash for NaN or nothing. */
export function formatTimeUs(timeUs: number | undefined): string {
  return timeUs === undefined || !Number.isFinite(timeUs) ? '–' : formatTime(timeUs / 1000);
}

/** Date and time as short as `now` allows: `09:31:07` today, `14 Oct 09:31` this year. */
export function formatShortTimeUs(timeUs: number | undefined, nowMs: number): string {
  if (timeUs === undefined || !Number.isFinite(timeUs)) return '–';
  const timeMs = timeUs / 1000;
  if (formatDate(timeMs) === formatDate(nowMs)) return formatClock(timeMs);
  const date = zoned(timeMs);
  const day = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return date.getUTCFullYear() === zoned(nowMs).getUTCFullYear()
    ? `${day} ${clock}`
    : `${day} ${date.getUTCFullYear()}`;
}

/** How long ago, for lists: `now`, `2 min ago`, `09:31`, `Yesterday`, `12 Nov`, `3 Mar 2023`. */
export function formatAgo(timeMs: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - timeMs) / 60_000);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min ago`;
  const date = zoned(timeMs);
  if (formatDate(timeMs) === formatDate(nowMs)) {
    return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  }
  // Whole days of the calendar: those on which clocks are changed have not 24 h.
  const dayOf = (at: Date): number => Math.floor(at.getTime() / 86_400_000);
  if (dayOf(date) === dayOf(zoned(nowMs)) - 1) return 'Yesterday';
  return date.getUTCFullYear() === zoned(nowMs).getUTCFullYear()
    ? `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`
    : formatDate(timeMs);
}

/** Offset of the person's zone at `timeMs`: `UTC+01:00`, `UTC`. */
export function timeZoneNote(timeMs: number): string {
  const minutes = zoneMinutes(timeMs);
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? MINUS : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

/** Every digit: `22 Jun 2023, 13:14:51.443160 UTC+01:00`. */
export function formatExactTimeUs(timeUs: number): string {
  const microseconds = ((timeUs % US_PER_SECOND) + US_PER_SECOND) % US_PER_SECOND;
  const fraction = String(Math.floor(microseconds)).padStart(6, '0');
  return `${formatTime(timeUs / 1000)}.${fraction} ${timeZoneNote(timeUs / 1000)}`;
}
