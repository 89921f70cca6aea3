/**
 * Rows of one height of which only those in sight exist. Browsers lay out boxes of some 2²⁵ px at
 * most; longer tables scroll in a box of this height, and a scroll position then stands for a share
 * of the rows.
 */
export const MAX_SCROLL_PX = 15_000_000;

export interface FixedRows {
  readonly rowCount: number;
  readonly rowPx: number;
  /** Height of the part of the table that rows are seen in. */
  readonly viewPx: number;
}

/** First and last row, inclusive. */
export interface RowRange {
  readonly first: number;
  readonly last: number;
}

const wholePx = ({ rowCount, rowPx }: FixedRows): number => rowCount * rowPx;

/** Height of the box that scrolls. */
export function scrollHeightPx(rows: FixedRows): number {
  return Math.min(MAX_SCROLL_PX, wholePx(rows));
}

/** Px of rows per px of the scroll position; 1 unless the rows do not fit into a box. */
export function scrollRatio(rows: FixedRows): number {
  const whole = wholePx(rows);
  if (whole <= MAX_SCROLL_PX) return 1;
  return (whole - rows.viewPx) / (MAX_SCROLL_PX - rows.viewPx);
}

/** Keeps an offset (px of rows above the view) within the table. */
export function boundOffset(rows: FixedRows, offsetPx: number): number {
  return Math.max(0, Math.min(wholePx(rows) - rows.viewPx, offsetPx));
}

/** Rows that are seen, at least in part. */
export function rowsInSight(rows: FixedRows, offsetPx: number): RowRange {
  const { rowCount, rowPx, viewPx } = rows;
  const first = Math.max(0, Math.min(rowCount - 1, Math.floor(offsetPx / rowPx)));
  const last = Math.ceil((offsetPx + viewPx) / rowPx) - 1;
  return { first, last: Math.max(first, Math.min(rowCount - 1, last)) };
}

/** Offset at which a row is seen whole, moving as little as possible. */
export function offsetShowing(rows: FixedRows, offsetPx: number, row: number): number {
  const top = row * rows.rowPx;
  if (top < offsetPx) return top;
  const least = top + rows.rowPx - rows.viewPx;
  return Math.max(least, offsetPx);
}
