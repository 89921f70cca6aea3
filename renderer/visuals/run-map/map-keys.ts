import type { MapColouring } from './map-colouring.ts';
import type { MapColumns } from './map-columns.ts';
import { elementPx, elementsPerCell, type MapView } from './map-geometry.ts';
import { type MapCell, mostUrgentOf } from './map-hit.ts';

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

const countOf = ({ map }: MapKeyContext, column: number): number =>
  map.columns[column]?.runs.length ?? 0;

function perCellOf(context: MapKeyContext, column: number): number {
  const { map, view } = context;
  return elementsPerCell(elementPx(view, map.rowCount, countOf(context, column)));
}

function cellsPerPage(context: MapKeyContext): number {
  const { map, view, heightPx, at } = context;
  const pitchPx = elementPx(view, map.rowCount, countOf(context, at.column));
  return Math.max(1, Math.floor(heightPx / (pitchPx * perCellOf(context, at.column))) - 1);
}

/** The cell an element is in, by the element the cell is coloured by. */
function cellOf(context: MapKeyContext, column: number, element: number): MapCommand {
  const count = countOf(context, column);
  const perCell = perCellOf(context, column);
  const first = Math.floor(Math.max(0, Math.min(count - 1, element)) / perCell) * perCell;
  const codes = context.colouring.codes[column];
  const size = Math.min(perCell, count - first);
  const to = codes === undefined || size < 2 ? first : mostUrgentOf(codes, first, size);
  return { kind: 'move', to: { column, element: to } };
}

function down(context: MapKeyContext, cells: number): MapCommand {
  const { column, element } = context.at;
  const perCell = perCellOf(context, column);
  return cellOf(context, column, Math.floor(element / perCell) * perCell + cells * perCell);
}

function across(context: MapKeyContext, by: -1 | 1): MapCommand | undefined {
  const { map, at } = context;
  const column = at.column + by;
  if (column < 0 || column >= map.columns.length) return undefined;
  const share = (at.element + 0.5) / Math.max(1, countOf(context, at.column));
  return cellOf(context, column, Math.floor(share * countOf(context, column)));
}
