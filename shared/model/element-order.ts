import { type ElementSummaries, maskOfFilters, type StatusFilter } from './element-summaries.ts';

/** What the elements table can be sorted by: everything that comes from the run index. */
export const ELEMENT_SORT_KEYS = [
  'element',
  'status',
  'iterations',
  'started',
  'ended',
  'ran',
  'exit',
] as const;
export type ElementSortKey = (typeof ELEMENT_SORT_KEYS)[number];

export interface ElementSort {
  readonly key: ElementSortKey;
  readonly isDescending: boolean;
}

export interface ElementChoice {
  /** Leave only elements with at least one run of these; all when there are none. */
  readonly statuses?: readonly StatusFilter[] | undefined;
  /** 1 for elements that other filters leave. */
  readonly isLeft?: Uint8Array | undefined;
  /** Leave out elements without a looked-at iteration (set together with a loop filter). */
  readonly needsIteration?: boolean | undefined;
  readonly sort: ElementSort;
  /** Numbers to sort by instead of those of the key: ranks of values, NaN for none. */
  readonly ranks?: ArrayLike<number> | undefined;
}

function columnOf(summaries: ElementSummaries, key: ElementSortKey): ArrayLike<number> | undefined {
  switch (key) {
    case 'element':
      return undefined;
    case 'status':
      return summaries.urgency;
    case 'iterations':
      return summaries.iterationCount;
    case 'started':
      return summaries.startUs;
    case 'ended':
      return summaries.endUs;
    case 'ran':
      return summaries.ranUs;
    case 'exit':
      return summaries.exitCode;
  }
}

/**
 * Positions in `summaries` that are shown, in the order they are shown. Entries without a value
 * come last in either direction; equal ones keep the order of the elements.
 */
export function orderElements(summaries: ElementSummaries, choice: ElementChoice): Uint32Array {
  const mask = maskOfFilters(choice.statuses);
  const shown = new Uint32Array(summaries.count);
  let count = 0;
  for (let at = 0; at < summaries.count; at += 1) {
    if (mask !== undefined && ((summaries.statusMask[at] ?? 0) & mask) === 0) continue;
    if (choice.isLeft !== undefined && choice.isLeft[at] !== 1) continue;
    if (choice.needsIteration === true && summaries.iterationCount[at] === 0) continue;
    shown[count] = at;
    count += 1;
  }
  const order = shown.slice(0, count);
  const column = choice.ranks ?? columnOf(summaries, choice.sort.key);
  if (column === undefined) return choice.sort.isDescending ? order.reverse() : order;
  const direction = choice.sort.isDescending ? -1 : 1;
  return order.sort((a, b) => {
    const left = column[a] ?? Number.NaN;
    const right = column[b] ?? Number.NaN;
    if (left === right) return a - b;
    if (Number.isNaN(left)) return Number.isNaN(right) ? a - b : 1;
    if (Number.isNaN(right)) return -1;
    return direction * (left - right);
  });
}
