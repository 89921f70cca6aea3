import { NONE, type RunIndex } from './run-index.ts';
import {
  elementsOfTask,
  iterationsOfElement,
  type RowRange,
  runsOfElements,
  runsOfIteration,
} from './run-index-queries.ts';
import { isFailure, noRuns, type StatusCounts, statusOfCode } from './status.ts';

/** Counts by status of groups of runs, computed from the run index. */

/** Counts of the run rows `start … stop - 1`. */
export function countRuns(index: RunIndex, { start, stop }: RowRange): StatusCounts {
  const counts = noRuns();
  const { status } = index.runs;
  for (let row = start; row < stop; row += 1) {
    const code = status[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

export function countsOfWorkflow(index: RunIndex): StatusCounts {
  return countRuns(index, { start: 0, stop: index.runs.count });
}

/** Counts of the task at a position of the template. */
export function countsOfTask(index: RunIndex, task: number): StatusCounts {
  return countRuns(index, runsOfElements(index, elementsOfTask(index, task)));
}

/** Counts of each action of the task at a position of the template, by action index. */
export function countsByAction(index: RunIndex, task: number): ReadonlyMap<number, StatusCounts> {
  const found = new Map<number, number[]>();
  const { action, status } = index.runs;
  const { start, stop } = runsOfElements(index, elementsOfTask(index, task));
  for (let row = start; row < stop; row += 1) {
    const of = action[row] ?? 0;
    const counts = found.get(of) ?? noRuns();
    found.set(of, counts);
    const code = status[row] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return found;
}

/** Counts of all iterations of an element row. */
export function countsOfElement(index: RunIndex, element: number): StatusCounts {
  return countRuns(index, runsOfElements(index, { start: element, stop: element + 1 }));
}

export function countsOfIteration(index: RunIndex, iteration: number): StatusCounts {
  return countRuns(index, runsOfIteration(index, iteration));
}

/** Counts of one iteration of a loop, over all its tasks and for each of them. */
export interface LoopIterationCounts {
  readonly iteration: number;
  readonly all: StatusCounts;
  /** Key: position of the task in the template. */
  readonly byTask: ReadonlyMap<number, StatusCounts>;
}

/** Counts of every iteration of a loop that exists, in order. Empty for an unknown loop. */
export function countsByLoopIteration(
  index: RunIndex,
  loop: string,
): readonly LoopIterationCounts[] {
  const column = index.loops.indexOf(loop);
  if (column < 0) return [];
  const width = index.loops.length;
  const found = new Map<number, { all: number[]; byTask: Map<number, number[]> }>();
  for (let row = 0; row < index.iterations.count; row += 1) {
    const number = index.iterations.loopIdx[row * width + column] ?? NONE;
    if (number === NONE) continue;
    const group = found.get(number) ?? { all: noRuns(), byTask: new Map<number, number[]>() };
    found.set(number, group);
    const task = index.elements.task[index.iterations.element[row] ?? 0] ?? 0;
    const ofTask = group.byTask.get(task) ?? noRuns();
    group.byTask.set(task, ofTask);
    countsOfIteration(index, row).forEach((count, code) => {
      group.all[code] = (group.all[code] ?? 0) + count;
      ofTask[code] = (ofTask[code] ?? 0) + count;
    });
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([iteration, group]) => ({ iteration, ...group }));
}

/** Number of different iterations the elements of a task have: the most any element has. */
export function iterationsOfTask(index: RunIndex, task: number): number {
  const { start, stop } = elementsOfTask(index, task);
  let most = 0;
  for (let row = start; row < stop; row += 1) {
    const iterations = iterationsOfElement(index, row);
    most = Math.max(most, iterations.stop - iterations.start);
  }
  return most;
}

/** Rows of all failed runs (recorded or inferred), in the order of the index. */
export function failedRuns(index: RunIndex): Uint32Array {
  const rows: number[] = [];
  for (let row = 0; row < index.runs.count; row += 1) {
    if (isFailure(statusOfCode(index.runs.status[row] ?? 0))) rows.push(row);
  }
  return Uint32Array.from(rows);
}
