import type { RunIndex } from '../../../shared/model/run-index.ts';
import { iterationsOfElement, runsOfIteration } from '../../../shared/model/run-index-queries.ts';

/** A line below an element: one of its iterations, or a run of the iteration above. */
export type SubRow =
  | { readonly kind: 'iteration'; readonly iteration: number }
  | { readonly kind: 'run'; readonly iteration: number; readonly run: number };

/** Lines below an element row, iterations oldest first, each followed by its runs. */
export function subRowsOf(index: RunIndex, elementRow: number): readonly SubRow[] {
  const iterations = iterationsOfElement(index, elementRow);
  const lines: SubRow[] = [];
  for (let iteration = iterations.start; iteration < iterations.stop; iteration += 1) {
    lines.push({ kind: 'iteration', iteration });
    const runs = runsOfIteration(index, iteration);
    for (let run = runs.start; run < runs.stop; run += 1) {
      lines.push({ kind: 'run', iteration, run });
    }
  }
  return lines;
}

/** How many lines {@link subRowsOf} gives, without making them. */
export function subRowCount(index: RunIndex, elementRow: number): number {
  const { start, stop } = iterationsOfElement(index, elementRow);
  const { runStart } = index.iterations;
  return stop - start + (runStart[stop] ?? 0) - (runStart[start] ?? 0);
}
