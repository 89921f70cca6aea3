import type { RunIndex } from './run-index.ts';

/** Bits that a double holds exactly, less one. */
const KEY_BITS = 52;

const orders = new WeakMap<RunIndex, Uint32Array>();

/**
 * Rows of the runs that have started, the first to start first; made once for each index.
 *
 * Times are told apart as finely as a number has room for beside the row: to the microsecond in days of
 * thousands of runs, to about a millisecond in months of a million. Sorting numbers is what engines do
 * fast; with a function that compares rows a million of them would take a second.
 */
export function startOrder(index: RunIndex): Uint32Array {
  const known = orders.get(index);
  if (known !== undefined) return known;
  const made = orderOf(index.runs.startUs);
  orders.set(index, made);
  return made;
}

function orderOf(startUs: Float64Array): Uint32Array {
  const rowCount = 2 ** Math.ceil(Math.log2(Math.max(2, startUs.length)));
  const rows: number[] = [];
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let row = 0; row < startUs.length; row += 1) {
    const start = startUs[row] ?? Number.NaN;
    if (Number.isNaN(start)) continue;
    rows.push(row);
    if (start < first) first = start;
    if (start > last) last = start;
  }
  const stepUs = Math.max(1, (last - first) / (2 ** KEY_BITS / rowCount - 1));
  const keys = Float64Array.from(
    rows,
    (row) => Math.floor(((startUs[row] ?? first) - first) / stepUs) * rowCount + row,
  ).sort();
  return Uint32Array.from(keys, (key) => key % rowCount);
}
