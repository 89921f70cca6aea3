import { type ComparedPlace, MOST_COMPARED } from '../../../shared/contract/comparison.ts';
import type { Task } from '../../../shared/contract/documents.ts';
import { elementsIn, parseRanges } from '../../../shared/model/element-ranges.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import {
  elementRow,
  iterationsOfElement,
  iterationTest,
  type LoopChoice,
  runsOfIteration,
} from '../../../shared/model/run-index-queries.ts';
import { statusCode } from '../../../shared/model/status.ts';

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
 * The chosen elements of a task, each in the iteration all views look at, or else in its last one
 * that was not left out: an element that failed in a loop is compared as it was when it failed.
 *
 * @param elements Ranges, as an address has them; absent: all elements.
 */
export function comparedPlaces(
  index: RunIndex,
  task: Pick<Task, 'index' | 'elementCount'>,
  elements: string | undefined,
  loop: LoopChoice | undefined,
): ComparedPlaces {
  const ranges = elements === undefined ? undefined : parseRanges(elements);
  const all = [{ first: 0, last: task.elementCount - 1 }];
  const chosen = elementsIn(ranges ?? all, task.elementCount);
  const isOfLoop = iterationTest(index, loop);
  const isWanted = (row: number): boolean =>
    loop === undefined ? !isLeftOut(index, row) : isOfLoop(row);
  const places = chosen.slice(0, MOST_COMPARED).flatMap((element) => {
    const row = elementRow(index, task.index, element);
    if (row === undefined) return [];
    const { start, stop } = iterationsOfElement(index, row);
    if (start === stop) return [];
    let at = stop - 1;
    while (at > start && !isWanted(at)) at -= 1;
    // Nothing was run at all: its last one says so.
    if (loop === undefined && isLeftOut(index, at)) at = stop - 1;
    return [{ element, iteration: index.iterations.ordinal[at] ?? 0, row: at }];
  });
  return { places, chosenCount: chosen.length };
}

const LEFT_OUT: ReadonlySet<number> = new Set([statusCode('skipped'), statusCode('ended-by-loop')]);

/** Whether every run of an iteration was skipped, or not needed because its loop had ended. */
function isLeftOut(index: RunIndex, iteration: number): boolean {
  const { start, stop } = runsOfIteration(index, iteration);
  for (let row = start; row < stop; row += 1) {
    if (!LEFT_OUT.has(index.runs.status[row] ?? 0)) return false;
  }
  return stop > start;
}
