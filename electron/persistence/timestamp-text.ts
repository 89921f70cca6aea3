import type { TimeUs } from './records.ts';
import { DEFAULT_TS_FMT } from './timestamps.ts';

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const DAY_MS = 86_400_000;

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

interface Moment {
  readonly date: Date;
  readonly microseconds: number;
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;
}

/** Week of the year; `first` is the day on which weeks begin. */
function week(date: Date, first: number): number {
  return Math.floor((dayOfYear(date) + 6 - ((date.getUTCDay() + 7 - first) % 7)) / 7);
}

/** Year and week of ISO 8601, where the week with the first Thursday is the first. */
function isoWeek(date: Date): readonly [year: number, week: number] {
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * DAY_MS);
  return [thursday.getUTCFullYear(), Math.ceil(dayOfYear(thursday) / 7)];
}

const hour12 = (date: Date): number => date.getUTCHours() % 12 || 12;

/** What Python's `strftime` gives for a naive time in the C locale of Linux. */
const DIRECTIVES: Readonly<Record<string, (moment: Moment) => string>> = {
  Y: ({ date }) => String(date.getUTCFullYear()),
  y: ({ date }) => pad(date.getUTCFullYear() % 100, 2),
  C: ({ date }) => pad(Math.floor(date.getUTCFullYear() / 100), 2),
  m: ({ date }) => pad(date.getUTCMonth() + 1, 2),
  d: ({ date }) => pad(date.getUTCDate(), 2),
  e: ({ date }) => String(date.getUTCDate()).padStart(2),
  H: ({ date }) => pad(date.getUTCHours(), 2),
  k: ({ date }) => String(date.getUTCHours()).padStart(2),
  I: ({ date }) => pad(hour12(date), 2),
  l: ({ date }) => String(hour12(date)).padStart(2),
  M: ({ date }) => pad(date.getUTCMinutes(), 2),
  S: ({ date }) => pad(date.getUTCSeconds(), 2),
  f: ({ microseconds }) => pad(microseconds, 6),
  j: ({ date }) => pad(dayOfYear(date), 3),
  p: ({ date }) => (date.getUTCHours() < 12 ? 'AM' : 'PM'),
  P: ({ date }) => (date.getUTCHours() < 12 ? 'am' : 'pm'),
  a: ({ date }) => (DAYS[date.getUTCDay()] ?? '').slice(0, 3),
  A: ({ date }) => DAYS[date.getUTCDay()] ?? '',
  b: ({ date }) => (MONTHS[date.getUTCMonth()] ?? '').slice(0, 3),
  h: ({ date }) => (MONTHS[date.getUTCMonth()] ?? '').slice(0, 3),
  B: ({ date }) => MONTHS[date.getUTCMonth()] ?? '',
  w: ({ date }) => String(date.getUTCDay()),
  u: ({ date }) => String(date.getUTCDay() || 7),
  U: ({ date }) => pad(week(date, 0), 2),
  W: ({ date }) => pad(week(date, 1), 2),
  V: ({ date }) => pad(isoWeek(date)[1], 2),
  G: ({ date }) => String(isoWeek(date)[0]),
  g: ({ date }) => pad(isoWeek(date)[0] % 100, 2),
  n: () => '\n',
  t: () => '\t',
  // A naive time has no zone.
  z: () => '',
  Z: () => '',
  '%': () => '%',
};

/** Formats that stand for others. */
const COMPOSED: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  T: '%H:%M:%S',
  R: '%H:%M',
  r: '%I:%M:%S %p',
};

/** Text of a time as Python's `strftime` writes it; directives that are not known stay as they are. */
export function formatTimestamp(time: TimeUs, format: string = DEFAULT_TS_FMT): string {
  const seconds = Math.floor(time / 1_000_000);
  const moment = { date: new Date(seconds * 1000), microseconds: time - seconds * 1_000_000 };
  const whole = format.replace(/%([\s\S])/g, (text, letter: string) => COMPOSED[letter] ?? text);
  return whole.replace(
    /%([\s\S])/g,
    (text, letter: string) => DIRECTIVES[letter]?.(moment) ?? text,
  );
}
