import type { MapColumns } from './map-columns.ts';

/** Where things of the map are, in px. Pure: the same for drawing, hitting and tests. */

/** Below this, rows share a cell. */
export const LEAST_ROW_PX = 3;
/** A row is never drawn higher: then it shows everything it can. */
export const MOST_ROW_PX = 24;
export const LEAST_COLUMN_PX = 3;
export const MOST_COLUMN_PX = 16;
const COLUMN_GAP_PX = 1;
const BAND_GAP_PX = 7;
const TASK_GAP_PX = 4;

export interface MapSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** What of the map is seen. */
export interface MapView {
  /** Height of a row. */
  readonly rowPx: number;
  /** Px above the first one seen. */
  readonly topPx: number;
  /** Px left of the first one seen. */
  readonly leftPx: number;
}

/** Left edges of the columns, from the left edge of the first. */
export interface ColumnPlaces {
  readonly columnPx: number;
  readonly lefts: Float64Array;
  readonly widthPx: number;
}

/** Gap before a column: of tasks, and wider between iterations. */
function gapBefore({ columns, bands }: MapColumns, at: number): number {
  if (at === 0) return 0;
  if (bands.some(({ from, to }) => from === at || to === at - 1)) return BAND_GAP_PX;
  return columns[at]?.task === columns[at - 1]?.task ? COLUMN_GAP_PX : TASK_GAP_PX;
}

/** Columns as wide as the room allows, at least {@link LEAST_COLUMN_PX}: then they scroll. */
export function placeColumns(map: MapColumns, roomPx: number): ColumnPlaces {
  const count = map.columns.length;
  const gaps = map.columns.map((_, at) => gapBefore(map, at));
  const gapsPx = gaps.reduce((sum, gap) => sum + gap, 0);
  const wide = count === 0 ? MOST_COLUMN_PX : (roomPx - gapsPx) / count;
  const columnPx = Math.max(LEAST_COLUMN_PX, Math.min(MOST_COLUMN_PX, Math.floor(wide * 4) / 4));
  const lefts = new Float64Array(count);
  let left = 0;
  for (let at = 0; at < count; at += 1) {
    left += gaps[at] ?? 0;
    lefts[at] = left;
    left += columnPx;
  }
  return { columnPx, lefts, widthPx: left };
}

/** Height of a row when everything is seen; rows of few elements do not grow over their most. */
export function fittingRowPx(rowCount: number, heightPx: number): number {
  return rowCount === 0 ? MOST_ROW_PX : Math.min(MOST_ROW_PX, heightPx / rowCount);
}

/** Keeps a view within the map. */
export function boundView(
  view: MapView,
  rowCount: number,
  places: ColumnPlaces,
  size: MapSize,
): MapView {
  const least = fittingRowPx(rowCount, size.heightPx);
  const rowPx = Math.min(MOST_ROW_PX, Math.max(least, view.rowPx));
  const mostTop = Math.max(0, rowCount * rowPx - size.heightPx);
  const mostLeft = Math.max(0, places.widthPx - size.widthPx);
  return {
    rowPx,
    topPx: Math.min(mostTop, Math.max(0, view.topPx)),
    leftPx: Math.min(mostLeft, Math.max(0, view.leftPx)),
  };
}

/** Rows become `factor` times as high; what is at `y` stays there. Not yet bounded. */
export function zoomedAt(
  view: MapView,
  factor: number,
  y: number,
  rowCount: number,
  heightPx: number,
): MapView {
  const least = fittingRowPx(rowCount, heightPx);
  const rowPx = Math.min(MOST_ROW_PX, Math.max(least, view.rowPx * factor));
  const row = (view.topPx + y) / view.rowPx;
  return { ...view, rowPx, topPx: row * rowPx - y };
}

/** Column at `x` px from the left edge of the plot; `undefined` between and beyond columns. */
export function columnAt(places: ColumnPlaces, view: MapView, x: number): number | undefined {
  const at = nearestColumn(places, view, x);
  if (at === undefined) return undefined;
  const inside = x + view.leftPx - (places.lefts[at] ?? 0);
  return inside >= 0 && inside < places.columnPx + COLUMN_GAP_PX ? at : undefined;
}

/** Last column that starts left of `x`. */
export function nearestColumn(places: ColumnPlaces, view: MapView, x: number): number | undefined {
  const { lefts } = places;
  const wanted = x + view.leftPx;
  let low = 0;
  let high = lefts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((lefts[middle] ?? 0) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low === 0 ? undefined : low - 1;
}

/** View that shows an element, moving as little as possible. Not yet bounded. */
export function viewShowing(
  view: MapView,
  topPx: number,
  bottomPx: number,
  heightPx: number,
): MapView {
  if (topPx < view.topPx) return { ...view, topPx };
  if (bottomPx > view.topPx + heightPx) return { ...view, topPx: bottomPx - heightPx };
  return view;
}
