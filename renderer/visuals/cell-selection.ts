import type { Range } from './array-slice.ts';

export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** A block of cells from where it was begun to where it was drawn. */
export interface CellSelection {
  readonly anchor: CellPlace;
  readonly focus: CellPlace;
}

export interface TableSize {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Whole rows in sight. */
  readonly pageRows: number;
}

export function only(place: CellPlace): CellSelection {
  return { anchor: place, focus: place };
}

export function selectedRows({ anchor, focus }: CellSelection): Range {
  return { start: Math.min(anchor.row, focus.row), stop: Math.max(anchor.row, focus.row) + 1 };
}

export function selectedColumns({ anchor, focus }: CellSelection): Range {
  const low = Math.min(anchor.column, focus.column);
  return { start: low, stop: Math.max(anchor.column, focus.column) + 1 };
}

export function isSelected(selection: CellSelection, row: number, column: number): boolean {
  const rows = selectedRows(selection);
  const columns = selectedColumns(selection);
  return row >= rows.start && row < rows.stop && column >= columns.start && column < columns.stop;
}

/** Where a key leads from a cell; `undefined` for other keys. */
export function afterKey(
  key: string,
  hasControl: boolean,
  { row, column }: CellPlace,
  { rowCount, columnCount, pageRows }: TableSize,
): CellPlace | undefined {
  const at = (toRow: number, toColumn: number): CellPlace => ({
    row: Math.max(0, Math.min(rowCount - 1, toRow)),
    column: Math.max(0, Math.min(columnCount - 1, toColumn)),
  });
  switch (key) {
    case 'ArrowDown':
      return at(hasControl ? rowCount - 1 : row + 1, column);
    case 'ArrowUp':
      return at(hasControl ? 0 : row - 1, column);
    case 'ArrowRight':
      return at(row, hasControl ? columnCount - 1 : column + 1);
    case 'ArrowLeft':
      return at(row, hasControl ? 0 : column - 1);
    case 'PageDown':
      return at(row + pageRows, column);
    case 'PageUp':
      return at(row - pageRows, column);
    case 'Home':
      return at(hasControl ? 0 : row, 0);
    case 'End':
      return at(hasControl ? rowCount - 1 : row, columnCount - 1);
    default:
      return undefined;
  }
}
