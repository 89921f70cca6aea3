import type { ArraySelection } from '../../../shared/contract/values.ts';
import type { ArraySlice } from '../../visuals/array-slice.ts';

/** What of an array is on the screen. */
export interface ShownSlice {
  /** All items of the slice, whatever part of them is drawn. */
  readonly selection: ArraySelection;
  /** Values made of the items, where something else than the items is shown. */
  readonly made?:
    | {
        readonly label: string;
        readonly unit?: string | undefined;
        readonly values: Float64Array;
        readonly mask: Uint8Array | undefined;
      }
    | undefined;
}

/** All items of the laid out dimensions, at the position of the others. */
export function sliceSelection(shape: readonly number[], slice: ArraySlice): ArraySelection {
  return shape.map((length, dim) =>
    dim === slice.rowDim || dim === slice.columnDim
      ? { start: 0, stop: length, step: 1 }
      : (slice.at[dim] ?? 0),
  );
}

/** As asked, without leaving any out. */
export function withoutSteps(selection: ArraySelection): ArraySelection {
  return selection.map((part) => (typeof part === 'number' ? part : { ...part, step: 1 }));
}

/** Items of a selection. */
export function selectedCount(selection: ArraySelection): number {
  return selection.reduce<number>((count, part) => {
    if (typeof part === 'number') return count;
    return count * Math.max(0, Math.ceil((part.stop - part.start) / part.step));
  }, 1);
}
