import { type CellColours, paintStatusCell } from '../paint-status-cell.ts';
import { type MapColouring, NO_CODE } from './map-colouring.ts';
import type { MapColumns } from './map-columns.ts';
import type { ColumnPlaces, MapSize, MapView } from './map-geometry.ts';
import { colourOfCode, inksOf, statusOfRank } from './map-inks.ts';
import { rasterise, seenColumns } from './map-raster.ts';

/** From this size on cells show signs, and are painted as the other cells of the app are. */
const SIGN_PX = 8;
const GAP_PX = 0.7;

export interface MapPicture {
  readonly map: MapColumns;
  readonly places: ColumnPlaces;
  readonly colouring: MapColouring;
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
  const { map, places, colouring, view, size, colours, scale } = picture;
  const width = Math.max(1, Math.round(size.widthPx * scale));
  const height = Math.max(1, Math.round(size.heightPx * scale));
  if (kept === undefined || kept.width !== width || kept.height !== height) {
    kept = context.createImageData(width, height);
  }
  const pixels = new Uint32Array(kept.data.buffer);
  pixels.fill(0);
  const seen = seenColumns(map, places, colouring, view, size);
  const hasSigns = (cellPx: number): boolean =>
    colouring.mode === 'status' && cellPx >= SIGN_PX && places.columnPx >= SIGN_PX;
  rasterise(
    { pixels, width, height, scale },
    seen.filter(({ cellPx }) => !hasSigns(cellPx)),
    places.columnPx,
    view,
    inksOf(colouring, colours),
  );
  context.putImageData(kept, 0, 0);
  const signed = seen.filter(({ cellPx }) => hasSigns(cellPx));
  if (signed.length === 0) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  for (const isLoud of [false, true]) {
    for (const { leftPx, cellPx, cells, codes } of signed) {
      const firstTop = (cells.first / cells.perCell) * cellPx - view.topPx;
      for (let at = 0; at < cells.count; at += 1) {
        const code = codes[at] ?? NO_CODE;
        if (code === NO_CODE) continue;
        const status = statusOfRank(code);
        if ((status === 'error') !== isLoud) continue;
        paintStatusCell(
          context,
          status,
          { x: leftPx, y: firstTop + at * cellPx, width: places.columnPx, height: cellPx - GAP_PX },
          colours,
        );
      }
    }
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
}

/** Most urgent code of every px row of the whole map, for the strip beside it. */
export function overviewCodes(map: MapColumns, colouring: MapColouring, rows: number): Uint8Array {
  const out = new Uint8Array(rows).fill(NO_CODE);
  for (const codes of colouring.codes) {
    for (let at = 0; at < codes.length; at += 1) {
      const row = Math.floor((at * rows) / codes.length);
      const code = codes[at] ?? NO_CODE;
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
