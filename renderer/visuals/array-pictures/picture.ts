import type { ComponentType } from 'react';
import type { ArraySelection, ArrayWindow } from '../../../shared/contract/values.ts';
import type { ArraySlice } from '../array-slice.ts';
import type { DrawnFigure } from '../Figure.tsx';
import type { LookChoice } from '../plane-look.ts';
import type { ArraySubject, Quantity } from '../quantities.ts';
import type { ValueRange } from '../value-scale.ts';

/** What of an array is shown, and how; kept while one goes from element to element. */
export interface ArrayView {
  readonly slice: ArraySlice;
  /** Id of a quantity. */
  readonly quantity: string;
  readonly look: LookChoice;
}

export interface PictureProps {
  readonly subject: ArraySubject;
  readonly quantity: Quantity;
  readonly view: ArrayView;
  readonly onView: (view: ArrayView) => void;
  /** What {@link ArrayPicture.selectionsOf} asked for, in that order. */
  readonly windows: readonly ArrayWindow[];
  /** Range of the quantity over the whole array, where it is known. */
  readonly wholeRange?: ValueRange | undefined;
  readonly onDrawn: (figure: DrawnFigure | undefined) => void;
}

/**
 * A way to look at an array. To add one: a folder beside this file with its entry and its component,
 * and one line in `registry.ts`.
 */
export interface ArrayPicture {
  readonly id: string;
  readonly label: string;
  /**
   * How well it suits an array, by shape, dtype and name. 0: it is not offered. The highest is shown
   * first, unless the person chose another; the table has {@link TABLE_FIT}.
   */
  readonly fit: (subject: ArraySubject) => number;
  /** Dimensions one chooses for it: a plane, a line with further curves, or none. */
  readonly axes: 'plane' | 'line' | 'none';
  /** Whether values become colours. */
  readonly hasColours: boolean;
  /** Whether other quantities than the plain value can be shown. */
  readonly hasQuantities: boolean;
  /** Its own quantities; absent: those of the array. */
  readonly quantitiesOf?: ((subject: ArraySubject) => readonly Quantity[]) | undefined;
  readonly firstSlice: (subject: ArraySubject) => ArraySlice;
  readonly selectionsOf: (
    subject: ArraySubject,
    view: ArrayView,
    quantity: Quantity,
  ) => ArraySelection[];
  readonly Component: ComponentType<PictureProps>;
}

export const TABLE_FIT = 10;
