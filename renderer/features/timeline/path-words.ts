import type { CriticalPath } from '../../../shared/contract/flow.ts';
import { formatDuration } from '../../ui/format.ts';

type Step = CriticalPath['runs'][number];

/** Shorter waits are what starting a process takes. */
const LEAST_WAIT_US = 1e6;

/** `34 m`, or `2 h wait, 34 m`. */
export function stepWords({ durationUs, waitUs }: Step): string {
  const ran = formatDuration(durationUs);
  return waitUs < LEAST_WAIT_US ? ran : `${formatDuration(waitUs)} wait, ${ran}`;
}

export interface PathSums {
  readonly ranUs: number;
  readonly waitedUs: number;
}

export function pathSums(steps: readonly Step[]): PathSums {
  return steps.reduce<PathSums>(
    ({ ranUs, waitedUs }, { durationUs, waitUs }) => ({
      ranUs: ranUs + (Number.isNaN(durationUs) ? 0 : durationUs),
      waitedUs: waitedUs + waitUs,
    }),
    { ranUs: 0, waitedUs: 0 },
  );
}
