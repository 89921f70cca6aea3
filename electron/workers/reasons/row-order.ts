import type { RowRange } from '../../../shared/model/run-index-queries.ts';
import { type ElementLinks, neighboursOf } from './element-links.ts';

/**
 * Elements of a task in the order in which what they were made of lies together. Their own order is
 * kept as far as some task before already lies so: the table beside the map has that order.
 *
 * @param tasks Element rows of each task; of those before `of` the ancestors are looked at.
 * @returns Element rows.
 */
export function rowOrder(
  links: ElementLinks,
  tasks: readonly RowRange[],
  of: number,
): readonly number[] {
  const own = tasks[of] ?? { start: 0, stop: 0 };
  const rows = Array.from({ length: own.stop - own.start }, (_, at) => own.start + at);
  const ancestors = tasks
    .slice(0, of)
    .filter(({ start, stop }) => stop - start > 1)
    .map((task) => firstAncestors(links, task, own))
    .filter((found) => found.some((row) => row >= 0));
  const together = ancestors.filter(liesTogether);
  const keys = [...together, ...ancestors.filter((found) => !together.includes(found))];
  return rows.sort((a, b) => {
    for (const key of keys) {
      const difference = (key[a - own.start] ?? 0) - (key[b - own.start] ?? 0);
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}

/** First ancestor in a task of each element of another, as element rows; -1 where there is none. */
function firstAncestors(links: ElementLinks, task: RowRange, of: RowRange): Int32Array {
  const first = new Int32Array(of.stop - task.start).fill(-1);
  for (let row = task.start; row < task.stop; row += 1) first[row - task.start] = row;
  for (let row = task.stop; row < of.stop; row += 1) {
    let least = -1;
    for (const parent of neighboursOf(links.parents, row)) {
      const found = first[parent - task.start] ?? -1;
      if (found >= 0 && (least < 0 || found < least)) least = found;
    }
    first[row - task.start] = least;
  }
  return first.subarray(of.start - task.start);
}

function liesTogether(ancestors: Int32Array): boolean {
  for (let at = 1; at < ancestors.length; at += 1) {
    if ((ancestors[at] ?? 0) < (ancestors[at - 1] ?? 0)) return false;
  }
  return true;
}
