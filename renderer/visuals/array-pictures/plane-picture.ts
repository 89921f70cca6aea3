import { useMemo, useRef } from 'react';
import type { ArrayWindow } from '../../../shared/contract/values.ts';
import { type Plane, type PlaneDims, planeOf, stepFor } from '../array-plane.ts';
import type { PlaneFigure } from '../plane-drawing.ts';
import { joined, type PlaneFacts, planeFacts, rangeOf } from '../plane-facts.ts';
import type { PlaneColours } from '../plane-image.ts';
import { type LookChoice, mapFor, scaleFor } from '../plane-look.ts';
import { isCategorical, type Quantity } from '../quantities.ts';
import type { ValueRange } from '../value-scale.ts';
import type { ArrayView, PictureProps } from './picture.ts';

export interface ShownPlane {
  readonly plane: Plane;
  readonly facts: PlaneFacts;
}

/** The dimensions of a view, with the step that keeps its plane small enough. */
export function dimsOf(
  shape: readonly number[],
  { slice }: Pick<ArrayView, 'slice'>,
  quantity: Quantity,
): PlaneDims {
  return { ...slice, step: stepFor(shape, slice, quantity) };
}

export function shownPlane(
  window: ArrayWindow,
  shape: readonly number[],
  dims: PlaneDims,
  quantity: Quantity,
): ShownPlane {
  const plane = planeOf(window, shape, dims, quantity);
  return { plane, facts: planeFacts(plane) };
}

/**
 * Colours for planes of an array. The range stays while the slice moves: that of the whole array
 * where it is known, else of all slices seen; or it follows each slice when that was chosen.
 */
export function usePlaneColours(
  { subject, quantity, view, wholeRange }: PictureProps,
  shown: readonly ShownPlane[],
): PlaneColours | undefined {
  const { look } = view;
  const key = JSON.stringify([quantity.id, look.range, view.slice.rowDim, view.slice.columnDim]);
  const seen = useRef<{ readonly key: string; readonly range: ValueRange | undefined }>();
  return useMemo(() => {
    let here: ValueRange | undefined;
    let leastPositive = Number.POSITIVE_INFINITY;
    for (const { plane, facts } of shown) {
      here = joined(here, rangeOf(plane, facts, look.range));
      leastPositive = Math.min(leastPositive, facts.leastPositive ?? Number.POSITIVE_INFINITY);
    }
    const before = seen.current?.key === key ? seen.current.range : undefined;
    const all = joined(before, here);
    seen.current = { key, range: all };
    const fixed = look.range.kind === 'automatic' ? joined(wholeRange, all) : all;
    const range = look.isPerSlice ? here : fixed;
    const map = mapFor(look, quantity, isCategorical(subject));
    const known = range ?? { min: 0, max: 1 };
    const shownRange =
      look.scale === 'log' && known.min <= 0 && Number.isFinite(leastPositive)
        ? { min: leastPositive, max: known.max }
        : known;
    return { map, isReversed: look.isReversed, scale: scaleFor(look, map, quantity, shownRange) };
  }, [shown, key, look, wholeRange, quantity, subject]);
}

/** What all planes of a picture have in common. */
export function planeFigure(
  { keepsRatio, isFlipped, hasGrid }: LookChoice,
  unit: string | undefined,
  { plane, facts }: ShownPlane,
  dims: PlaneDims,
): Omit<PlaneFigure, 'colours' | 'hasBar'> {
  return {
    plane,
    facts,
    rowLabel: dimLabel(dims.rowDim),
    columnLabel: dimLabel(dims.columnDim),
    unit,
    step: dims.step,
    keepsRatio,
    isFlipped,
    hasGrid,
  };
}

function dimLabel(dim: number | undefined): string {
  return dim === undefined ? '' : `dimension ${dim}`;
}
