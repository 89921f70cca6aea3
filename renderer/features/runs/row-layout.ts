import { lowerBound } from '../../../shared/model/run-index-queries.ts';

/** One line of the elements table: an element, or line `sub` below an expanded one. */
export interface RowRef {
  /** Position of the element in the summaries of its task. */
  readonly element: number;
  /** Line below the element, from 0; absent for the element itself. */
  readonly sub?: number | undefined;
}

/** Where each line of the table is, without a list of lines: elements may be 100,000. */
export interface RowLayout {
  /** Number of lines. */
  readonly count: number;
  /** Line at a position; `undefined` beyond the last. */
  at(row: number): RowRef | undefined;
  /** Position of a line; `undefined` for an element that is filtered out. */
  rowOf(element: number, sub?: number): number | undefined;
}

/**
 * @param order Elements shown, in the order they are shown.
 * @param expanded Number of lines below each expanded element.
 */
export function layOutRows(order: Uint32Array, expanded: ReadonlyMap<number, number>): RowLayout {
  const positions = new Map<number, number>();
  if (expanded.size > 0) {
    for (let at = 0; at < order.length; at += 1) {
      const element = order[at] ?? 0;
      if (expanded.has(element)) positions.set(element, at);
    }
  }
  const open = [...positions].sort(([, a], [, b]) => a - b);
  /** Row of each expanded element, and the lines added up to and with it. */
  const rows: number[] = [];
  const added: number[] = [];
  let total = 0;
  for (const [element, position] of open) {
    rows.push(position + total);
    total += expanded.get(element) ?? 0;
    added.push(total);
  }
  const addedBefore = (place: number): number => (place > 0 ? (added[place - 1] ?? 0) : 0);

  return {
    count: order.length + total,
    at(row) {
      if (row < 0 || row >= order.length + total) return undefined;
      const place = lowerBound(rows, row + 1, 0, rows.length) - 1;
      const owner = open[place];
      const ownerRow = rows[place];
      if (owner !== undefined && ownerRow !== undefined && row > ownerRow) {
        const sub = row - ownerRow - 1;
        if (sub < (expanded.get(owner[0]) ?? 0)) return { element: owner[0], sub };
      }
      const skipped = addedBefore(row === ownerRow ? place : place + 1);
      const element = order[row - skipped];
      return element === undefined ? undefined : { element };
    },
    rowOf(element, sub) {
      const position = positions.get(element) ?? order.indexOf(element);
      if (position < 0) return undefined;
      const place = open.findIndex(([, at]) => at >= position);
      const row = position + addedBefore(place < 0 ? open.length : place);
      return sub === undefined ? row : row + 1 + sub;
    },
  };
}

/** Elements of rows that lie side by side in the task too; `undefined` when others are between. */
export function elementsInSight(
  layout: RowLayout,
  firstRow: number,
  lastRow: number,
): { readonly first: number; readonly last: number } | undefined {
  let first = Number.POSITIVE_INFINITY;
  let last = -1;
  let count = 0;
  for (let row = firstRow; row <= lastRow; row += 1) {
    const place = layout.at(row);
    if (place === undefined || place.sub !== undefined) continue;
    first = Math.min(first, place.element);
    last = Math.max(last, place.element);
    count += 1;
  }
  return count > 0 && last - first + 1 === count ? { first, last } : undefined;
}
