import type { RunIndex } from '../../../shared/model/run-index.ts';
import {
  iterationsOfElement,
  iterationTest,
  type LoopChoice,
  runsOfIteration,
} from '../../../shared/model/run-index-queries.ts';
import { type RunStatus, statusOfCode } from '../../../shared/model/status.ts';

/** Cells that fit a column without pushing the inputs out. */
const MOST_CELLS = 24;

/** Which iterations the run strips of a task show. */
export type StripScope = 'all' | 'final';

/** All iterations where there is room for them, else the final one. */
export function stripScope(mostIterations: number, actionCount: number): StripScope {
  return mostIterations * Math.max(1, actionCount) <= MOST_CELLS ? 'all' : 'final';
}

/** One iteration of a strip. */
export interface StripGroup {
  /** Position among the element's iterations. */
  readonly ordinal: number;
  /** Status of the last attempt of each action; `undefined` where the action does not run. */
  readonly cells: readonly (RunStatus | undefined)[];
}

/** Groups of the run strip of an element row. */
export function stripGroups(
  index: RunIndex,
  elementRow: number,
  actionCount: number,
  scope: StripScope,
  filter: LoopChoice | undefined,
): readonly StripGroup[] {
  const { start, stop } = iterationsOfElement(index, elementRow);
  const isWanted = iterationTest(index, filter);
  const rows: number[] = [];
  for (let iteration = start; iteration < stop; iteration += 1) {
    if (isWanted(iteration)) rows.push(iteration);
  }
  return (scope === 'final' ? rows.slice(-1) : rows).map((iteration) => {
    const cells = new Array<RunStatus | undefined>(actionCount).fill(undefined);
    const runs = runsOfIteration(index, iteration);
    for (let run = runs.start; run < runs.stop; run += 1) {
      const action = index.runs.action[run] ?? 0;
      if (action < actionCount) cells[action] = statusOfCode(index.runs.status[run] ?? 0);
    }
    return { ordinal: index.iterations.ordinal[iteration] ?? 0, cells };
  });
}
