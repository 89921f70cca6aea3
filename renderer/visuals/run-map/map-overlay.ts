import type { CellColours } from '../paint-status-cell.ts';
import { type MapColouring, NO_CODE } from './map-colouring.ts';
import type { LoopStep, MapColumns } from './map-columns.ts';
import {
  type FrameInk,
  type MapGutters,
  paintHeads,
  paintRowLabels,
  type RowLabel,
  tickLabels,
} from './map-frame.ts';
import type { ColumnPlaces, MapSize, MapView } from './map-geometry.ts';
import { type MapCell, pieceOf } from './map-hit.ts';
import { plainColour } from './map-paint.ts';
import { cellOfPiece, cellsOf, type RowSpan, spanOfCell, type TaskPieces } from './map-pieces.ts';

export interface PxBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface OverlayPicture {
  readonly map: MapColumns;
  readonly places: ColumnPlaces;
  readonly colouring: MapColouring;
  readonly colours: CellColours;
  readonly ink: FrameInk;
  readonly view: MapView;
  readonly size: MapSize;
  readonly gutters: MapGutters;
  readonly widthPx: number;
  readonly isNarrow: boolean;
  readonly current: readonly LoopStep[];
  readonly rowLabels: readonly RowLabel[];
  /** Where the elements stand that the numbers beside the rows are of. */
  readonly rowPieces: TaskPieces | undefined;
  /** Rows that are selected in the table. */
  readonly marks: readonly RowSpan[];
  readonly selected: MapCell | undefined;
  readonly box: PxBox | undefined;
  /** Most urgent code of each px row of the whole map. */
  readonly overview: Uint8Array;
  readonly scale: number;
}

/** Where the cell of an element is, over the whole frame. */
export function boxOfCell(
  { map, places, view, gutters }: Pick<OverlayPicture, 'map' | 'places' | 'view' | 'gutters'>,
  cell: MapCell,
): PxBox {
  const left = gutters.left + (places.lefts[cell.column] ?? 0) - view.leftPx;
  const right = left + places.columnPx;
  const pieces = map.columns[cell.column]?.pieces;
  const piece = pieceOf(map, cell);
  if (pieces === undefined || piece === undefined) {
    return { left, right, top: gutters.top, bottom: gutters.top + 1 };
  }
  const cells = cellsOf(pieces, view.rowPx);
  const { top, bottom } = spanOfCell(pieces, cells, cellOfPiece(cells, piece));
  const yOf = (row: number): number => gutters.top + row * view.rowPx - view.topPx;
  return { left, right, top: yOf(top), bottom: yOf(bottom) };
}

/** Everything around and over the cells: names, what is selected. */
export function paintOverlay(context: CanvasRenderingContext2D, picture: OverlayPicture): void {
  const { view, size, gutters, scale, ink, selected, rowPieces } = picture;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, picture.widthPx, gutters.top + size.heightPx + gutters.bottom);
  paintHeads(context, { ...picture, column: selected?.column });
  paintRowLabels(
    context,
    picture.rowLabels.length > 0 || rowPieces === undefined
      ? picture.rowLabels
      : tickLabels(rowPieces, view.rowPx),
    view,
    gutters,
    size.heightPx,
    ink,
  );
  for (const mark of picture.marks) paintMark(context, picture, mark);
  paintOverview(context, picture);
  if (selected !== undefined) paintSelection(context, picture, selected);
  if (picture.box !== undefined) {
    const { left, top, right, bottom } = picture.box;
    context.strokeStyle = ink.primary;
    context.lineWidth = 1;
    context.setLineDash([3, 2]);
    context.strokeRect(left + 0.5, top + 0.5, right - left, bottom - top);
    context.setLineDash([]);
  }
}

/** Where rows are in the plot, or `undefined` when they are not in sight. */
function inSight(
  { view, size, gutters }: Pick<OverlayPicture, 'view' | 'size' | 'gutters'>,
  span: RowSpan,
): { readonly top: number; readonly bottom: number } | undefined {
  const top = span.top * view.rowPx - view.topPx;
  const bottom = span.bottom * view.rowPx - view.topPx;
  if (bottom < 0 || top > size.heightPx) return undefined;
  return {
    top: gutters.top + Math.max(0, top),
    bottom: gutters.top + Math.min(size.heightPx, bottom),
  };
}

