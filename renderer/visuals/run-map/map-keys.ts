import type { MapColouring } from './map-colouring.ts';
import type { MapColumns } from './map-columns.ts';
import type { MapView } from './map-geometry.ts';
import { cellByNumber, type MapCell, pieceOf } from './map-hit.ts';
import { cellNear, cellOfPiece, cellsOf, type PieceCells } from './map-pieces.ts';

/** What a key does to the map. */
export type MapCommand =
  | { readonly kind: 'move'; readonly to: MapCell }
  | { readonly kind: 'enter' }
  | { readonly kind: 'zoom'; readonly factor: number };

interface MapKeyContext {
  readonly map: MapColumns;
  readonly colouring: MapColouring;
  readonly view: MapView;
  readonly heightPx: number;
  readonly at: MapCell;
}

const ZOOM_STEP = 1.5;

/** The command of a key. Moves go from cell to cell as they are drawn, so none is passed over. */
export function mapCommand(key: string, context: MapKeyContext): MapCommand | undefined {
  switch (key) {
    case 'ArrowUp':
      return down(context, -1);
    case 'ArrowDown':
      return down(context, 1);
    case 'PageUp':
      return down(context, -cellsPerPage(context));
    case 'PageDown':
      return down(context, cellsPerPage(context));
    case 'Home':
      return down(context, Number.NEGATIVE_INFINITY);
    case 'End':
      return down(context, Number.POSITIVE_INFINITY);
    case 'ArrowLeft':
      return across(context, -1);
    case 'ArrowRight':
      return across(context, 1);
    case 'Enter':
      return { kind: 'enter' };
    case '+':
    case '=':
      return { kind: 'zoom', factor: ZOOM_STEP };
    case '-':
      return { kind: 'zoom', factor: 1 / ZOOM_STEP };
    case '0':
      return { kind: 'zoom', factor: 0 };
    default:
      return undefined;
  }
}

const cellsIn = ({ map, view }: MapKeyContext, column: number): PieceCells | undefined => {
  const pieces = map.columns[column]?.pieces;
  return pieces === undefined ? undefined : cellsOf(pieces, view.rowPx);
};

/** Cells of the column that fit on a screen, about. */
function cellsPerPage(context: MapKeyContext): number {
  const { map, view, heightPx, at } = context;
  const count = cellsIn(context, at.column)?.count ?? 1;
  const cellPx = (map.rowCount * view.rowPx) / Math.max(1, count);
  return Math.max(1, Math.floor(heightPx / cellPx) - 1);
}

function moveTo(context: MapKeyContext, column: number, cell: number): MapCommand | undefined {
  const { map, colouring, view } = context;
  const to = cellByNumber(map, colouring, view, column, cell);
  return to === undefined ? undefined : { kind: 'move', to };
}

function down(context: MapKeyContext, by: number): MapCommand | undefined {
  const { map, at } = context;
  const cells = cellsIn(context, at.column);
  if (cells === undefined) return undefined;
  const from = cellOfPiece(cells, pieceOf(map, at) ?? 0);
  return moveTo(context, at.column, Math.max(0, Math.min(cells.count - 1, from + by)));
}

/** To the next column in the same row; to its nearest cell where it has none there. */
function across(context: MapKeyContext, by: -1 | 1): MapCommand | undefined {
  const { map, at } = context;
  const from = map.columns[at.column]?.pieces;
  const piece = pieceOf(map, at);
  if (from === undefined || piece === undefined) return undefined;
  const row = ((from.tops[piece] ?? 0) + (from.bottoms[piece] ?? 0)) / 2;
  for (let column = at.column + by; column >= 0 && column < map.columns.length; column += by) {
    const pieces = map.columns[column]?.pieces;
    const cells = cellsIn(context, column);
    if (pieces === undefined || cells === undefined) return undefined;
    const cell = cellNear(pieces, cells, row);
    if (cell !== undefined) return moveTo(context, column, cell);
  }
  return undefined;
}
