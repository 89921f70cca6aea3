import { NONE, type RunIndex } from './run-index.ts';
import { runsOfIteration } from './run-index-queries.ts';
import { statusOfCode } from './status.ts';

/** Ends of a loop before all its iterations were run. */
export interface LoopEnd {
  /** The last iteration that was run; {@link NONE} where the first was not. */
  readonly after: number;
  /** How often: once per element, and per iteration of the loops around. */
  readonly count: number;
}

/**
 * After which iterations a loop ended early, by its runs that were skipped because it had ended.
 *
 * @param task Position of the task whose elements are counted: the one after which it is looked at.
 */
export function loopEnds(index: RunIndex, loop: string, task: number): readonly LoopEnd[] {
  const column = index.loops.indexOf(loop);
  if (column < 0) return [];
  const width = index.loops.length;
  const { element, loopIdx, count } = index.iterations;
  const firstEnded = new Map<string, number>();
  for (let row = 0; row < count; row += 1) {
    const number = loopIdx[row * width + column] ?? NONE;
    const own = element[row] ?? 0;
    if (number === NONE || index.elements.task[own] !== task || !isEnded(index, row)) continue;
    const around = [...loopIdx.subarray(row * width, (row + 1) * width)];
    around[column] = NONE;
    const key = `${own} ${around.join(' ')}`;
    firstEnded.set(key, Math.min(number, firstEnded.get(key) ?? number));
  }
  const counts = new Map<number, number>();
  for (const first of firstEnded.values()) {
    counts.set(first - 1, (counts.get(first - 1) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([after, times]) => ({ after, count: times }));
}

function isEnded(index: RunIndex, iteration: number): boolean {
  const { start, stop } = runsOfIteration(index, iteration);
  for (let row = start; row < stop; row += 1) {
    if (statusOfCode(index.runs.status[row] ?? 0) === 'ended-by-loop') return true;
  }
  return false;
}
