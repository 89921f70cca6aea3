import { NONE } from '../../../shared/model/run-index.ts';
import { type MapColouring, NO_CODE } from './map-colouring.ts';
import type { MapColumn, MapColumns } from './map-columns.ts';
import {
  type ColumnPlaces,
  columnAt,
  elementAt,
  elementPx,
  elementsPerCell,
  type MapView,
} from './map-geometry.ts';

/** A cell of the map. */
export interface MapCell {
  /** Position of its column. */
  readonly column: number;
  /** Element of the column's task; where the cell is of several, the most urgent. */
  readonly element: number;
}

/** A cell with what it stands for. */
export interface MapHit extends MapCell {
  readonly of: MapColumn;
  /** Run row; {@link NONE} where the action does not run. */
  readonly run: number;
  /** First element of the cell. */
  readonly first: number;
  /** Number of elements in the cell. */
  readonly count: number;
}

/** What a cell is, with the others that share it at this height of rows. */
export function hitOfCell(
  map: MapColumns,
  view: MapView,
  { column, element }: MapCell,
): MapHit | undefined {
  const of = map.columns[column];
  if (of === undefined || element < 0 || element >= of.runs.length) return undefined;
  const perCell = elementsPerCell(elementPx(view, map.rowCount, of.runs.length));
  const first = Math.floor(element / perCell) * perCell;
  const count = Math.min(of.runs.length, first + perCell) - first;
  return { column, element, of, run: of.runs[element] ?? NONE, first, count };
}

/** The element a cell of several is coloured by: the most urgent, of equals the first. */
export function mostUrgentOf(codes: Uint8Array, first: number, count: number): number {
  let best = first;
  let bestCode = NO_CODE;
  for (let at = first; at < first + count; at += 1) {
    const code = codes[at] ?? NO_CODE;
    if (code < bestCode) {
      best = at;
      bestCode = code;
    }
  }
  return best;
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
  const of = column === undefined ? undefined : map.columns[column];
  if (column === undefined || of === undefined) return undefined;
  const element = elementAt(view, map.rowCount, of.runs.length, y);
  if (element === undefined) return undefined;
  const hit = hitOfCell(map, view, { column, element });
  const codes = colouring.codes[column];
  if (hit === undefined || codes === undefined || hit.count === 1) return hit;
  return hitOfCell(map, view, { column, element: mostUrgentOf(codes, hit.first, hit.count) });
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
  readonly first: number;
  readonly last: number;
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
  const column = map.columns.find((candidate) => candidate.task.index === task);
  if (task === undefined || column === undefined || column.runs.length === 0) return undefined;
  const pitchPx = elementPx(view, map.rowCount, column.runs.length);
  const last = column.runs.length - 1;
  const elementOf = (y: number): number =>
    Math.max(0, Math.min(last, Math.floor((y + view.topPx) / pitchPx)));
  if ((box.top + view.topPx) / pitchPx > last + 1) return undefined;
  return { task, first: elementOf(box.top), last: elementOf(box.bottom) };
}
