import { type ComparedPlace, MOST_COMPARED } from '../../../shared/contract/comparison.ts';
import type { Task } from '../../../shared/contract/documents.ts';
import { elementsIn, parseRanges } from '../../../shared/model/element-ranges.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import {
  elementRow,
  iterationsOfElement,
  iterationTest,
  type LoopChoice,
} from '../../../shared/model/run-index-queries.ts';

/** What is compared, and how much of what was chosen that is. */
export interface ComparedPlaces {
  readonly places: readonly (ComparedPlace & {
    /** Iteration row of the run index. */
    readonly row: number;
  })[];
  /** Elements that were chosen; more than {@link MOST_COMPARED} are cut, and it is said. */
  readonly chosenCount: number;
}

/**
 * The chosen elements of a task, each in the iteration all views look at, or else in its last one.
 *
 * @param elements Ranges, as an address has them; absent: all elements.
 */
export function comparedPlaces(
  index: RunIndex,
  task: Task,
  elements: string | undefined,
  loop: LoopChoice | undefined,
): ComparedPlaces {
  const ranges = elements === undefined ? undefined : parseRanges(elements);
  const all = [{ first: 0, last: task.elementCount - 1 }];
  const chosen = elementsIn(ranges ?? all, task.elementCount);
  const isWanted = iterationTest(index, loop);
  const places = chosen.slice(0, MOST_COMPARED).flatMap((element) => {
    const row = elementRow(index, task.index, element);
    if (row === undefined) return [];
    const { start, stop } = iterationsOfElement(index, row);
    let at = stop - 1;
    while (at > start && !isWanted(at)) at -= 1;
    if (at < start) return [];
    return [{ element, iteration: index.iterations.ordinal[at] ?? 0, row: at }];
  });
  return { places, chosenCount: chosen.length };
}
