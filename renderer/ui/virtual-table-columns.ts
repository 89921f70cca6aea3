import type { ReactNode } from 'react';

/** One column of a {@link VirtualTable}. */
export interface TableColumn {
  readonly id: string;
  readonly header: ReactNode;
  /** Px; a share of what is left with a least width; or what is left, between two widths. */
  readonly width:
    | number
    | { readonly flex: number; readonly minPx: number }
    | { readonly minPx: number; readonly maxPx: number };
  /** Text at the start, numbers at the end. */
  readonly align?: 'start' | 'end' | undefined;
  /** Present on the column the rows are sorted by. */
  readonly sort?: 'ascending' | 'descending' | undefined;
  /** Makes the head a button. */
  readonly onSort?: (() => void) | undefined;
  /** Lets marks of a cell (such as an error that bleeds over its edge) show outside it. */
  readonly canOverflow?: boolean | undefined;
  readonly render: (row: number) => ReactNode;
}

/** What a row is, beyond its cells. */
export interface RowState {
  /** Present on rows that open and close. */
  readonly isExpanded?: boolean | undefined;
  /** 1 for the outermost; used by tables with expandable rows. */
  readonly level?: number | undefined;
  /** A heading of the rows below it. */
  readonly isGroup?: boolean | undefined;
  /** One of several that are selected together. */
  readonly isMarked?: boolean | undefined;
  /** Hatched; the cells say why. */
  readonly isUnreadable?: boolean | undefined;
}

/** CSS grid tracks of the columns. */
export function gridTracks(columns: readonly TableColumn[]): string {
  return columns
    .map(({ width }) => {
      if (typeof width === 'number') return `${width}px`;
      const most = 'flex' in width ? `${width.flex}fr` : `${width.maxPx}px`;
      return `minmax(${width.minPx}px, ${most})`;
    })
    .join(' ');
}

/** Width in px below which the table scrolls sideways. */
export function leastWidth(columns: readonly TableColumn[]): number {
  return columns.reduce(
    (sum, { width }) => sum + (typeof width === 'number' ? width : width.minPx),
    0,
  );
}
