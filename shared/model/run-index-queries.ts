import { NONE, type RunIndex } from './run-index.ts';

/** Where things are in the run index: from an address to rows and back. All pure, no allocation per row. */

/** Rows `start … stop - 1`. */
export interface RowRange {
  readonly start: number;
  readonly stop: number;
}

/** Address of a run in hpcflow's own counting; `task` is the position in the template. */
export interface RunPlace {
  readonly task: number;
  readonly element: number;
  /** Position among the element's iterations, oldest is 0. */
  readonly iteration: number;
  readonly action: number;
  readonly attempt: number;
}

/** First position in the sorted `column` (up to `stop`) whose value is at least `value`. */
export function lowerBound(
  column: ArrayLike<number>,
  value: number,
  start: number,
  stop: number,
): number {
  let low = start;
  let high = stop;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((column[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Element rows of the task at a position of the template. */
export function elementsOfTask(index: RunIndex, task: number): RowRange {
  const { task: column, count } = index.elements;
  const start = lowerBound(column, task, 0, count);
  return { start, stop: lowerBound(column, task + 1, start, count) };
}

/** Row of an element, by its index within the task; `undefined` when there is none. */
export function elementRow(index: RunIndex, task: number, element: number): number | undefined {
  const { start, stop } = elementsOfTask(index, task);
  const row = lowerBound(index.elements.index, element, start, stop);
  return row < stop && index.elements.index[row] === element ? row : undefined;
}

/** Iteration rows of an element row. */
export function iterationsOfElement(index: RunIndex, element: number): RowRange {
  const { iterationStart } = index.elements;
  return { start: iterationStart[element] ?? 0, stop: iterationStart[element + 1] ?? 0 };
}

/** Run rows of an iteration row. */
export function runsOfIteration(index: RunIndex, iteration: number): RowRange {
  const { runStart } = index.iterations;
  return { start: runStart[iteration] ?? 0, stop: runStart[iteration + 1] ?? 0 };
}

/** Run rows of all iterations of the element rows `start … stop - 1`: they lie side by side. */
export function runsOfElements(index: RunIndex, elements: RowRange): RowRange {
  const { iterationStart } = index.elements;
  const { runStart } = index.iterations;
  if (elements.stop <= elements.start) return { start: 0, stop: 0 };
  return {
    start: runStart[iterationStart[elements.start] ?? 0] ?? 0,
    stop: runStart[iterationStart[elements.stop] ?? 0] ?? 0,
  };
}

/** Row of the newest iteration of an element row; `undefined` when it has none. */
export function finalIteration(index: RunIndex, element: number): number | undefined {
  const { start, stop } = iterationsOfElement(index, element);
  return stop > start ? stop - 1 : undefined;
}

/** Row of an iteration, by its position among the element's iterations. */
export function iterationRow(
  index: RunIndex,
  element: number,
  ordinal: number,
): number | undefined {
  const { start, stop } = iterationsOfElement(index, element);
  const row = start + ordinal;
  return ordinal >= 0 && row < stop ? row : undefined;
}

/** Row of a run of an iteration row; the last attempt of the action when `attempt` is left out. */
export function runRow(
  index: RunIndex,
  iteration: number,
  action: number,
  attempt?: number,
): number | undefined {
  const { start, stop } = runsOfIteration(index, iteration);
  let found: number | undefined;
  for (let row = start; row < stop; row += 1) {
    if (index.runs.action[row] !== action) continue;
    if (attempt === undefined || index.runs.attempt[row] === attempt) found = row;
  }
  return found;
}

/** Elements of a task, by their index within it, that have a run at this place of theirs. */
export function elementsWithRun(
  index: RunIndex,
  { task, iteration, action }: Pick<RunPlace, 'task' | 'iteration' | 'action'>,
): number[] {
  const { start, stop } = elementsOfTask(index, task);
  const found: number[] = [];
  for (let element = start; element < stop; element += 1) {
    const row = iterationRow(index, element, iteration);
    if (row !== undefined && runRow(index, row, action) !== undefined) {
      found.push(index.elements.index[element] ?? 0);
    }
  }
  return found;
}

/** Address of a run row. */
export function placeOfRun(index: RunIndex, row: number): RunPlace {
  const iteration = index.runs.iteration[row] ?? 0;
  const element = index.iterations.element[iteration] ?? 0;
  return {
    task: index.elements.task[element] ?? 0,
    element: index.elements.index[element] ?? 0,
    iteration: index.iterations.ordinal[iteration] ?? 0,
    action: index.runs.action[row] ?? 0,
    attempt: index.runs.attempt[row] ?? 0,
  };
}

/**
 * Loops an iteration row is in, with its number in each.
 *
 * @param order Names in the order wanted, such as outermost first; that of the template unless told.
 */
export function loopIdxOfIteration(
  index: RunIndex,
  iteration: number,
  order: readonly string[] = index.loops,
): readonly { readonly loop: string; readonly iteration: number }[] {
  const width = index.loops.length;
  return order.flatMap((loop) => {
    const column = index.loops.indexOf(loop);
    if (column < 0) return [];
    const number = index.iterations.loopIdx[iteration * width + column] ?? NONE;
    return number === NONE ? [] : [{ loop, iteration: number }];
  });
}

/** Which iterations to look at: those with one number in one loop. */
export interface LoopFilter {
  readonly loop: string;
  readonly iteration: number;
}

/** One iteration of one loop, or of several nested ones: then all have to fit. */
export type LoopChoice = LoopFilter | readonly LoopFilter[];

/** Test for iteration rows; everything passes without a filter or for a loop that is not there. */
export function iterationTest(
  index: RunIndex,
  choice: LoopChoice | undefined,
): (iteration: number) => boolean {
  const filters = choice === undefined ? [] : 'loop' in choice ? [choice] : choice;
  const { loopIdx } = index.iterations;
  const width = index.loops.length;
  const wanted = filters.flatMap(({ loop, iteration }) => {
    const column = index.loops.indexOf(loop);
    return column < 0 ? [] : [{ column, iteration }];
  });
  if (wanted.length === 0) return () => true;
  return (row) =>
    wanted.every(({ column, iteration }) => loopIdx[row * width + column] === iteration);
}

/** Numbers of the iterations of a loop that exist, ascending. */
export function iterationsOfLoop(index: RunIndex, loop: string): readonly number[] {
  const column = index.loops.indexOf(loop);
  if (column < 0) return [];
  const { loopIdx, count } = index.iterations;
  const width = index.loops.length;
  const found = new Set<number>();
  for (let row = 0; row < count; row += 1) found.add(loopIdx[row * width + column] ?? NONE);
  found.delete(NONE);
  return [...found].sort((a, b) => a - b);
}
