import { type CellColours, paintStatusCell } from '../paint-status-cell.ts';
import { type MapColouring, NO_CODE } from './map-colouring.ts';
import type { MapColumns } from './map-columns.ts';
import type { ColumnPlaces, MapSize, MapView } from './map-geometry.ts';
import { colourOfCode, DIM_SHARE, dimmed, inksOf, statusOfRank } from './map-inks.ts';
import type { PathCodes } from './map-path.ts';
import { rasterise, seenColumns } from './map-raster.ts';

/** From this size on cells show signs, and are painted as the other cells of the app are. */
const SIGN_PX = 8;
const GAP_PX = 0.7;

export interface MapPicture {
  readonly map: MapColumns;
  readonly places: ColumnPlaces;
  readonly colouring: MapColouring;
  /** What is on the path that is shown: the rest is dimmed. */
  readonly path: PathCodes | undefined;
  readonly view: MapView;
  /** Of the plot: the cells without heads and labels. */
  readonly size: MapSize;
  readonly colours: CellColours;
  /** Device pixels per px. */
  readonly scale: number;
}

/** Pixels of the last drawing: they are many, and of the same number each time. */
let kept: ImageData | undefined;

/** Draws the cells that are in sight; as pixels while they are small, with signs when large. */
export function paintCells(context: CanvasRenderingContext2D, picture: MapPicture): void {
  const { map, places, colouring, path, view, size, colours, scale } = picture;
  const width = Math.max(1, Math.round(size.widthPx * scale));
  const height = Math.max(1, Math.round(size.heightPx * scale));
  if (kept === undefined || kept.width !== width || kept.height !== height) {
    kept = context.createImageData(width, height);
  }
  const pixels = new Uint32Array(kept.data.buffer);
  pixels.fill(0);
  const target = { pixels, width, height, scale };
  const hasSigns = (cellPx: number): boolean =>
    colouring.mode === 'status' && cellPx >= SIGN_PX && places.columnPx >= SIGN_PX;
  const inks = inksOf(colouring, colours);
  const { columnPx } = places;
  const all = seenColumns(map, places, colouring, view, size);
  const lit =
    path === undefined ? [] : seenColumns(map, places, { ...colouring, codes: path }, view, size);
  if (path === undefined) rasterise(target, all, columnPx, inks, hasSigns);
  else {
    rasterise(target, all, columnPx, dimmed(inks), hasSigns);
    rasterise(target, lit, columnPx, inks, hasSigns);
  }
  context.putImageData(kept, 0, 0);
  if (colouring.mode !== 'status' || columnPx < SIGN_PX) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  const paintSigns = (seen: typeof all, isLitAt: (column: number, cell: number) => boolean) => {
    for (const isLoud of [false, true]) {
      for (const [column, { leftPx, topsPx, bottomsPx, codes }] of seen.entries()) {
        for (let at = 0; at < codes.length; at += 1) {
          const code = codes[at] ?? NO_CODE;
          const topPx = topsPx[at] ?? 0;
          const cellPx = (bottomsPx[at] ?? 0) - topPx;
          if (code === NO_CODE || !hasSigns(cellPx) || isLitAt(column, at)) continue;
          const status = statusOfRank(code);
          if ((status === 'error') !== isLoud) continue;
          const box = { x: leftPx, y: topPx, width: columnPx, height: cellPx - GAP_PX };
          paintStatusCell(context, status, box, colours);
        }
      }
    }
  };
  if (path !== undefined) context.globalAlpha = DIM_SHARE;
  paintSigns(all, (column, cell) => (lit[column]?.codes[cell] ?? NO_CODE) !== NO_CODE);
  context.globalAlpha = 1;
  paintSigns(lit, () => false);
  context.setTransform(1, 0, 0, 1, 0, 0);
}

/** Most urgent code of every px row of the whole map, for the strip beside it. */
export function overviewCodes(
  map: MapColumns,
  codes: readonly Uint8Array[],
  rows: number,
): Uint8Array {
  const out = new Uint8Array(rows).fill(NO_CODE);
  for (const [column, { pieces }] of map.columns.entries()) {
    const own = codes[column] ?? out;
    for (let at = 0; at < pieces.elements.length; at += 1) {
      const row = Math.floor(((pieces.tops[at] ?? 0) * rows) / map.rowCount);
      const code = own[pieces.elements[at] ?? 0] ?? NO_CODE;
      if (code < (out[row] ?? NO_CODE)) out[row] = code;
    }
  }
  return map.rowCount === 0 ? new Uint8Array(0) : out;
}

/** CSS colour of a code, as a plain fill. */
export function plainColour(
  { mode, isScale }: Pick<MapColouring, 'mode' | 'isScale'>,
  code: number,
  colours: CellColours,
): string {
  return mode === 'status'
    ? colours.of(statusOfRank(code), 'cell')
    : colourOfCode(isScale, code, colours);
}
