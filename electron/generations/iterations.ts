import type { ElementRecord, IterationRecord } from '../persistence/records.ts';

/**
 * Iterations of an element without repeats, oldest first. A GEN1 Zarr store may list one several
 * times, such as `[0, 1, 1, 1, 2, 1, 2]` for three (FORMATS T3): the first place counts.
 */
export function distinctIterations(
  iterations: ElementRecord['iterations'],
): readonly IterationRecord[] {
  if (iterations.length < 2) return iterations;
  const seen = new Set<number>();
  for (const iteration of iterations) seen.add(iteration.index);
  if (seen.size === iterations.length) return iterations;
  seen.clear();
  return iterations.filter(({ index }) => {
    if (seen.has(index)) return false;
    seen.add(index);
    return true;
  });
}
