import type { Dtype } from '../persistence/dtype.ts';

const NAMES: Readonly<Record<string, string>> = { i: 'int', u: 'uint', f: 'float', c: 'complex' };

/** `str(dtype)` of NumPy: a name for the machine's own types, the code for others. */
export function dtypeName(code: string, dtype: Dtype): string {
  if (dtype.kind === 'U' || dtype.kind === 'S' || dtype.isBigEndian) return code;
  if (dtype.kind === 'b') return 'bool';
  const unit = /\[.*\]$/.exec(code)?.[0] ?? '';
  if (dtype.kind === 'M') return `datetime64${unit}`;
  if (dtype.kind === 'm') return `timedelta64${unit}`;
  return `${NAMES[dtype.kind]}${dtype.itemBytes * 8}`;
}

const NANOSECONDS: Readonly<Record<string, bigint>> = {
  W: 604_800_000_000_000n,
  D: 86_400_000_000_000n,
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1_000n,
  ns: 1n,
};
/** Characters of an ISO time that are kept per unit; fractions follow the second. */
const LENGTHS: Readonly<Record<string, number>> = { W: 10, D: 10, h: 13, m: 16, s: 19 };
const DIGITS: Readonly<Record<string, number>> = { ms: 3, us: 6, ns: 9 };
const NAT = -(2n ** 63n);

/** A `datetime64` as NumPy writes it: ISO, as fine as its unit. */
export function datetimeText(code: string, value: bigint): string {
  if (value === NAT) return 'NaT';
  const [, step = '', unit = ''] = /\[(\d*)(\w+)\]/.exec(code) ?? [];
  const count = value * BigInt(step === '' ? 1 : step);
  if (unit === 'Y' || unit === 'M') {
    const months = Number(count) * (unit === 'Y' ? 12 : 1);
    const text = new Date(Date.UTC(1970, months)).toISOString();
    return text.slice(0, unit === 'Y' ? 4 : 7);
  }
  const nanoseconds = count * (NANOSECONDS[unit] ?? 1n);
  const fraction = ((nanoseconds % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  const seconds = (nanoseconds - fraction) / 1_000_000_000n;
  const text = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
  const length = LENGTHS[unit];
  if (length !== undefined) return text.slice(0, length);
  return `${text}.${fraction
    .toString()
    .padStart(9, '0')
    .slice(0, DIGITS[unit] ?? 9)}`;
}

/** Bits of a half float, of a value that is one. */
export function halfBits(value: number): number {
  if (Number.isNaN(value)) return 0x7e00;
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return sign | 0x7c00;
  if (size < 2 ** -14) return sign | (size * 2 ** 24);
  const exponent = Math.floor(Math.log2(size));
  return sign | ((size / 2 ** exponent - 1) * 1024 + ((exponent + 15) << 10));
}

/** Value of a `datetime64` as {@link datetimeText} writes it, in units of its dtype. */
export function datetimeValue(code: string, text: string): bigint {
  if (text === 'NaT') return NAT;
  const [, step = '', unit = ''] = /\[(\d*)(\w+)\]/.exec(code) ?? [];
  const count = BigInt(step === '' ? 1 : step);
  if (unit === 'Y' || unit === 'M') {
    const date = new Date(`${text.padEnd(7, '-01')}-01T00:00:00Z`);
    const months = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
    return BigInt(unit === 'Y' ? Math.floor(months / 12) : months) / count;
  }
  const [whole = '', fraction = ''] = text.split('.');
  const date = `${whole}${'T00:00:00'.slice(whole.length - 10)}`;
  const seconds = BigInt(Date.parse(`${date}Z`) / 1000);
  const nanoseconds = seconds * 1_000_000_000n + BigInt(fraction.padEnd(9, '0'));
  return nanoseconds / ((NANOSECONDS[unit] ?? 1n) * count);
}
