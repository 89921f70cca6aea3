import type { RunIndex } from '../../../shared/model/run-index.ts';
import type { LineageIndex } from './lineage-index.ts';
import { forEachReference } from './lineage-walks.ts';
import type { RunValues } from './separators.ts';

/** Candidates whose values are compared; the others share fewer parameters. */
const MOST_COMPARED = 40;

/** Parameters a run reads as inputs, files or resources. */
function takenBy(lineage: LineageIndex, row: number): ReadonlySet<number> {
  const taken = new Set<number>();
  forEachReference(lineage, row, (parameter, _path, isWrite) => {
    if (!isWrite) taken.add(parameter);
  });
  return taken;
}

/** How many of the parameters a run reads too: asked of every candidate, so nothing is made. */
function sharedCount(lineage: LineageIndex, row: number, taken: ReadonlySet<number>): number {
  let count = 0;
  const stop = lineage.referenceStart[row + 1] ?? 0;
  for (let at = lineage.referenceStart[row] ?? 0; at < stop; at += 1) {
    if (lineage.isWrite[at] === 0 && taken.has(lineage.parameter[at] ?? 0)) count += 1;
  }
  return count;
}

/**
 * Successful runs most like a run: those that share the most parameters with it, then those of the
 * same iteration, then the nearest elements.
 *
 * @param candidates Run rows of the same task and action that ended well.
 */
export function likeliest(
  index: RunIndex,
  lineage: LineageIndex,
  row: number,
  candidates: readonly number[],
): readonly number[] {
  const own = takenBy(lineage, row);
  const iteration = index.runs.iteration[row] ?? 0;
  const element = index.iterations.element[iteration] ?? 0;
  const ordinal = index.iterations.ordinal[iteration] ?? 0;
  return candidates
    .filter((candidate) => candidate !== row)
    .map((candidate) => {
      const at = index.runs.iteration[candidate] ?? 0;
      return {
        candidate,
        shared: sharedCount(lineage, candidate, own),
        iterations: Math.abs((index.iterations.ordinal[at] ?? 0) - ordinal),
        elements: Math.abs((index.iterations.element[at] ?? 0) - element),
      };
    })
    .sort((a, b) => b.shared - a.shared || a.iterations - b.iterations || a.elements - b.elements)
    .slice(0, MOST_COMPARED)
    .map(({ candidate }) => candidate);
}

/** How many paths of two runs have different values. */
export function differenceCount(a: RunValues, b: RunValues): number {
  let count = 0;
  for (const [path, text] of a) if (b.get(path) !== text) count += 1;
  for (const path of b.keys()) if (!a.has(path)) count += 1;
  return count;
}
