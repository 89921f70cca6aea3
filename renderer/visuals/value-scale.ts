import { scaleLinear } from 'd3-scale';

/** How values are laid along an axis or a colour bar. */
export type ScaleKind = 'linear' | 'log' | 'symlog';

export interface ValueRange {
  readonly min: number;
  readonly max: number;
}

export interface ValueScale extends ValueRange {
  readonly kind: ScaleKind;
  /** 0 at `min`, 1 at `max`; NaN where the value has no place (log of what is not positive). */
  readonly share: (value: number) => number;
  readonly value: (share: number) => number;
}

/** Values nearer to zero than this share of the largest are laid out evenly by symlog. */
const SYMLOG_LINEAR_SHARE = 1e-3;

/** A scale over a range; a range of one value is widened, so that it has a middle. */
export function valueScale(kind: ScaleKind, range: ValueRange): ValueScale {
  if (kind === 'log') {
    const max = range.max > 0 ? range.max : 1;
    const min = range.min > 0 ? range.min : max / 1e6;
    return scaleThrough(kind, widened(kind, { min, max }), logOf, Math.exp);
  }
  const { min, max } = widened(kind, range);
  if (kind === 'linear') return scaleThrough(kind, { min, max }, identity, identity);
  const linear = Math.max(Math.abs(min), Math.abs(max)) * SYMLOG_LINEAR_SHARE;
  return scaleThrough(
    kind,
    { min, max },
    (value) => Math.sign(value) * Math.log1p(Math.abs(value) / linear),
    (place) => Math.sign(place) * Math.expm1(Math.abs(place)) * linear,
  );
}

const identity = (value: number): number => value;
const logOf = (value: number): number => (value > 0 ? Math.log(value) : Number.NaN);

function widened(kind: ScaleKind, { min, max }: ValueRange): ValueRange {
  if (max > min) return { min, max };
  if (kind === 'log') return { min: min / 10, max: min * 10 };
  const half = min === 0 ? 1 : Math.abs(min) / 10;
  return { min: min - half, max: min + half };
}

function scaleThrough(
  kind: ScaleKind,
  { min, max }: ValueRange,
  forth: (value: number) => number,
  back: (place: number) => number,
): ValueScale {
  const from = forth(min);
  const length = forth(max) - from;
  return {
    kind,
    min,
    max,
    share: (value) => (forth(value) - from) / length,
    value: (share) => back(from + share * length),
  };
}

/** Round values of a scale to mark, about as many as asked: 1, 2 or 5 times a power of ten. */
export function ticksOf(scale: ValueScale, about: number): number[] {
  const { kind, min, max } = scale;
  if (kind === 'linear') return scaleLinear().domain([min, max]).ticks(about);
  const powers = powersOfTen(min, max);
  if (powers.length < 2) return scaleLinear().domain([min, max]).ticks(about);
  const step = Math.ceil(powers.length / (about + 2));
  return powers.filter((_, at) => at % step === 0);
}

function powersOfTen(min: number, max: number): number[] {
  const largest = Math.floor(Math.log10(Math.max(Math.abs(min), Math.abs(max))));
  const positive: number[] = [];
  const smallest = min > 0 ? Math.ceil(Math.log10(min)) : largest - 2;
  for (let power = smallest; power <= largest; power += 1) positive.push(10 ** power);
  if (min > 0) return positive.filter((value) => value >= min && value <= max);
  const all = [...positive.map((value) => -value).reverse(), 0, ...positive];
  return all.filter((value) => value >= min && value <= max);
}

const SUPERSCRIPTS = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** A tick's value in few characters: `0.25`, `1 500`, `2×10⁸`, with a real minus sign. */
export function tickText(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const sign = value < 0 ? '\u2212' : '';
  if (size < 1e-3 || size >= 1e5) {
    const [mantissa = '1', exponent = '0'] = size.toExponential(5).split('e');
    const short = String(Number(Number(mantissa).toPrecision(4)));
    const power = [...String(Math.abs(Number(exponent)))].map((d) => SUPERSCRIPTS[Number(d)]);
    const raised = `${Number(exponent) < 0 ? '⁻' : ''}${power.join('')}`;
    return short === '1' ? `${sign}10${raised}` : `${sign}${short}×10${raised}`;
  }
  return sign + String(Number(size.toPrecision(5)));
}
