import { NO_CODE, SEVERAL } from './map-colouring.ts';

/** Cells of one column that are in sight: each stands for one element or several. */
export interface CellRun {
  /** Element of the first cell. */
  readonly first: number;
  readonly perCell: number;
  /** Number of cells. */
  readonly count: number;
}

/**
 * Cells of a column between two heights. Cells of several elements begin at multiples of their
 * number, so that they do not change while the map is moved.
 *
 * @param pitchPx Height of one element.
 */
export function cellsInSight(
  elementCount: number,
  pitchPx: number,
  perCell: number,
  topPx: number,
  heightPx: number,
): CellRun {
  const cellPx = pitchPx * perCell;
  const firstCell = Math.max(0, Math.floor(topPx / cellPx));
  const allCells = Math.ceil(elementCount / perCell);
  const stopCell = Math.min(allCells, Math.ceil((topPx + heightPx) / cellPx));
  return {
    first: firstCell * perCell,
    perCell,
    count: Math.max(0, stopCell - firstCell),
  };
}

/** Fills `out` with the code of each cell. */
export function combineCodes(
  codes: Uint8Array,
  { first, perCell, count }: CellRun,
  combine: 'least' | 'same',
  out: Uint8Array,
): void {
  if (perCell === 1) {
    out.set(codes.subarray(first, first + count));
    return;
  }
  let at = first;
  for (let cell = 0; cell < count; cell += 1) {
    const stop = Math.min(codes.length, at + perCell);
    let code = NO_CODE;
    if (combine === 'least') {
      for (; at < stop; at += 1) {
        const own = codes[at] ?? NO_CODE;
        if (own < code) code = own;
      }
    } else {
      for (; at < stop; at += 1) {
        const own = codes[at] ?? NO_CODE;
        if (own === NO_CODE || own === code) continue;
        code = code === NO_CODE ? own : SEVERAL;
      }
    }
    out[cell] = code;
  }
}
