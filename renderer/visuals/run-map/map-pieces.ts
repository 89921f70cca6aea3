import { LEAST_ROW_PX } from './map-geometry.ts';

/**
 * Where the elements of a task stand in the rows of the map: pieces from top to bottom, none over
 * another. An element has one piece, or several where it belongs to rows that lie apart.
 */
export interface TaskPieces {
  /** In rows. */
  readonly tops: Float64Array;
  readonly bottoms: Float64Array;
  readonly elements: Uint32Array;
  /** First piece of each element. */
  readonly firstPiece: Int32Array;
  /** Piece `i` is of element `i`. */
  readonly isInOrder: boolean;
  /** All pieces are as high. */
  readonly isEven: boolean;
}

/** Rows `top … bottom`. */
export interface RowSpan {
  readonly top: number;
  readonly bottom: number;
}

/** Elements in their order, over all rows, each as high as the next. */
export function evenPieces(elementCount: number, rowCount: number): TaskPieces {
  const tops = new Float64Array(elementCount);
  const bottoms = new Float64Array(elementCount);
  for (let at = 0; at < elementCount; at += 1) {
    tops[at] = (at * rowCount) / elementCount;
    bottoms[at] = ((at + 1) * rowCount) / elementCount;
  }
  const elements = Uint32Array.from(tops, (_, at) => at);
  return {
    tops,
    bottoms,
    elements,
    firstPiece: Int32Array.from(elements),
    isInOrder: true,
    isEven: true,
  };
}

export function piecesFrom(
  { tops, bottoms, elements }: Pick<TaskPieces, 'tops' | 'bottoms' | 'elements'>,
  elementCount: number,
): TaskPieces {
  const firstPiece = new Int32Array(elementCount).fill(-1);
  let isInOrder = elements.length === elementCount;
  let isEven = true;
  const high = (bottoms[0] ?? 0) - (tops[0] ?? 0);
  for (let at = elements.length - 1; at >= 0; at -= 1) {
    const element = elements[at] ?? 0;
    firstPiece[element] = at;
    if (element !== at) isInOrder = false;
    const below = tops[at + 1] ?? bottoms[at] ?? 0;
    if ((bottoms[at] ?? 0) - (tops[at] ?? 0) !== high || below !== bottoms[at]) isEven = false;
  }
  return { tops, bottoms, elements, firstPiece, isInOrder, isEven };
}

/** Cells as they are drawn: cell `i` is of the pieces `starts[i] … starts[i + 1] - 1`. */
export interface PieceCells {
  readonly count: number;
  readonly starts: Uint32Array;
}

/** Pieces per cell: one, or as many as make a cell high enough to be told from the next. */
export function piecesPerCell(piecePx: number): number {
  return piecePx >= LEAST_ROW_PX ? 1 : Math.ceil(LEAST_ROW_PX / piecePx);
}

const kept = new WeakMap<TaskPieces, { readonly rowPx: number; readonly cells: PieceCells }>();

/**
 * Cells at this height of rows. They begin at the same pieces wherever one looks, so that they do not
 * change while the map is moved. The last answer is kept: columns of a task share it.
 */
export function cellsOf(pieces: TaskPieces, rowPx: number): PieceCells {
  const before = kept.get(pieces);
  if (before?.rowPx === rowPx) return before.cells;
  const cells = pieces.isEven ? evenCells(pieces, rowPx) : unevenCells(pieces, rowPx);
  kept.set(pieces, { rowPx, cells });
  return cells;
}

function evenCells({ tops, bottoms }: TaskPieces, rowPx: number): PieceCells {
  const wanted = piecesPerCell(((bottoms[0] ?? 1) - (tops[0] ?? 0)) * rowPx);
  // Without any height, before the page is laid out, all share one.
  const perCell = Math.max(1, Math.min(tops.length, wanted));
  const count = Math.ceil(tops.length / perCell);
  const starts = new Uint32Array(count + 1);
  for (let at = 0; at < count; at += 1) starts[at] = at * perCell;
  starts[count] = tops.length;
  return { count, starts };
}

