import { type RunStatus, URGENCY } from '../../shared/model/status.ts';

/** Cells as a picture shows them: several elements share one where there is no room for each. */
export interface BinnedGrid {
  readonly rowCount: number;
  /** Number of bins. */
  readonly binCount: number;
  /** Elements per bin. */
  readonly perBin: number;
  readonly binWidthPx: number;
}

/** Below this a cell cannot be told from its neighbours. */
const LEAST_CELL_PX = 3;
const MOST_CELL_PX = 22;

/** Fits `columnCount` columns into `widthPx`. */
export function binColumns(rowCount: number, columnCount: number, widthPx: number): BinnedGrid {
  const room = Math.max(1, Math.floor(widthPx / LEAST_CELL_PX));
  const perBin = Math.max(1, Math.ceil(columnCount / room));
  const binCount = Math.ceil(columnCount / perBin);
  const binWidthPx = Math.min(MOST_CELL_PX, binCount === 0 ? MOST_CELL_PX : widthPx / binCount);
  return { rowCount, binCount, perBin, binWidthPx };
}

export interface BinContent {
  /** Column of the most urgent run in the bin. */
  readonly column: number;
  readonly status: RunStatus;
  /** Runs in the bin. */
  readonly runCount: number;
}

/** What one bin shows: its most urgent run. `undefined` where nothing is to be run. */
export function binContent(
  { perBin }: BinnedGrid,
  columnCount: number,
  bin: number,
  statusAt: (column: number) => RunStatus | undefined,
): BinContent | undefined {
  let best: BinContent | undefined;
  let runCount = 0;
  const stop = Math.min(columnCount, (bin + 1) * perBin);
  for (let column = bin * perBin; column < stop; column += 1) {
    const status = statusAt(column);
    if (status === undefined) continue;
    runCount += 1;
    if (best === undefined || URGENCY.indexOf(status) < URGENCY.indexOf(best.status)) {
      best = { column, status, runCount: 0 };
    }
  }
  return best === undefined ? undefined : { ...best, runCount };
}
