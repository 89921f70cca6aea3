import { formatCount } from '../../ui/format.ts';
import { middleCut } from '../../ui/middle-cut.ts';
import type { LoopStep, MapBand, MapColumn, MapColumns } from './map-columns.ts';
import type { ColumnPlaces, MapView } from './map-geometry.ts';
import { cellNear, eachPiece, type RowSpan, type TaskPieces } from './map-pieces.ts';

/** Room around the cells, in px. */
export interface MapGutters {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const BRACKET_LEVEL_PX = 24;
const NAME_PX = 54;

/** Rooms for row labels, heads, and the bracket of the table; without action names when narrow. */
export function guttersOf(map: MapColumns, isNarrow: boolean): MapGutters {
  const levels = Math.min(2, 1 + Math.max(-1, ...map.bands.map(({ level }) => level)));
  return {
    left: isNarrow ? 52 : 64,
    top: levels * BRACKET_LEVEL_PX + NAME_PX + 8,
    right: 26,
    bottom: 10,
  };
}

/** Colours and fonts of the words around the cells. */
export interface FrameInk {
  readonly primary: string;
  readonly secondary: string;
  readonly tertiary: string;
  readonly line: string;
  readonly font: string;
}

/** A name over columns `from … to`. */
export interface ColumnName {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Names of the columns: of the actions where there is room, else of the tasks. A task with one
 * action is named by itself, as people do.
 */
export function columnNames(map: MapColumns, columnPx: number, isNarrow: boolean): ColumnName[] {
  const names: ColumnName[] = [];
  const hasRoom = columnPx >= 8 && !isNarrow;
  for (let at = 0; at < map.columns.length; ) {
    const column = map.columns[at];
    if (column === undefined) break;
    const end = at + sameTask(map.columns, at);
    if (hasRoom || end - at === 1) {
      for (let own = at; own < end; own += 1) {
        names.push({ from: own, to: own, text: nameOf(map.columns[own] ?? column) });
      }
    } else names.push({ from: at, to: end - 1, text: column.task.name });
    at = end;
  }
  return names;
}

const nameOf = ({ task, action }: MapColumn): string =>
  task.actions.length === 1 ? task.name : (task.actions[action] ?? task.name);

/** Columns from `at` on that are of the same task and iteration. */
function sameTask(columns: readonly MapColumn[], at: number): number {
  const first = columns[at];
  let end = at + 1;
  while (
    columns[end]?.task === first?.task &&
    columns[end]?.loopIdx.every((step, depth) => step === first?.loopIdx[depth]) === true &&
    (columns[end]?.action ?? 0) > (columns[end - 1]?.action ?? 0)
  ) {
    end += 1;
  }
  return end - at;
}

interface FramePicture {
  readonly map: MapColumns;
  readonly places: ColumnPlaces;
  readonly view: MapView;
  readonly gutters: MapGutters;
  readonly widthPx: number;
  readonly isNarrow: boolean;
  /** Column that is selected: its name is brighter. */
  readonly column: number | undefined;
  /** Iterations all views look at. */
  readonly current: readonly LoopStep[];
  readonly ink: FrameInk;
}

/** Names of columns and brackets over iterations. */
export function paintHeads(context: CanvasRenderingContext2D, picture: FramePicture): void {
  const { map, places, view, gutters, ink, column } = picture;
  context.save();
  context.beginPath();
  context.rect(gutters.left - 6, 0, picture.widthPx - gutters.left, gutters.top);
  context.clip();
  context.font = `10px ${ink.font}`;
  context.textBaseline = 'middle';
  const widthOf = (text: string): number => context.measureText(text).width;
  const leftOf = (at: number): number => gutters.left + (places.lefts[at] ?? 0) - view.leftPx;
  let freeFrom = Number.NEGATIVE_INFINITY;
  for (const { from, to, text } of columnNames(map, places.columnPx, picture.isNarrow)) {
    const x = (leftOf(from) + leftOf(to) + places.columnPx) / 2;
    // Names that would stand over one another are left out; the card of a cell has them.
    if (x < freeFrom) continue;
    freeFrom = x + 9;
    const isChosen = column !== undefined && column >= from && column <= to;
    context.fillStyle = isChosen ? ink.primary : ink.tertiary;
    context.save();
    context.translate(x, gutters.top - 7);
    context.rotate(-Math.PI / 2);
    context.textAlign = 'left';
    context.fillText(middleCut(text, NAME_PX, widthOf) ?? text, 0, 0);
    context.restore();
  }
  paintBands(context, picture, leftOf);
  context.restore();
}

/** A bracket with the words over it: with the name of the loop where that fits all of its level. */
function paintBands(
  context: CanvasRenderingContext2D,
  { map, places, ink, current, isNarrow }: FramePicture,
  leftOf: (at: number) => number,
): void {
  const font = (isStrong: boolean): string => `${isStrong ? 600 : 400} 11px ${ink.font}`;
  for (const level of [0, 1]) {
    const bands = map.bands.filter((band) => band.level === level);
    const roomOf = ({ from, to }: MapBand): number => leftOf(to) + places.columnPx - leftOf(from);
    context.font = font(true);
    const hasRoom = bands.every(
      (band) => context.measureText(`${band.loop} ${band.iteration}`).width <= roomOf(band) + 4,
    );
    for (const band of bands) {
      const { loop, iteration } = band;
      const left = leftOf(band.from);
      const right = left + roomOf(band);
      const y = level * BRACKET_LEVEL_PX + 22.5;
      context.strokeStyle = ink.line;
      context.lineWidth = 1;
      context.beginPath();
      context.moveTo(left + 0.5, y + 4);
      context.lineTo(left + 0.5, y);
      context.lineTo(right - 0.5, y);
      context.lineTo(right - 0.5, y + 4);
      context.stroke();
      const isCurrent = current.some((step) => step.loop === loop && step.iteration === iteration);
      context.fillStyle = isCurrent ? ink.primary : ink.secondary;
      context.font = font(isCurrent);
      context.textAlign = 'center';
      const text = hasRoom && !isNarrow ? `${loop} ${iteration}` : String(iteration);
      if (context.measureText(text).width <= right - left + 6) {
        context.fillText(text, (left + right) / 2, y - 9);
      }
    }
  }
}

/** A name beside rows. */
export interface RowLabel extends RowSpan {
  readonly name: string;
  readonly detail?: string | undefined;
}

/** Px between numbers beside the rows. */
const TICK_PX = 36;

/** Numbers of elements, for rows without names: at 1, 2 or 5 × 10ⁿ where they are in order. */
export function tickLabels(pieces: TaskPieces, rowPx: number): readonly RowLabel[] {
  const { tops, bottoms, elements, isInOrder, isEven } = pieces;
  const labelOf = (piece: number): RowLabel => ({
    top: tops[piece] ?? 0,
    bottom: bottoms[piece] ?? 0,
    name: formatCount(elements[piece] ?? 0),
  });
  const labels: RowLabel[] = [];
  if (!isInOrder || !isEven) {
    const each = eachPiece(pieces);
    const bottom = bottoms.at(-1) ?? 0;
    for (let row = tops[0] ?? 0; row < bottom; row += TICK_PX / rowPx) {
      const piece = cellNear(pieces, each, row);
      if (piece !== undefined && labels.at(-1)?.top !== tops[piece]) labels.push(labelOf(piece));
    }
    return labels;
  }
  const pitchPx = rowPx * ((bottoms[0] ?? 1) - (tops[0] ?? 0));
  const least = TICK_PX / Math.max(1e-9, pitchPx);
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((value) => value >= least) ?? 1;
  for (let at = 0; at < elements.length; at += step) labels.push(labelOf(at));
  return labels;
}

/** Names beside the rows, as far as they do not touch. */
export function paintRowLabels(
  context: CanvasRenderingContext2D,
  labels: readonly RowLabel[],
  view: MapView,
  gutters: MapGutters,
  heightPx: number,
  ink: FrameInk,
): void {
  context.save();
  context.beginPath();
  context.rect(0, gutters.top, gutters.left - 12, heightPx);
  context.clip();
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const roomPx = gutters.left - 18;
  let freeFrom = gutters.top;
  for (const label of labels) {
    const { name, detail } = label;
    const top = gutters.top + label.top * view.rowPx - view.topPx;
    const bottom = gutters.top + label.bottom * view.rowPx - view.topPx;
    if (bottom < gutters.top || top > gutters.top + heightPx) continue;
    // Beside the middle of what is seen of the group.
    const middle = (Math.max(top, gutters.top) + Math.min(bottom, gutters.top + heightPx)) / 2;
    const lines = detail !== undefined && bottom - top > 30 ? 2 : 1;
    const half = lines * 6.5;
    if (middle - half < freeFrom) continue;
    freeFrom = middle + half;
    context.font = `${detail === undefined ? 400 : 500} ${detail === undefined ? 10 : 11}px ${ink.font}`;
    context.fillStyle = detail === undefined ? ink.tertiary : ink.secondary;
    const widthOf = (text: string): number => context.measureText(text).width;
    context.fillText(middleCut(name, roomPx, widthOf) ?? name, 10, middle - (lines - 1) * 6.5);
    if (lines === 2) {
      context.font = `10px ${ink.font}`;
      context.fillStyle = ink.tertiary;
      context.fillText(detail ?? '', 10, middle + 7);
    }
  }
  context.restore();
}
