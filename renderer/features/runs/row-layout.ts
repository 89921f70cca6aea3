/** One line of the elements table: an element, line `sub` below an expanded one, or a group's head. */
export type RowRef =
  | {
      /** Position of the element in the summaries of its task. */
      readonly element: number;
      /** Line below the element, from 0; absent for the element itself. */
      readonly sub?: number | undefined;
      readonly group?: undefined;
    }
  | { readonly group: number; readonly element?: undefined; readonly sub?: undefined };

/** Where each line of the table is, without a list of lines: elements may be a million. */
export interface RowLayout {
  /** Number of lines. */
  readonly count: number;
  /** Line at a position; `undefined` beyond the last. */
  at(row: number): RowRef | undefined;
  /** Position of a line; `undefined` for an element that is not shown. */
  rowOf(element: number, sub?: number): number | undefined;
}

/** Elements that stand together under a head. */
export interface LaidOutGroup {
  /** Position of its first element in the order. */
  readonly start: number;
  readonly count: number;
  readonly isClosed: boolean;
}

/** Lines between elements: a group's head, or what is below an expanded element. */
interface Insertion {
  /** Elements above. */
  readonly after: number;
  readonly lines: number;
  readonly group?: number | undefined;
  readonly element?: number | undefined;
  /** First row of it. */
  readonly row: number;
}

/**
 * @param order Elements shown, in the order they are shown.
 * @param expanded Number of lines below each expanded element.
 * @param groups Groups of the order, side by side; elements of closed ones have no lines.
 */
export function layOutRows(
  order: Uint32Array,
  expanded: ReadonlyMap<number, number>,
  groups: readonly LaidOutGroup[] = [],
): RowLayout {
  const visible = groups.some(({ isClosed }) => isClosed) ? withoutClosed(order, groups) : order;
  const insertions = insertionsOf(visible, expanded, groups);
  const last = insertions.at(-1);
  const inserted = last === undefined ? 0 : last.row - last.after + last.lines;

  /** Last insertion that begins at or before a row. */
  const insertionAt = (row: number): Insertion | undefined => {
    let low = 0;
    let high = insertions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((insertions[middle]?.row ?? 0) <= row) low = middle + 1;
      else high = middle;
    }
    return insertions[low - 1];
  };

  return {
    count: visible.length + inserted,
    at(row) {
      if (row < 0 || row >= visible.length + inserted) return undefined;
      const insertion = insertionAt(row);
      if (insertion === undefined) return refOf(visible[row]);
      const within = row - insertion.row;
      if (within < insertion.lines) {
        if (insertion.group !== undefined) return { group: insertion.group };
        return { element: insertion.element ?? 0, sub: within };
      }
      return refOf(visible[insertion.after + within - insertion.lines]);
    },
    rowOf(element, sub) {
      const position = visible.indexOf(element);
      if (position < 0) return undefined;
      let added = 0;
      for (const insertion of insertions) {
        if (insertion.after > position) break;
        added = insertion.row - insertion.after + insertion.lines;
      }
      const row = position + added;
      return sub === undefined ? row : row + 1 + sub;
    },
  };
}

const refOf = (element: number | undefined): RowRef | undefined =>
  element === undefined ? undefined : { element };

function withoutClosed(order: Uint32Array, groups: readonly LaidOutGroup[]): Uint32Array {
  const open = groups.filter(({ isClosed }) => !isClosed);
  const visible = new Uint32Array(open.reduce((sum, { count }) => sum + count, 0));
  let at = 0;
  for (const { start, count } of open) {
    visible.set(order.subarray(start, start + count), at);
    at += count;
  }
  return visible;
}

function insertionsOf(
  visible: Uint32Array,
  expanded: ReadonlyMap<number, number>,
  groups: readonly LaidOutGroup[],
): readonly Insertion[] {
  const found: { after: number; lines: number; group?: number; element?: number }[] = [];
  let shown = 0;
  for (const [group, { count, isClosed }] of groups.entries()) {
    found.push({ after: shown, lines: 1, group });
    if (!isClosed) shown += count;
  }
  if (expanded.size > 0) {
    for (let at = 0; at < visible.length; at += 1) {
      const element = visible[at] ?? 0;
      const lines = expanded.get(element) ?? 0;
      if (lines > 0) found.push({ after: at + 1, lines, element });
    }
  }
  // What is below an element comes before the head of the next group.
  found.sort(
    (a, b) => a.after - b.after || Number(a.group !== undefined) - Number(b.group !== undefined),
  );
  let added = 0;
  return found.map((insertion) => {
    const row = insertion.after + added;
    added += insertion.lines;
    return { ...insertion, row };
  });
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
    if (place?.element === undefined || place.sub !== undefined) continue;
    first = Math.min(first, place.element);
    last = Math.max(last, place.element);
    count += 1;
  }
  return count > 0 && last - first + 1 === count ? { first, last } : undefined;
}
