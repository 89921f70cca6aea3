import { quantileOfSorted } from '../../shared/model/array-statistics.ts';
import type { ValueRange } from './value-scale.ts';

/** Many curves in one pair of columns. */
export interface CurveSet {
  readonly count: number;
  /** Curve `i` has the points `starts[i] … starts[i + 1] - 1`. */
  readonly starts: Uint32Array;
  readonly y: Float64Array;
  /** As `y`; absent: the position in the curve. */
  readonly x?: Float64Array | undefined;
}

export interface CurveRanges {
  readonly x: ValueRange;
  readonly y: ValueRange;
  /** Least value above zero, for a logarithmic axis. */
  readonly leastPositiveY: number;
}

/** Median, and where 90 % of the curves are, on places that are common to them. */
export interface CurveBand {
  readonly x: Float64Array;
  readonly low: Float64Array;
  readonly median: Float64Array;
  readonly high: Float64Array;
}

/** Curves that are as long as each other, one after the other in `y`. */
export function evenCurves(count: number, length: number, y: Float64Array): CurveSet {
  const starts = Uint32Array.from({ length: count + 1 }, (_, curve) => curve * length);
  return { count, starts, y };
}

export function xOf({ x, starts }: CurveSet, curve: number, at: number): number {
  return x === undefined ? at - (starts[curve] ?? 0) : (x[at] ?? Number.NaN);
}

/** `undefined` when there is no finite point. */
export function curveRanges(curves: CurveSet): CurveRanges | undefined {
  const { count, starts, y } = curves;
  let [minX, maxX, minY, maxY] = [Infinity, -Infinity, Infinity, -Infinity];
  let leastPositiveY = Infinity;
  for (let curve = 0; curve < count; curve += 1) {
    const stop = starts[curve + 1] ?? 0;
    for (let at = starts[curve] ?? 0; at < stop; at += 1) {
      const [xHere, yHere] = [xOf(curves, curve, at), y[at] ?? Number.NaN];
      if (!Number.isFinite(xHere) || !Number.isFinite(yHere)) continue;
      if (xHere < minX) minX = xHere;
      if (xHere > maxX) maxX = xHere;
      if (yHere < minY) minY = yHere;
      if (yHere > maxY) maxY = yHere;
      if (yHere > 0 && yHere < leastPositiveY) leastPositiveY = yHere;
    }
  }
  if (minX > maxX) return undefined;
  return { x: { min: minX, max: maxX }, y: { min: minY, max: maxY }, leastPositiveY };
}

const BAND_PLACES = 256;

/** The band of many curves; curves whose x does not ascend are left out. */
export function curveBand(curves: CurveSet, range: ValueRange): CurveBand {
  const longest = longestOf(curves);
  const isByPosition = curves.x === undefined && longest <= BAND_PLACES;
  const places = isByPosition ? longest : BAND_PLACES;
  const x = Float64Array.from({ length: places }, (_, place) =>
    isByPosition ? place : range.min + ((range.max - range.min) * place) / (places - 1),
  );
  const sampled = new Float64Array(places * curves.count).fill(Number.NaN);
  for (let curve = 0; curve < curves.count; curve += 1) sample(curves, curve, x, sampled);
  const [low, median, high] = [x, x, x].map(() => new Float64Array(places).fill(Number.NaN));
  const column = new Float64Array(curves.count);
  for (let place = 0; place < places; place += 1) {
    let known = 0;
    for (let curve = 0; curve < curves.count; curve += 1) {
      const value = sampled[curve * places + place] ?? Number.NaN;
      if (!Number.isFinite(value)) continue;
      column[known] = value;
      known += 1;
    }
    if (known === 0) continue;
    const sorted = column.subarray(0, known).sort();
    if (low !== undefined) low[place] = quantileOfSorted(sorted, 0.05);
    if (median !== undefined) median[place] = quantileOfSorted(sorted, 0.5);
    if (high !== undefined) high[place] = quantileOfSorted(sorted, 0.95);
  }
  return { x, low: low ?? x, median: median ?? x, high: high ?? x };
}

function longestOf({ count, starts }: CurveSet): number {
  let longest = 0;
  for (let curve = 0; curve < count; curve += 1) {
    longest = Math.max(longest, (starts[curve + 1] ?? 0) - (starts[curve] ?? 0));
  }
  return longest;
}

/** A curve at the given places, between its points; NaN beyond its ends. */
function sample(curves: CurveSet, curve: number, places: Float64Array, into: Float64Array): void {
  const start = curves.starts[curve] ?? 0;
  const stop = curves.starts[curve + 1] ?? 0;
  let at = start;
  for (let place = 0; place < places.length; place += 1) {
    const x = places[place] ?? 0;
    while (at + 1 < stop && xOf(curves, curve, at + 1) < x) at += 1;
    const x0 = xOf(curves, curve, at);
    const y0 = curves.y[at] ?? Number.NaN;
    if (x0 === x) {
      into[curve * places.length + place] = y0;
      continue;
    }
    if (at + 1 >= stop || x < x0) continue;
    const x1 = xOf(curves, curve, at + 1);
    const y1 = curves.y[at + 1] ?? Number.NaN;
    if (x1 > x0) into[curve * places.length + place] = y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  }
}