/** Low pieces share the cell of their rows; one that is high enough has its own. */
function unevenCells({ tops, bottoms }: TaskPieces, rowPx: number): PieceCells {
  const binRows = piecesPerCell(rowPx);
  const starts = new Uint32Array(tops.length + 1);
  let count = 0;
  let lastBin = -1;
  for (let at = 0; at < tops.length; at += 1) {
    const top = tops[at] ?? 0;
    const isOwn = ((bottoms[at] ?? 0) - top) * rowPx >= LEAST_ROW_PX;
    const bin = isOwn ? -1 : Math.floor(top / binRows);
    if (!isOwn && bin === lastBin) continue;
    lastBin = bin;
    starts[count] = at;
    count += 1;
  }
  starts[count] = tops.length;
  return { count, starts: starts.subarray(0, count + 1) };
}

const keptEach = new WeakMap<TaskPieces, PieceCells>();

/** Every piece by itself, however low it is drawn. */
export function eachPiece(pieces: TaskPieces): PieceCells {
  const before = keptEach.get(pieces);
  if (before !== undefined) return before;
  const count = pieces.elements.length;
  const cells = { count, starts: Uint32Array.from({ length: count + 1 }, (_, at) => at) };
  keptEach.set(pieces, cells);
  return cells;
}

/** Rows of a cell. */
export function spanOfCell(
  { tops, bottoms }: TaskPieces,
  cells: PieceCells,
  cell: number,
): RowSpan {
  return {
    top: tops[cells.starts[cell] ?? 0] ?? 0,
    bottom: bottoms[(cells.starts[cell + 1] ?? 1) - 1] ?? 0,
  };
}

/** Cells `first … stop - 1` lie between two rows, at least in part. */
export function cellsBetween(
  pieces: TaskPieces,
  cells: PieceCells,
  topRow: number,
  bottomRow: number,
): { readonly first: number; readonly stop: number } {
  const first = lastStarting(pieces, cells, topRow);
  const isAbove = first >= 0 && spanOfCell(pieces, cells, first).bottom <= topRow;
  const last = lastStarting(pieces, cells, bottomRow);
  const isBelow = last >= 0 && spanOfCell(pieces, cells, last).top >= bottomRow;
  return { first: Math.max(0, isAbove ? first + 1 : first), stop: isBelow ? last : last + 1 };
}

/** The cell at a row; the nearest one where there is a gap. `undefined` when there are none. */
export function cellNear(pieces: TaskPieces, cells: PieceCells, row: number): number | undefined {
  if (cells.count === 0) return undefined;
  const above = lastStarting(pieces, cells, row);
  if (above < 0) return 0;
  const gapAbove = row - spanOfCell(pieces, cells, above).bottom;
  if (gapAbove < 0 || above + 1 === cells.count) return above;
  return spanOfCell(pieces, cells, above + 1).top - row < gapAbove ? above + 1 : above;
}

/** The cell of a piece. */
export function cellOfPiece({ starts, count }: PieceCells, piece: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] ?? 0) <= piece) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/** Last cell that starts at or above a row; -1 when none does. */
function lastStarting({ tops }: TaskPieces, { starts, count }: PieceCells, row: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tops[starts[middle] ?? 0] ?? 0) <= row) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Rows of the elements `first … last`, as spans that do not touch. */
export function spansOfElements(
  pieces: TaskPieces,
  { first, last }: { readonly first: number; readonly last: number },
): readonly RowSpan[] {
  const { tops, bottoms, firstPiece, isInOrder } = pieces;
  if (isInOrder) return [{ top: tops[first] ?? 0, bottom: bottoms[last] ?? 0 }];
  const own = [...firstPiece.subarray(first, last + 1)].filter((at) => at >= 0);
  const spans: RowSpan[] = [];
  for (const at of own.sort((a, b) => a - b)) {
    const span = { top: tops[at] ?? 0, bottom: bottoms[at] ?? 0 };
    const before = spans.at(-1);
    if (before?.bottom === span.top) spans[spans.length - 1] = { ...span, top: before.top };
    else spans.push(span);
  }
  return spans;
}
