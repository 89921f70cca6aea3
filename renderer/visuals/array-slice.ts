import type { ArraySelection } from '../../shared/contract/values.ts';

/** Which two dimensions of an array a table shows, and where it stands in the others. */
export interface ArraySlice {
  /** Dimension down the rows; absent for a single value. */
  readonly rowDim?: number | undefined;
  /** Dimension along the columns; absent for arrays of one dimension. */
  readonly columnDim?: number | undefined;
  /** One position per dimension; those of the shown dimensions are not used. */
  readonly at: readonly number[];
}

export interface Range {
  readonly start: number;
  /** One past the last. */
  readonly stop: number;
}

/** A block of cells that is fetched at once. */
export interface Tile {
  readonly rows: Range;
  readonly columns: Range;
}

export const TILE_ROWS = 64;
export const TILE_COLUMNS = 32;

/** The slice an array is first shown with: its last two dimensions, the first plane. */
export function firstSlice(shape: readonly number[]): ArraySlice {
  const at = shape.map(() => 0);
  if (shape.length === 0) return { at };
  if (shape.length === 1) return { rowDim: 0, at };
  return { rowDim: shape.length - 2, columnDim: shape.length - 1, at };
}

/** Numbers of rows and columns a slice shows. */
export function sliceSize(shape: readonly number[], slice: ArraySlice): readonly [number, number] {
  const rows = slice.rowDim === undefined ? 1 : (shape[slice.rowDim] ?? 0);
  const columns = slice.columnDim === undefined ? 1 : (shape[slice.columnDim] ?? 0);
  // An empty dimension that is not shown leaves nothing to show either.
  const isEmpty = shape.some((length) => length === 0);
  return isEmpty ? [0, 0] : [rows, columns];
}

/** Dimensions that are neither rows nor columns, in order. */
export function fixedDims(shape: readonly number[], slice: ArraySlice): number[] {
  return shape
    .map((_, dim) => dim)
    .filter((dim) => dim !== slice.rowDim && dim !== slice.columnDim);
}

/** The same slice one place of dimension `dim` further on. */
export function moveTo(slice: ArraySlice, dim: number, position: number): ArraySlice {
  return { ...slice, at: slice.at.map((old, index) => (index === dim ? position : old)) };
}

/** Shows `dim` down the rows or along the columns; the other axis gives way when it had it. */
export function showDim(slice: ArraySlice, axis: 'row' | 'column', dim: number): ArraySlice {
  const { rowDim, columnDim } = slice;
  if (axis === 'row') {
    return { ...slice, rowDim: dim, columnDim: dim === columnDim ? rowDim : columnDim };
  }
  return { ...slice, columnDim: dim, rowDim: dim === rowDim ? columnDim : rowDim };
}

/** Tiles that cover the visible cells. */
export function tilesOf(rows: Range, columns: Range, size: readonly [number, number]): Tile[] {
  const tiles: Tile[] = [];
  for (const rowRange of cover(rows, TILE_ROWS, size[0])) {
    for (const columnRange of cover(columns, TILE_COLUMNS, size[1])) {
      tiles.push({ rows: rowRange, columns: columnRange });
    }
  }
  return tiles;
}

function cover(range: Range, step: number, length: number): Range[] {
  const parts: Range[] = [];
  const stop = Math.min(range.stop, length);
  for (
    let start = Math.floor(Math.max(0, range.start) / step) * step;
    start < stop;
    start += step
  ) {
    parts.push({ start, stop: Math.min(start + step, length) });
  }
  return parts;
}

/** What to ask the host for, to get one tile. */
export function tileSelection(
  shape: readonly number[],
  slice: ArraySlice,
  tile: Tile,
): ArraySelection {
  return shape.map((_, dim) => {
    if (dim === slice.rowDim) return { ...tile.rows, step: 1 };
    if (dim === slice.columnDim) return { ...tile.columns, step: 1 };
    return slice.at[dim] ?? 0;
  });
}

/** Position of a cell in the C-order items of its tile. */
export function cellOffset(slice: ArraySlice, tile: Tile, row: number, column: number): number {
  const down = row - tile.rows.start;
  const along = column - tile.columns.start;
  const isTransposed =
    slice.rowDim !== undefined && slice.columnDim !== undefined && slice.rowDim > slice.columnDim;
  return isTransposed
    ? along * (tile.rows.stop - tile.rows.start) + down
    : down * (tile.columns.stop - tile.columns.start) + along;
}

/** Index of a cell in the array, such as `[3, 0, 12]`. */
export function cellIndex(slice: ArraySlice, row: number, column: number): number[] {
  return slice.at.map((position, dim) => {
    if (dim === slice.rowDim) return row;
    if (dim === slice.columnDim) return column;
    return position;
  });
}

/**
 * The same slice with only the first `count` dimensions laid out: the others are components that are
 * taken whole. What was laid out among them gives way to a dimension that is free.
 */
export function withinDims(slice: ArraySlice, count: number, axes: 'plane' | 'line'): ArraySlice {
  const isPlace = (dim: number | undefined): dim is number => dim !== undefined && dim < count;
  if (axes === 'line') {
    const rowDim = isPlace(slice.rowDim) ? slice.rowDim : 0;
    const columnDim = isPlace(slice.columnDim) ? slice.columnDim : undefined;
    return { ...slice, rowDim, columnDim: columnDim === rowDim ? undefined : columnDim };
  }
  const free = (taken: number | undefined): number | undefined =>
    Array.from({ length: count }, (_, dim) => dim).findLast((dim) => dim !== taken);
  const row = isPlace(slice.rowDim) ? slice.rowDim : undefined;
  const columnDim = isPlace(slice.columnDim) ? slice.columnDim : free(row);
  // One place is a row of cells.
  if (columnDim === undefined) return { ...slice, rowDim: undefined, columnDim: row };
  return { ...slice, rowDim: row ?? free(columnDim), columnDim };
}
