/** NumPy's "not a time": the smallest 64-bit integer. */
const NAT = -(2n ** 63n);

/** Nanoseconds per unit of `datetime64`, for the units that are fixed spans of time. */
const UNIT_NS: Readonly<Record<string, bigint>> = {
  W: 604_800_000_000_000n,
  D: 86_400_000_000_000n,
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1000n,
  ns: 1n,
};

/** Digits of the fraction of a second that NumPy prints for a unit. */
const FRACTION_DIGITS: Readonly<Record<string, number>> = { ms: 3, us: 6, ns: 9 };

const NS_PER_SECOND = 1_000_000_000n;
const NS_PER_MS = 1_000_000n;
/** Span of JavaScript dates, milliseconds on either side of 1970. */
const MAX_DATE_MS = 8_640_000_000_000_000n;

/**
 * `datetime64` items as NumPy prints them, such as `2023-05-01T10:00:00.123456` or `NaT`.
 *
 * @param items Counts of `unit` since 1970-01-01.
 * @param unit Such as `us`. Of units that are no fixed span of time (months, years, multiples such
 * as `25s`) and of times beyond the calendar the bare count is given.
 */
export function datetimeTexts(items: Iterable<bigint>, unit: string): string[] {
  return Array.from(items, (item) => datetimeText(item, unit));
}

function datetimeText(item: bigint, unit: string): string {
  if (item === NAT) return 'NaT';
  const unitNs = UNIT_NS[unit];
  if (unitNs === undefined) return `${item}`;
  const ns = item * unitNs;
  const remainder = ((ns % NS_PER_SECOND) + NS_PER_SECOND) % NS_PER_SECOND;
  const secondsMs = (ns - remainder) / NS_PER_MS;
  if (secondsMs > MAX_DATE_MS || secondsMs < -MAX_DATE_MS) return `${item}`;
  const iso = new Date(Number(secondsMs)).toISOString();
  if (unit === 'D' || unit === 'W') return iso.slice(0, -14);
  if (unit === 'h') return iso.slice(0, -11);
  if (unit === 'm') return iso.slice(0, -8);
  const digits = FRACTION_DIGITS[unit];
  const seconds = iso.slice(0, -5);
  if (digits === undefined) return seconds;
  return `${seconds}.${remainder.toString().padStart(9, '0').slice(0, digits)}`;
}
