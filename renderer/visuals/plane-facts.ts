import { quantileOfSorted, sortedFinite } from '../../shared/model/array-statistics.ts';
import type { Plane } from './array-plane.ts';
import type { RangeChoice } from './plane-look.ts';
import type { ValueRange } from './value-scale.ts';

/** What is to be known of a plane before it is drawn. */
export interface PlaneFacts {
  /** Least and largest finite value; absent when there is none. */
  readonly range?: ValueRange | undefined;
  /** Least value above zero, for logarithmic colours. */
  readonly leastPositive?: number | undefined;
  readonly nanCount: number;
  readonly infinityCount: number;
  readonly maskedCount: number;
  /** Cells around all NaN, to ring them. */
  readonly nanCells?:
    | {
        readonly top: number;
        readonly left: number;
        readonly bottom: number;
        readonly right: number;
      }
    | undefined;
}

export function planeFacts({ values, mask, columnCount }: Plane): PlaneFacts {
  let [min, max, leastPositive] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Infinity];
  let [nanCount, infinityCount, maskedCount] = [0, 0, 0];
  let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (mask?.[at] === 1) maskedCount += 1;
    else if (Number.isNaN(value)) {
      nanCount += 1;
      const row = Math.floor(at / columnCount);
      const column = at % columnCount;
      [top, left] = [Math.min(top, row), Math.min(left, column)];
      [bottom, right] = [Math.max(bottom, row), Math.max(right, column)];
    } else if (Number.isFinite(value)) {
      if (value < min) min = value;
      if (value > max) max = value;
      if (value > 0 && value < leastPositive) leastPositive = value;
    } else infinityCount += 1;
  }
  return {
    ...(min <= max ? { range: { min, max } } : {}),
    ...(Number.isFinite(leastPositive) ? { leastPositive } : {}),
    nanCount,
    infinityCount,
    maskedCount,
    ...(nanCount > 0 ? { nanCells: { top, left, bottom, right } } : {}),
  };
}

/** The range of a plane under a choice; `undefined` when it has no finite values. */
export function rangeOf(
  plane: Plane,
  facts: PlaneFacts,
  choice: RangeChoice,
): ValueRange | undefined {
  if (choice.kind !== 'percentiles') return facts.range;
  const sorted = sortedFinite(plane.values, plane.mask);
  if (sorted.length === 0) return undefined;
  return {
    min: quantileOfSorted(sorted, choice.low / 100),
    max: quantileOfSorted(sorted, choice.high / 100),
  };
}

/** The range that holds both. */
export function joined(one: ValueRange | undefined, other: ValueRange | undefined) {
  if (one === undefined || other === undefined) return one ?? other;
  return { min: Math.min(one.min, other.min), max: Math.max(one.max, other.max) };
}
