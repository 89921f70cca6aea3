import type { ArrayWindow } from '../../../shared/contract/values.ts';
import { type Plane, type PlaneDims, planeOf } from '../../visuals/array-plane.ts';
import { type CurveSet, evenCurves } from '../../visuals/curves.ts';
import { float64Text } from '../../visuals/number-text.ts';
import type { PlaneFigure } from '../../visuals/plane-drawing.ts';
import { joined, planeFacts } from '../../visuals/plane-facts.ts';
import { FIRST_LOOK, mapFor } from '../../visuals/plane-look.ts';
import type { Quantity } from '../../visuals/quantities.ts';
import { valueScale } from '../../visuals/value-scale.ts';

interface ReadArray {
  readonly array: { readonly element: number };
  readonly window: ArrayWindow;
}

/** One curve per array. */
export function besideCurves(
  arrays: readonly ReadArray[],
  shape: readonly number[],
  dims: PlaneDims,
  quantity: Quantity,
): CurveSet {
  const planes = arrays.map(({ window }) => planeOf(window, shape, dims, quantity));
  const length = planes[0]?.values.length ?? 0;
  const y = new Float64Array(length * planes.length);
  for (const [at, { values, mask }] of planes.entries()) {
    for (let item = 0; item < length; item += 1) {
      y[at * length + item] = mask?.[item] === 1 ? Number.NaN : (values[item] ?? Number.NaN);
    }
  }
  return evenCurves(planes.length, length, y);
}

/**
 * The arrays in colours that mean the same, then the second minus the first, centred on zero; of
 * categories, whose numbers only name something, where they differ.
 */
export function besidePlanes(
  arrays: readonly ReadArray[],
  shape: readonly number[],
  dims: PlaneDims,
  quantity: Quantity,
  isCategorical: boolean,
): readonly { readonly name: string; readonly figure: PlaneFigure }[] {
  const planes = arrays.map(({ window }) => planeOf(window, shape, dims, quantity));
  const facts = planes.map(planeFacts);
  const range = facts.reduce<ReturnType<typeof joined>>(
    (all, { range: own }) => joined(all, own),
    undefined,
  );
  const scale = valueScale('linear', range ?? { min: 0, max: 1 });
  const base = {
    rowLabel: `dimension ${dims.rowDim}`,
    columnLabel: `dimension ${dims.columnDim}`,
    unit: quantity.unit,
    step: dims.step,
    keepsRatio: true,
    isFlipped: false,
    hasGrid: false,
    hasBar: true,
  } as const;
  const figures = planes.map((plane, at) => ({
    name: `Element ${arrays[at]?.array.element}${at === 0 && planes.length > 1 ? ', reference' : ''}`,
    figure: {
      ...base,
      plane,
      facts: planeFacts(plane),
      colours: { map: mapFor(FIRST_LOOK, quantity, isCategorical), isReversed: false, scale },
    } satisfies PlaneFigure,
  }));
  const [first, second] = planes;
  if (first === undefined || second === undefined) return figures;
  if (isCategorical) {
    const differing = differingOf(first, second);
    return [
      ...figures,
      {
        name: `Where element ${arrays[1]?.array.element} differs from element ${arrays[0]?.array.element}`,
        figure: {
          ...base,
          plane: differing,
          facts: planeFacts(differing),
          hasBar: false,
          colours: {
            map: 'grey',
            isReversed: false,
            scale: valueScale('linear', { min: 0, max: 1 }),
          },
        },
      },
    ];
  }
  const difference = differenceOf(first, second);
  const own = planeFacts(difference);
  const most = Math.max(Math.abs(own.range?.min ?? 0), Math.abs(own.range?.max ?? 0));
  return [
    ...figures,
    {
      name: `Element ${arrays[1]?.array.element} minus element ${arrays[0]?.array.element}`,
      figure: {
        ...base,
        plane: difference,
        facts: own,
        colours: {
          map: 'vik',
          isReversed: false,
          scale: valueScale('linear', { min: -most, max: most }),
        },
      },
    },
  ];
}

/** 1 where the two differ, 0 where they are the same. */
function differingOf(first: Plane, second: Plane): Plane {
  const plane = differenceOf(first, second);
  const values = plane.values.map((value) => (value === 0 ? 0 : 1));
  return {
    ...plane,
    values,
    textOf: (row, column) =>
      values[row * first.columnCount + column] === 1
        ? `${second.textOf(row, column)} instead of ${first.textOf(row, column)}`
        : `the same: ${first.textOf(row, column)}`,
  };
}

function differenceOf(first: Plane, second: Plane): Plane {
  const values = second.values.map((value, at) => value - (first.values[at] ?? Number.NaN));
  const mask =
    first.mask === undefined && second.mask === undefined
      ? undefined
      : Uint8Array.from(values, (_, at) =>
          first.mask?.[at] === 1 || second.mask?.[at] === 1 ? 1 : 0,
        );
  return {
    ...first,
    values,
    mask,
    textOf: (row, column) => float64Text(values[row * first.columnCount + column] ?? Number.NaN),
  };
}