/** Where the rows are that the table beside the map shows. */
export interface WindowPicture
  extends Pick<OverlayPicture, 'places' | 'view' | 'size' | 'gutters' | 'ink' | 'scale'> {
  readonly window: readonly RowSpan[];
}

/** Px that {@link paintWindow} takes, and how far right of the cells it begins. */
export const WINDOW_PX = 10;

/** Left edge of the brackets of {@link paintWindow}, in the frame. */
export const windowLeft = ({
  gutters,
  places,
  size,
  view,
}: Pick<OverlayPicture, 'places' | 'view' | 'size' | 'gutters'>): number =>
  Math.round(gutters.left + Math.min(size.widthPx, places.widthPx - view.leftPx));

/** A bracket beside the rows that the table shows, on a canvas as high as the frame. */
export function paintWindow(context: CanvasRenderingContext2D, picture: WindowPicture): void {
  const { size, gutters, scale, ink } = picture;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.clearRect(0, 0, WINDOW_PX, gutters.top + size.heightPx + gutters.bottom);
  context.strokeStyle = ink.secondary;
  context.lineWidth = 1.25;
  for (const span of picture.window) {
    const place = inSight(picture, span);
    if (place === undefined) continue;
    const bottom = Math.max(place.top + 2, place.bottom - 0.5);
    context.beginPath();
    context.moveTo(4.5, place.top + 0.5);
    context.lineTo(8.5, place.top + 0.5);
    context.lineTo(8.5, bottom);
    context.lineTo(4.5, bottom);
    context.stroke();
  }
}

/** Elements that are selected in the table: a line at the left of their rows. */
function paintMark(
  context: CanvasRenderingContext2D,
  picture: OverlayPicture,
  span: RowSpan,
): void {
  const place = inSight(picture, span);
  if (place === undefined) return;
  context.fillStyle = picture.ink.primary;
  context.fillRect(picture.gutters.left - 5, place.top, 2, Math.max(1, place.bottom - place.top));
}

function paintSelection(
  context: CanvasRenderingContext2D,
  picture: OverlayPicture,
  selected: MapCell,
): void {
  const { gutters, size, colours, ink } = picture;
  const { left, top, right, bottom } = boxOfCell(picture, selected);
  if (bottom < gutters.top || top > gutters.top + size.heightPx) return;
  if (right < gutters.left || left > gutters.left + size.widthPx) return;
  for (const [colour, width] of [
    [colours.cut, 4],
    [ink.primary, 1.5],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.strokeRect(left - 3, top - 3, right - left + 6, bottom - top + 5.5);
  }
  const middle = (top + bottom) / 2;
  context.fillStyle = ink.primary;
  context.beginPath();
  context.moveTo(gutters.left - 11, middle - 4);
  context.lineTo(gutters.left - 6, middle);
  context.lineTo(gutters.left - 11, middle + 4);
  context.fill();
}

const OVERVIEW_PX = 6;

/** Left edge of the strip of the whole map, in the frame. */
export const overviewLeft = (widthPx: number): number => widthPx - OVERVIEW_PX - 4;

/** The whole map as a strip, with what is seen of it; only while not all of it is. */
function paintOverview(context: CanvasRenderingContext2D, picture: OverlayPicture): void {
  const { map, view, size, gutters, overview, colouring, colours, ink } = picture;
  const wholePx = map.rowCount * view.rowPx;
  if (wholePx <= size.heightPx + 1) return;
  const x = overviewLeft(picture.widthPx);
  context.fillStyle = ink.line;
  context.fillRect(x - 0.5, gutters.top, 1, size.heightPx);
  for (let at = 0; at < overview.length; at += 1) {
    const code = overview[at] ?? NO_CODE;
    if (code === NO_CODE) continue;
    context.fillStyle = plainColour(colouring, code, colours);
    context.fillRect(x + 1, gutters.top + at, OVERVIEW_PX - 1, 1);
  }
  const top = gutters.top + (view.topPx / wholePx) * size.heightPx;
  const high = Math.max(4, (size.heightPx / wholePx) * size.heightPx);
  context.strokeStyle = ink.primary;
  context.lineWidth = 1;
  context.strokeRect(x - 1.5, top + 0.5, OVERVIEW_PX + 3, high - 1);
}
