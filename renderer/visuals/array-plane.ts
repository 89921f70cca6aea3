import type { ArraySelection, ArrayWindow } from '../../shared/contract/values.ts';
import { cellOf } from './array-cells.ts';
import type { Quantity } from './quantities.ts';

/** A plane through an array: two dimensions laid out, positions in all others. */
export interface PlaneDims {
  /** Dimension down the rows; absent where there is one row. */
  readonly rowDim?: number | undefined;
  readonly columnDim?: number | undefined;
  /** One position per dimension. */
  readonly at: readonly number[];
  /** Every so many-th row and column is read. */
  readonly step: number;
}

/** The numbers of a plane as they are drawn, row by row. */
export interface Plane {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly values: Float64Array;
  /** 1 = hidden. */
  readonly mask: Uint8Array | undefined;
  /** Index in the array of a cell. */
  readonly indexOf: (row: number, column: number) => readonly number[];
  /** The item, or items a quantity was made of, with every digit. */
  readonly textOf: (row: number, column: number) => string;
}

/** Cells of one plane: as many as two screens have pixels. */
export const MAX_PLANE_ITEMS = 2_000_000;

/** The smallest step with which a plane stays below {@link MAX_PLANE_ITEMS} numbers. */
export function stepFor(
  shape: readonly number[],
  dims: Pick<PlaneDims, 'rowDim' | 'columnDim'>,
  quantity: Quantity,
): number {
  const length = (dim: number | undefined): number => (dim === undefined ? 1 : (shape[dim] ?? 1));
  const [rows, columns] = [length(dims.rowDim), length(dims.columnDim)];
  let step = 1;
  while (Math.ceil(rows / step) * Math.ceil(columns / step) * quantity.parts > MAX_PLANE_ITEMS) {
    step += 1;
  }
  return step;
}

/** What to read of an array for a plane. */
export function planeSelection(
  shape: readonly number[],
  dims: PlaneDims,
  quantity: Quantity,
): ArraySelection {
  const firstComponent = shape.length - quantity.componentDims;
  return shape.map((length, dim) => {
    if (dim >= firstComponent) return { start: 0, stop: length, step: 1 };
    if (dim === dims.rowDim || dim === dims.columnDim) {
      return { start: 0, stop: length, step: dims.step };
    }
    return dims.at[dim] ?? 0;
  });
}

/** The plane that a window, read with {@link planeSelection}, holds. */
export function planeOf(
  window: ArrayWindow,
  shape: readonly number[],
  dims: PlaneDims,
  quantity: Quantity,
): Plane {
  const { rowDim, columnDim, step } = dims;
  const count = (dim: number | undefined): number =>
    dim === undefined ? 1 : Math.ceil((shape[dim] ?? 0) / step);
  const [rowCount, columnCount] = [count(rowDim), count(columnDim)];
  const items = shape
    .slice(shape.length - quantity.componentDims)
    .reduce((product, length) => product * length, 1);
  const isTransposed = rowDim !== undefined && columnDim !== undefined && rowDim > columnDim;
  const itemAt = (row: number, column: number): number =>
    (isTransposed ? column * rowCount + row : row * columnCount + column) * items;

  const numbers = window.numbers ?? numbersOfTexts(window.texts ?? []);
  const perItem = window.info.dtypeName.startsWith('complex') ? 2 : 1;
  const values = new Float64Array(rowCount * columnCount);
  const mask = window.mask === undefined ? undefined : new Uint8Array(values.length);
  for (let row = 0; row < rowCount; row += 1) {
    for (let column = 0; column < columnCount; column += 1) {
      const at = row * columnCount + column;
      const item = itemAt(row, column);
      values[at] = quantity.of(numbers, item * perItem);
      if (mask !== undefined) mask[at] = isHidden(window.mask, item, items) ? 1 : 0;
    }
  }
  return {
    rowCount,
    columnCount,
    values,
    mask,
    indexOf: (row, column) =>
      dims.at.slice(0, shape.length - quantity.componentDims).map((position, dim) => {
        if (dim === rowDim) return row * step;
        return dim === columnDim ? column * step : position;
      }),
    textOf: (row, column) => {
      const start = itemAt(row, column);
      const texts = Array.from(
        { length: items },
        (_, part) => cellOf(window, start + part)?.text ?? '',
      );
      return texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]`;
    },
  };
}

/** What is made of several items is hidden when one of them is. */
function isHidden(mask: Uint8Array | undefined, start: number, count: number): boolean {
  for (let at = start; at < start + count; at += 1) if (mask?.[at] === 1) return true;
  return false;
}

/** Integers beyond 2⁵³ come as texts; a colour needs no more than their first digits. */
function numbersOfTexts(texts: readonly string[]): Float64Array {
  return Float64Array.from(texts, Number);
}

/** Chunks that a selection touches, and all there are. */
export function touchedChunks(
  shape: readonly number[],
  chunks: readonly number[],
  selection: ArraySelection,
): { readonly touched: number; readonly total: number } {
  let touched = 1;
  let total = 1;
  for (const [dim, length] of shape.entries()) {
    const chunk = Math.max(1, chunks[dim] ?? length);
    const all = Math.max(1, Math.ceil(length / chunk));
    const part = selection[dim];
    total *= all;
    if (part === undefined || typeof part === 'number') continue;
    const span = Math.ceil(part.stop / chunk) - Math.floor(part.start / chunk);
    touched *= Math.min(span, Math.ceil((part.stop - part.start) / part.step));
  }
  return { touched, total };
}
