import { NONE } from '../../../shared/model/run-index.ts';
import { type MapColouring, NO_CODE } from './map-colouring.ts';
import type { MapColumn, MapColumns } from './map-columns.ts';
import { type ColumnPlaces, columnAt, type MapView } from './map-geometry.ts';
import {
  cellNear,
  cellOfPiece,
  cellsBetween,
  cellsOf,
  eachPiece,
  spanOfCell,
  type TaskPieces,
} from './map-pieces.ts';

/** A cell of the map. */
export interface MapCell {
  /** Position of its column. */
  readonly column: number;
  /** Element of the column's task; where the cell is of several, the most urgent. */
  readonly element: number;
  /** Which piece of the element, where it has several; the first unless told. */
  readonly piece?: number | undefined;
}

/** A cell with what it stands for. */
export interface MapHit extends MapCell {
  readonly of: MapColumn;
  /** Run row; {@link NONE} where the action does not run. */
  readonly run: number;
  /** All elements of the cell. */
  readonly elements: Uint32Array;
}

/** Piece of a cell's element; `undefined` where the column has no such element. */
export function pieceOf(map: MapColumns, { column, element, piece }: MapCell): number | undefined {
  const pieces = map.columns[column]?.pieces;
  if (piece !== undefined && pieces?.elements[piece] === element) return piece;
  const first = pieces?.firstPiece[element] ?? -1;
  return first < 0 ? undefined : first;
}

/** What a cell is, with the others that share it at this height of rows. */
export function hitOfCell(map: MapColumns, view: MapView, cell: MapCell): MapHit | undefined {
  const { column, element } = cell;
  const of = map.columns[column];
  const piece = pieceOf(map, cell);
  if (of === undefined || piece === undefined) return undefined;
  const { starts } = cellsOf(of.pieces, view.rowPx);
  const at = cellOfPiece(cellsOf(of.pieces, view.rowPx), piece);
  const elements = of.pieces.elements.subarray(starts[at], starts[at + 1]);
  return { column, element, piece, of, run: of.runs[element] ?? NONE, elements };
}

/** The piece a cell of several is coloured by: the most urgent, of equals the first. */
export function mostUrgentPiece(
  codes: Uint8Array,
  { elements }: TaskPieces,
  first: number,
  stop: number,
): number {
  let best = first;
  let bestCode = NO_CODE;
  for (let at = first; at < stop; at += 1) {
    const code = codes[elements[at] ?? 0] ?? NO_CODE;
    if (code < bestCode) {
      best = at;
      bestCode = code;
    }
  }
  return best;
}

/** A cell, as it is drawn at this height of rows, by the element it is coloured by. */
export function cellByNumber(
  map: MapColumns,
  colouring: MapColouring,
  view: MapView,
  column: number,
  cell: number,
): MapCell | undefined {
  const pieces = map.columns[column]?.pieces;
  if (pieces === undefined) return undefined;
  const { starts } = cellsOf(pieces, view.rowPx);
  const codes = colouring.codes[column] ?? new Uint8Array();
  const piece = mostUrgentPiece(codes, pieces, starts[cell] ?? 0, starts[cell + 1] ?? 0);
  const element = pieces.elements[piece];
  return element === undefined ? undefined : { column, element, piece };
}

/** Cell at a place of the plot; of several elements, the one the cell is coloured by. */
export function hitAt(
  map: MapColumns,
  places: ColumnPlaces,
  colouring: MapColouring,
  view: MapView,
  x: number,
  y: number,
): MapHit | undefined {
  const column = columnAt(places, view, x);
  const pieces = column === undefined ? undefined : map.columns[column]?.pieces;
  if (column === undefined || pieces === undefined) return undefined;
  const row = (y + view.topPx) / view.rowPx;
  const cells = cellsOf(pieces, view.rowPx);
  const near = cellNear(pieces, cells, row);
  if (near === undefined) return undefined;
  const { top, bottom } = spanOfCell(pieces, cells, near);
  if (row < top || row >= bottom) return undefined;
  const cell = cellByNumber(map, colouring, view, column, near);
  return cell === undefined ? undefined : hitOfCell(map, view, cell);
}

/** Column of an action of a task in an iteration of an element; `undefined` when there is none. */
export function columnOfRun(
  map: MapColumns,
  task: number,
  element: number,
  run: number,
): number | undefined {
  const at = map.columns.findIndex(
    (column) => column.task.index === task && column.runs[element] === run,
  );
  return at < 0 ? undefined : at;
}

/** Elements that a box drawn over the map takes in, of the task that most of its columns are of. */
export interface BoxedElements {
  readonly task: number;
  /** Ascending, not touching. */
  readonly ranges: readonly { readonly first: number; readonly last: number }[];
}

export function elementsInBox(
  map: MapColumns,
  places: ColumnPlaces,
  view: MapView,
  box: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  },
  preferredTask: number | undefined,
): BoxedElements | undefined {
  const counts = new Map<number, number>();
  for (const [at, column] of map.columns.entries()) {
    const left = (places.lefts[at] ?? 0) - view.leftPx;
    if (left > box.right || left + places.columnPx < box.left) continue;
    counts.set(column.task.index, (counts.get(column.task.index) ?? 0) + 1);
  }
  let task: number | undefined;
  for (const [candidate, count] of counts) {
    if (task === undefined || count > (counts.get(task) ?? 0)) task = candidate;
  }
  if (preferredTask !== undefined && counts.has(preferredTask)) task = preferredTask;
  const pieces = map.columns.find((candidate) => candidate.task.index === task)?.pieces;
  if (task === undefined || pieces === undefined) return undefined;
  const each = eachPiece(pieces);
  const rowAt = (y: number): number => (y + view.topPx) / view.rowPx;
  const { first, stop } = cellsBetween(pieces, each, rowAt(box.top), rowAt(box.bottom));
  const ranges = rangesOf(pieces.elements.slice(first, stop));
  return ranges.length === 0 ? undefined : { task, ranges };
}

function rangesOf(elements: Uint32Array): BoxedElements['ranges'] {
  const ranges: { first: number; last: number }[] = [];
  for (const element of elements.sort()) {
    const before = ranges.at(-1);
    if (before !== undefined && element <= before.last + 1) before.last = element;
    else ranges.push({ first: element, last: element });
  }
  return ranges;
}
