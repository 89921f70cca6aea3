/** Spans put into rows so that none lies over another. */
export interface PackedRows {
  /** Positions of the spans of each row, ascending in time. */
  readonly rows: readonly (readonly number[])[];
}

/**
 * As few rows as there are spans at the same time.
 *
 * @param starts Ascending.
 */
export function packRows(starts: Float64Array, ends: Float64Array): PackedRows {
  const byEnd = Uint32Array.from(ends.keys()).sort((a, b) => (ends[a] ?? 0) - (ends[b] ?? 0));
  const rowOf = new Uint32Array(starts.length);
  const rows: number[][] = [];
  const free: number[] = [];
  let ended = 0;
  for (let at = 0; at < starts.length; at += 1) {
    const start = starts[at] ?? 0;
    for (; ended < byEnd.length; ended += 1) {
      const earlier = byEnd[ended] ?? 0;
      // A span without length ends where it starts: it is not over before it is there.
      if (earlier >= at || (ends[earlier] ?? 0) > start) break;
      free.push(rowOf[earlier] ?? 0);
    }
    const row = free.pop() ?? rows.length;
    rowOf[at] = row;
    const spans = rows[row];
    if (spans === undefined) rows.push([at]);
    else spans.push(at);
  }
  return { rows };
}
