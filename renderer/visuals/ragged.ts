import type { AcrossSeries } from '../../shared/contract/across.ts';
import type { Plane } from './array-plane.ts';
import type { CurveSet } from './curves.ts';
import { float64Text } from './number-text.ts';
import type { PlaneFigure } from './plane-drawing.ts';
import { planeFacts } from './plane-facts.ts';
import { valueScale } from './value-scale.ts';

/** Cells of one picture. */
const MOST_CELLS = 2_000_000;

/** One curve per item. */
export function raggedCurves({ states, starts, numbers }: AcrossSeries): CurveSet {
  return { count: states.length, starts, y: numbers };
}

/**
 * One row of cells per item; cells beyond its end are hidden. Every so many-th item and number where
 * there are too many for a picture.
 */
export function raggedPlane({ states, starts, numbers }: AcrossSeries): {
  readonly plane: Plane;
  readonly step: number;
} {
  let longest = 0;
  for (const at of states.keys()) {
    longest = Math.max(longest, (starts[at + 1] ?? 0) - (starts[at] ?? 0));
  }
  let step = 1;
  while (Math.ceil(states.length / step) * Math.ceil(longest / step) > MOST_CELLS) step += 1;
  const rowCount = Math.ceil(states.length / step);
  const columnCount = Math.max(1, Math.ceil(longest / step));
  const values = new Float64Array(rowCount * columnCount).fill(Number.NaN);
  const mask = new Uint8Array(values.length).fill(1);
  for (let row = 0; row < rowCount; row += 1) {
    const start = starts[row * step] ?? 0;
    const length = (starts[row * step + 1] ?? start) - start;
    for (let column = 0; column * step < length; column += 1) {
      values[row * columnCount + column] = numbers[start + column * step] ?? Number.NaN;
      mask[row * columnCount + column] = 0;
    }
  }
  const plane: Plane = {
    rowCount,
    columnCount,
    values,
    mask,
    indexOf: (row, column) => [row * step, column * step],
    textOf: (row, column) => float64Text(values[row * columnCount + column] ?? Number.NaN),
  };
  return { plane, step };
}

export function raggedFigure(series: AcrossSeries): PlaneFigure {
  const { plane, step } = raggedPlane(series);
  const facts = planeFacts(plane);
  return {
    plane,
    facts,
    colours: {
      map: 'viridis',
      isReversed: false,
      scale: valueScale('linear', facts.range ?? { min: 0, max: 1 }),
    },
    rowLabel: 'item',
    columnLabel: 'index in the item',
    step,
    keepsRatio: false,
    isFlipped: false,
    hasGrid: false,
    hasBar: true,
  };
}
