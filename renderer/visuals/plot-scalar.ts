import type { ValueRange } from './value-scale.ts';

/** One number per element; words are numbered. */
export interface PlotScalar {
  readonly id: string;
  /** Quantity and unit. */
  readonly label: string;
  /** NaN where an element has none. */
  readonly values: Float64Array;
  /** What the numbers stand for, by number. */
  readonly categories?: readonly string[] | undefined;
  readonly isWhole?: boolean | undefined;
}

/** Least and largest finite value; `undefined` when there is none. */
export function scalarRange(values: Float64Array): ValueRange | undefined {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return min <= max ? { min, max } : undefined;
}

export const isInRange = (value: number, { min, max }: ValueRange): boolean =>
  value >= min && value <= max;

/** How many elements have no number in at least one of these: they are drawn in part or not at all. */
export function countIncomplete(scalars: readonly PlotScalar[]): number {
  const [first] = scalars;
  if (first === undefined) return 0;
  return [...first.values.keys()].filter((element) =>
    scalars.some(({ values }) => !Number.isFinite(values[element] ?? Number.NaN)),
  ).length;
}
