import type { TimeUs } from './records.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const LONG_MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
const DAYS = '(?:mon|tue|wed|thu|fri|sat|sun)';
const LONG_DAYS = '(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)';

/** What Python's `strptime` accepts for a directive, in the C locale. */
const PATTERNS: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  y: '(?<y>\\d{2})',
  m: '(?<m>1[0-2]|0[1-9]|[1-9])',
  d: '(?<d>3[01]|[12]\\d|0[1-9]|[1-9]| [1-9])',
  H: '(?<H>2[0-3]|[01]\\d|\\d)',
  I: '(?<I>1[0-2]|0[1-9]|[1-9])',
  M: '(?<M>[0-5]\\d|\\d)',
  S: '(?<S>6[01]|[0-5]\\d|\\d)',
  f: '(?<f>\\d{1,6})',
  j: '(?<j>36[0-6]|3[0-5]\\d|[12]\\d\\d|0[1-9]\\d|00[1-9]|[1-9]\\d|0[1-9]|[1-9])',
  p: '(?<p>am|pm)',
  b: `(?<b>${MONTHS.join('|')})`,
  h: `(?<b>${MONTHS.join('|')})`,
  B: `(?<B>${LONG_MONTHS.join('|')})`,
  a: DAYS,
  A: LONG_DAYS,
  z: '(?<z>[+-]\\d\\d:?[0-5]\\d(?::?[0-5]\\d(?:\\.\\d{1,6})?)?|z)',
  Z: '(?:utc|gmt)',
  '%': '%',
};

/** Formats that stand for others, in the C locale. */
const COMPOSED: Readonly<Record<string, string>> = {
  c: '%a %b %d %H:%M:%S %Y',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
};

export const DEFAULT_TS_FMT = '%Y-%m-%d %H:%M:%S.%f';

export type TimeParser = (text: string) => TimeUs | undefined;

function expand(format: string): string {
  return format.replace(/%(.)/gs, (whole, letter: string) => COMPOSED[letter] ?? whole);
}

function toRegExp(format: string): RegExp | undefined {
  let isKnown = true;
  const seen = new Set<string>();
  const source = expand(format).replace(
    /%([\s\S])|(\s+)|([\s\S])/g,
    (_, letter?: string, space?: string, other?: string) => {
      if (space !== undefined) return '\\s+';
      if (other !== undefined) return other.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
      const pattern = letter === undefined ? undefined : PATTERNS[letter];
      if (pattern === undefined || letter === undefined || seen.has(letter)) isKnown = false;
      seen.add(letter ?? '');
      return pattern ?? '';
    },
  );
  return isKnown ? new RegExp(`^${source}$`, 'i') : undefined;
}

function monthOf(groups: Readonly<Record<string, string | undefined>>): number {
  if (groups.m !== undefined) return Number(groups.m);
  if (groups.B !== undefined) return LONG_MONTHS.indexOf(groups.B.toLowerCase()) + 1;
  if (groups.b !== undefined) return MONTHS.indexOf(groups.b.toLowerCase()) + 1;
  return 1;
}

function yearOf(groups: Readonly<Record<string, string | undefined>>): number {
  if (groups.Y !== undefined) return Number(groups.Y);
  // POSIX: 69 … 99 are 1969 … 1999. Without a year Python assumes 1900.
  const short = groups.y === undefined ? undefined : Number(groups.y);
  if (short === undefined) return 1900;
  return short >= 69 ? 1900 + short : 2000 + short;
}

function hourOf(groups: Readonly<Record<string, string | undefined>>): number {
  if (groups.H !== undefined) return Number(groups.H);
  if (groups.I === undefined) return 0;
  return (Number(groups.I) % 12) + (groups.p?.toLowerCase() === 'pm' ? 12 : 0);
}

function timeOf(groups: Readonly<Record<string, string | undefined>>): TimeUs | undefined {
  const year = yearOf(groups);
  const month = monthOf(groups);
  const day = Number(groups.d ?? 1);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  if (groups.j !== undefined && groups.m === undefined && groups.b === undefined) {
    date.setUTCFullYear(year, 0, Number(groups.j));
  }
  date.setUTCHours(hourOf(groups), Number(groups.M ?? 0), Number(groups.S ?? 0));
  const fraction = Number((groups.f ?? '').padEnd(6, '0'));
  return date.getTime() * 1000 + fraction;
}

/**
 * Reader of timestamps that Python's `strftime` wrote with `format` (stored times are naive UTC,
 * FORMATS §7); it gives microseconds since 1970-01-01 UTC, or `undefined` for a text that does not
 * fit. `undefined` for a format with directives that cannot be read back.
 */
export function timeParser(format: string): TimeParser | undefined {
  const pattern = toRegExp(format);
  if (pattern === undefined) return undefined;
  const general: TimeParser = (text) => {
    const groups = pattern.exec(text)?.groups;
    return groups === undefined && !pattern.test(text) ? undefined : timeOf(groups ?? {});
  };
  return format === DEFAULT_TS_FMT ? usualParser(general) : general;
}

/** `YYYY-MM-DD HH:MM:SS.ffffff` */
const USUAL_LENGTH = 26;

/** Number of the digits `from … to - 1`; NaN when one is none. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 0x30;
    value = digit >= 0 && digit <= 9 ? value * 10 + digit : Number.NaN;
  }
  return value;
}

/** The usual format without the cost of the general one: it is read for every run. */
function usualParser(general: TimeParser): TimeParser {
  let day = '';
  let dayUs: TimeUs | undefined;
  return (text) => {
    const isUsual =
      text.length === USUAL_LENGTH &&
      text[10] === ' ' &&
      text[13] === ':' &&
      text[16] === ':' &&
      text[19] === '.';
    if (!isUsual) return general(text);
    if (!text.startsWith(day) || day === '') {
      day = text.slice(0, 10);
      dayUs = general(`${day} 00:00:00.000000`);
    }
    const hours = digits(text, 11, 13);
    const minutes = digits(text, 14, 16);
    const seconds = digits(text, 17, 19);
    const fraction = digits(text, 20, USUAL_LENGTH);
    const isInDay = hours < 24 && minutes < 60 && seconds < 60 && !Number.isNaN(fraction);
    if (dayUs === undefined || !isInDay) return general(text);
    return dayUs + (hours * 3600 + minutes * 60 + seconds) * 1_000_000 + fraction;
  };
}
