import type { PlacedRow } from './use-fixed-rows.ts';

/** A row by an identity that survives sorting and expanding. */
export interface KeyedRow extends PlacedRow {
  readonly key: string | number;
}

/** A row and the node that draws it. */
export interface DrawnRow extends KeyedRow {
  readonly node: number;
}

/**
 * Which node draws which row. A row keeps its node, and its place among the nodes; while scrolling,
 * rows that come into sight take over those of rows that have left it, which costs far less than new
 * ones. At rest the nodes stand in the order of their rows, for whoever reads the document.
 */
export function recycleRows(
  before: readonly DrawnRow[],
  rows: readonly KeyedRow[],
  isScrolling: boolean,
): readonly DrawnRow[] {
  const inSight = new Map(rows.map((row) => [row.key, row]));
  const drawn = new Set(before.map(({ key }) => key));
  const coming = rows.filter(({ key }) => !drawn.has(key));
  let taken = 0;
  const next: DrawnRow[] = [];
  for (const { key, node } of before) {
    const row = inSight.get(key) ?? (isScrolling ? coming[taken++] : undefined);
    if (row !== undefined) next.push({ ...row, node });
  }
  let node = before.reduce((most, { node: known }) => Math.max(most, known), 0);
  for (const row of coming.slice(taken)) {
    node += 1;
    next.push({ ...row, node });
  }
  return isScrolling ? next : next.sort((a, b) => a.index - b.index);
}
