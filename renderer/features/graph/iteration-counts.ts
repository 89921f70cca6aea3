import { NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import {
  iterationTest,
  type LoopFilter,
  runsOfIteration,
} from '../../../shared/model/run-index-queries.ts';
import { noRuns, type StatusCounts } from '../../../shared/model/status.ts';

/** Counts of each iteration of a loop, of those that are in the given iterations of other loops. */
export function iterationCounts(
  index: RunIndex,
  loop: string,
  others: readonly LoopFilter[],
): ReadonlyMap<number, StatusCounts> {
  const column = index.loops.indexOf(loop);
  const found = new Map<number, number[]>();
  if (column < 0) return found;
  const isWanted = iterationTest(index, others);
  const { count, loopIdx } = index.iterations;
  const width = index.loops.length;
  for (let row = 0; row < count; row += 1) {
    const number = loopIdx[row * width + column] ?? NONE;
    if (number === NONE || !isWanted(row)) continue;
    const counts = found.get(number) ?? noRuns();
    found.set(number, counts);
    const { start, stop } = runsOfIteration(index, row);
    for (let run = start; run < stop; run += 1) {
      const code = index.runs.status[run] ?? 0;
      counts[code] = (counts[code] ?? 0) + 1;
    }
  }
  return found;
}
