import { type RefObject, type UIEvent, useEffect, useState } from 'react';
import type { Range } from './array-slice.ts';
import type { CellPlace } from './cell-selection.ts';
import { drawn, firstAt, firstToSee, fitting, scrollLengthPx, scrollPxOf } from './grid-window.ts';

interface GridWindowOptions {
  readonly scrollRef: RefObject<HTMLElement>;
  /** Of what scrolls, heads included. */
  readonly size: { readonly widthPx: number; readonly heightPx: number };
  readonly rowCount: number;
  readonly columnCount: number;
  readonly rowPx: number;
  readonly columnPx: number;
  readonly headHeightPx: number;
  readonly headWidthPx: number;
  /** Rows and columns in sight, to fetch them. */
  readonly onWindow: (rows: Range, columns: Range) => void;
}

interface GridWindow {
  /** Those drawn: one more than fit. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** Whole rows in sight. */
  readonly pageRows: number;
  /** Length of the cells beside the heads, in px; 0 until it is measured. */
  readonly viewWidthPx: number;
  readonly viewHeightPx: number;
  /** Extent of the whole grid, heads included. */
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isDrawn: (place: CellPlace) => boolean;
  /** Scrolls as little as possible, so that a cell is seen. */
  readonly reveal: (place: CellPlace) => void;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
}

/** Which cells of a grid of any size are drawn. It scrolls by whole cells. */
export function useGridWindow(options: GridWindowOptions): GridWindow {
  const { scrollRef, size, rowCount, columnCount, headHeightPx, headWidthPx, onWindow } = options;
  const [first, setFirst] = useState<CellPlace>({ row: 0, column: 0 });
  const down = {
    count: rowCount,
    sizePx: options.rowPx,
    viewPx: Math.max(0, size.heightPx - headHeightPx),
  };
  const along = {
    count: columnCount,
    sizePx: options.columnPx,
    viewPx: Math.max(0, size.widthPx - headWidthPx),
  };
  const rows = drawn(down, Math.min(first.row, Math.max(0, rowCount - 1)));
  const columns = drawn(along, Math.min(first.column, Math.max(0, columnCount - 1)));

  useEffect(() => {
    onWindow({ start: rows.start, stop: rows.stop }, { start: columns.start, stop: columns.stop });
  }, [onWindow, rows.start, rows.stop, columns.start, columns.stop]);

  return {
    rows: listOf(rows),
    columns: listOf(columns),
    pageRows: fitting(down),
    viewWidthPx: along.viewPx,
    viewHeightPx: down.viewPx,
    widthPx: headWidthPx + scrollLengthPx(along),
    heightPx: headHeightPx + scrollLengthPx(down),
    isDrawn: ({ row, column }) => isIn(rows, row) && isIn(columns, column),
    reveal: (place) => {
      const next = {
        row: firstToSee(down, first.row, place.row),
        column: firstToSee(along, first.column, place.column),
      };
      if (next.row === first.row && next.column === first.column) return;
      setFirst(next);
      scrollRef.current?.scrollTo(scrollPxOf(along, next.column), scrollPxOf(down, next.row));
    },
    onScroll: ({ currentTarget }) => {
      const next = {
        row: firstAt(down, currentTarget.scrollTop),
        column: firstAt(along, currentTarget.scrollLeft),
      };
      setFirst((old) => (old.row === next.row && old.column === next.column ? old : next));
    },
  };
}

function isIn({ start, stop }: Range, at: number): boolean {
  return at >= start && at < stop;
}

function listOf({ start, stop }: Range): number[] {
  return Array.from({ length: Math.max(0, stop - start) }, (_, step) => start + step);
}
