import {
  ACROSS_STATES,
  type Across,
  type AcrossSeries,
} from '../../../../shared/contract/across.ts';
import { formatCounted } from '../../../ui/format.ts';
import type { CurveSet } from '../../../visuals/curves.ts';

/** Rows of an answer that have numbers, as what is drawn. */
export interface DrawnRows {
  /** Row of the answer, per curve or point. */
  readonly rows: readonly number[];
  readonly curves: CurveSet;
  /** Each has one number. */
  readonly areScalars: boolean;
}

const NUMBERS = ACROSS_STATES.indexOf('numbers');

/** Rows with numbers along y, and as many along x where that was asked for. */
export function drawnRows(across: Across): DrawnRows {
  const [y, x] = across.series;
  const rows: number[] = [];
  const ys: Float64Array[] = [];
  const xs: Float64Array[] = [];
  for (const row of across.elements.keys()) {
    const ownY = y === undefined ? undefined : numbersOf(y, row);
    const ownX = x === undefined ? undefined : numbersOf(x, row);
    if (ownY === undefined || (x !== undefined && ownX?.length !== ownY.length)) continue;
    rows.push(row);
    ys.push(ownY);
    if (ownX !== undefined) xs.push(ownX);
  }
  const starts = new Uint32Array(rows.length + 1);
  for (const [at, one] of ys.entries()) starts[at + 1] = (starts[at] ?? 0) + one.length;
  return {
    rows,
    curves: {
      count: rows.length,
      starts,
      y: joined(ys),
      ...(x === undefined ? {} : { x: joined(xs) }),
    },
    areScalars: ys.every((one) => one.length === 1),
  };
}

function numbersOf({ states, starts, numbers }: AcrossSeries, row: number) {
  if (states[row] !== NUMBERS) return undefined;
  return numbers.subarray(starts[row], starts[row + 1]);
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

/** Scalars of iterations as one curve per element, over the iteration. */
export function convergenceCurves(
  across: Across,
  { rows, curves }: DrawnRows,
): { readonly curves: CurveSet; readonly elements: readonly number[] } {
  const elements: number[] = [];
  const starts: number[] = [];
  for (const [point, row] of rows.entries()) {
    const element = across.elements[row] ?? 0;
    if (elements.at(-1) === element) continue;
    elements.push(element);
    starts.push(point);
  }
  const x = Float64Array.from(rows, (row) => across.iterations[row] ?? 0);
  return {
    curves: {
      count: elements.length,
      starts: Uint32Array.from([...starts, rows.length]),
      y: curves.y,
      x,
    },
    elements,
  };
}

/** What became of the values, in words: `24 of 28 have numbers; 4 not set.` */
export function statesText(across: Across): string {
  const counts = ACROSS_STATES.map(() => 0);
  for (const state of across.series[0]?.states ?? []) counts[state] = (counts[state] ?? 0) + 1;
  const [numbers = 0, unset = 0, others = 0, unreadable = 0] = counts;
  const rest = [
    ...(unset > 0 ? [`${unset} not set`] : []),
    ...(others > 0 ? [`${others} hold no curve`] : []),
    ...(unreadable > 0 ? [`${unreadable} cannot be read`] : []),
  ];
  const all = formatCounted(across.elements.length, 'value');
  return `${numbers} of ${all} drawn${rest.length === 0 ? '' : `; ${rest.join(', ')}`}.`;
}

/** Position of the least finite number, in a part of a column. */
export function leastOf(values: Float64Array, start: number, stop: number): number | undefined {
  let least: number | undefined;
  for (let at = start; at < stop; at += 1) {
    const value = values[at] ?? Number.NaN;
    if (!Number.isFinite(value)) continue;
    if (least === undefined || value < (values[least] ?? Number.NaN)) least = at;
  }
  return least;
}
