import { combineCodes } from './map-cells.ts';
import type { MapColouring } from './map-colouring.ts';
import type { MapColumns } from './map-columns.ts';
import type { ColumnPlaces, MapSize, MapView } from './map-geometry.ts';
import { cellsBetween, cellsOf } from './map-pieces.ts';

/** How a cell is inked: the rules of the design, at sizes where no sign fits. */
export interface CellInk {
  /**
   * - `full`: the whole cell;
   * - `loud`: the whole cell and a pixel around it, over its neighbours;
   * - `outline`: its edge and its middle;
   * - `bar`: a bar on a quiet ground;
   * - `dash`: a thin line in its middle;
   * - `dot`: a point in its middle.
   */
  readonly shape: 'full' | 'loud' | 'outline' | 'bar' | 'dash' | 'dot';
  /** Packed as the bytes of image data lie: R in the lowest byte on little-endian machines. */
  readonly colour: number;
  readonly ground: number;
}

/** Ink of each code; none for what is not drawn. */
export type InkOfCode = (code: number) => CellInk | undefined;

export interface RasterTarget {
  readonly pixels: Uint32Array;
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per px. */
  readonly scale: number;
}

/** Space between cells of a column, in px, where they are high enough to have it. */
const GAP_PX = 0.7;

/** A column in sight, with its cells from top to bottom. */
interface SeenColumn {
  readonly column: number;
  readonly leftPx: number;
  /** Edges of the cells, in px from the top of the plot. */
  readonly topsPx: Float64Array;
  readonly bottomsPx: Float64Array;
  readonly codes: Uint8Array;
}

/**
 * Columns of the map that are in sight, with the codes of their cells.
 */
export function seenColumns(
  map: MapColumns,
  places: ColumnPlaces,
  { codes: all, combine }: Pick<MapColouring, 'codes' | 'combine'>,
  view: MapView,
  size: MapSize,
): readonly SeenColumn[] {
  const seen: SeenColumn[] = [];
  for (const [at, { pieces }] of map.columns.entries()) {
    const leftPx = (places.lefts[at] ?? 0) - view.leftPx;
    if (leftPx + places.columnPx < 0 || leftPx > size.widthPx) continue;
    const source = all[at];
    if (source === undefined) continue;
    const cells = cellsOf(pieces, view.rowPx);
    const topRow = view.topPx / view.rowPx;
    const range = cellsBetween(pieces, cells, topRow, topRow + size.heightPx / view.rowPx);
    const count = Math.max(0, range.stop - range.first);
    const topsPx = new Float64Array(count);
    const bottomsPx = new Float64Array(count);
    for (let cell = 0; cell < count; cell += 1) {
      const start = cells.starts[range.first + cell] ?? 0;
      const stop = cells.starts[range.first + cell + 1] ?? 1;
      topsPx[cell] = (pieces.tops[start] ?? 0) * view.rowPx - view.topPx;
      bottomsPx[cell] = (pieces.bottoms[stop - 1] ?? 0) * view.rowPx - view.topPx;
    }
    const codes = combineCodes(source, pieces, cells, range, combine);
    seen.push({ column: at, leftPx, topsPx, bottomsPx, codes });
  }
  return seen;
}

/**
 * Draws cells as pixels. Loud ones are drawn last: they bleed over the others and are never lost.
 * The target is expected to be cleared, or to hold what lies under the cells.
 *
 * @param isLeft Cells that are not for this way of drawing, by their height in px.
 */
export function rasterise(
  target: RasterTarget,
  columns: readonly SeenColumn[],
  columnPx: number,
  inkOf: InkOfCode,
  isLeft: (cellPx: number) => boolean = () => false,
): void {
  const inks = Array.from({ length: 256 }, (_, code) => inkOf(code));
  for (const isLoud of [false, true]) {
    for (const { leftPx, topsPx, bottomsPx, codes } of columns) {
      const left = Math.round(leftPx * target.scale);
      const right = Math.max(left + 1, Math.round((leftPx + columnPx) * target.scale));
      for (let at = 0; at < codes.length; at += 1) {
        const ink = inks[codes[at] ?? 255];
        if (ink === undefined || (ink.shape === 'loud') !== isLoud) continue;
        const topPx = topsPx[at] ?? 0;
        const bottomPx = bottomsPx[at] ?? 0;
        if (isLeft(bottomPx - topPx)) continue;
        const gap = bottomPx - topPx < 2 ? 0 : GAP_PX * target.scale;
        const top = Math.round(topPx * target.scale);
        const bottom = Math.max(top + 1, Math.round(bottomPx * target.scale - gap));
        drawCell(target, ink, left, top, right, bottom);
      }
    }
  }
}

function drawCell(
  target: RasterTarget,
  { shape, colour, ground }: CellInk,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  const high = bottom - top;
  const wide = right - left;
  const line = Math.max(1, Math.round(target.scale));
  switch (shape) {
    case 'full':
      fill(target, colour, left, top, right, bottom);
      return;
    case 'loud':
      fill(target, colour, left - line, top - line, right + line, bottom + line);
      return;
    case 'bar': {
      const bar = Math.max(1, Math.min(Math.round(high * 0.4), 4 * line));
      const inset = wide > 4 * line ? line : 0;
      const barTop = top + ((high - bar) >> 1);
      fill(target, ground, left, top, right, bottom);
      fill(target, colour, left + inset, barTop, right - inset, barTop + bar);
      return;
    }
    case 'dash': {
      const inset = Math.round(wide * 0.28);
      const dashTop = top + ((high - line) >> 1);
      fill(target, colour, left + inset, dashTop, right - inset, dashTop + line);
      return;
    }
    case 'dot': {
      const x = left + ((wide - 2 * line) >> 1);
      const y = top + ((high - line) >> 1);
      fill(target, colour, x, y, x + 2 * line, y + line);
      return;
    }
    case 'outline': {
      fill(target, colour, left, top, right, bottom);
      if (high > 3 * line && wide > 3 * line) {
        fill(target, ground, left + line, top + line, right - line, bottom - line);
        const dot = high > 5 * line ? line * 2 : line;
        const x = left + ((wide - dot) >> 1);
        const y = top + ((high - dot) >> 1);
        fill(target, colour, x, y, x + dot, y + dot);
      }
      return;
    }
  }
}

function fill(
  { pixels, width, height }: RasterTarget,
  colour: number,
  left: number,
  top: number,
  right: number,
  bottom: number,
): void {
  const from = Math.max(0, left);
  const to = Math.min(width, right);
  if (to <= from) return;
  const stop = Math.min(height, bottom);
  for (let y = Math.max(0, top); y < stop; y += 1) {
    pixels.fill(colour, y * width + from, y * width + to);
  }
}
