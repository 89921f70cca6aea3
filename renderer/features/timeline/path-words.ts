import type { CriticalPath } from '../../../shared/contract/reasons.ts';
import { durationOfRun } from '../../../shared/model/run-durations.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { formatDuration } from '../../ui/format.ts';

type Step = CriticalPath['steps'][number];

/** Shorter waits are what starting a process takes. */
const LEAST_WAIT_US = 1e6;

/** `34 m`, or `2 h wait, 34 m`. */
export function stepWords(index: RunIndex, { row, waitedUs = 0 }: Step): string {
  const ran = formatDuration(durationOfRun(index, row));
  return waitedUs < LEAST_WAIT_US ? ran : `${formatDuration(waitedUs)} wait, ${ran}`;
}

export interface PathSums {
  readonly ranUs: number;
  readonly waitedUs: number;
}

export function pathSums(index: RunIndex, steps: readonly Step[]): PathSums {
  return steps.reduce<PathSums>(
    (sums, { row, waitedUs = 0 }) => ({
      ranUs: sums.ranUs + (durationOfRun(index, row) || 0),
      waitedUs: sums.waitedUs + waitedUs,
    }),
    { ranUs: 0, waitedUs: 0 },
  );
}
