/**
 * Numbers as Python and NumPy print them: the shortest text that reads back as the same number, and
 * a float always looks like one (`1.0`, not `1`).
 */

/** Text of a float64, as Python's `repr`. */
export function float64Text(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  return spell(value < 0 ? '-' : '', digitsOf(Math.abs(value).toExponential()), 16);
}

/** Text of a float32 that was widened: digits that only float64 has are left out. */
export function float32Text(value: number): string {
  return narrowText(value, 9, Math.fround);
}

/** Text of a float16 that was widened. */
export function float16Text(value: number): string {
  return narrowText(value, 5, roundToFloat16);
}

/** Text of a complex number, such as `(1-2j)`. */
export function complexText(re: number, im: number, partText = float64Text): string {
  const real = bare(partText(re));
  const imaginary = bare(partText(im));
  // Python leaves a zero real part out, but not a negative zero.
  if (Object.is(re, 0)) return `${imaginary}j`;
  const sign = imaginary.startsWith('-') ? '' : '+';
  return `(${real}${sign}${imaginary}j)`;
}

/** Nearest float16 of a number that is within its range. */
export function roundToFloat16(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  // Below 2⁻¹⁴ the spacing stays 2⁻²⁴; above, 11 significant bits.
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(value))), -14);
  const spacing = 2 ** (exponent - 10);
  return Math.round(value / spacing) * spacing;
}

function narrowText(value: number, mostDigits: number, round: (value: number) => number): string {
  if (!Number.isFinite(value) || value === 0) return float64Text(value);
  const size = Math.abs(value);
  for (let digits = 1; digits < mostDigits; digits += 1) {
    const text = size.toExponential(digits - 1);
    if (round(Number(text)) === size) return spell(value < 0 ? '-' : '', digitsOf(text), 16);
  }
  return spell(value < 0 ? '-' : '', digitsOf(size.toExponential(mostDigits - 1)), 16);
}

interface Digits {
  readonly digits: string;
  /** Power of ten of the first digit. */
  readonly exponent: number;
}

function digitsOf(exponential: string): Digits {
  const [mantissa = '', exponent = '0'] = exponential.split('e');
  const digits = mantissa.replace('.', '').replace(/0+$/, '');
  return { digits: digits === '' ? '0' : digits, exponent: Number(exponent) };
}

/** Python writes exponents below -4 and from `largest` on. */
function spell(sign: string, { digits, exponent }: Digits, largest: number): string {
  if (exponent < -4 || exponent >= largest) {
    const rest = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${sign}${digits[0] ?? '0'}${rest}e${exponent < 0 ? '-' : '+'}${size}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}

/** Parts of a complex number carry no `.0`. */
function bare(text: string): string {
  return text.endsWith('.0') ? text.slice(0, -2) : text;
}
