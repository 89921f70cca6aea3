import type { RunStatus } from '../../shared/model/status.ts';

/** Where a run stands with its submission. */
export const UNSUBMITTED = 0;
/** Part of a submission, its jobscript not submitted yet. */
export const PREPARED = 1;
/** Part of a submission, its jobscript submitted. */
export const SUBMITTED = 2;
export type Submittal = typeof UNSUBMITTED | typeof PREPARED | typeof SUBMITTED;

/**
 * Status of a GEN1 run (FORMATS §12.1), first match wins:
 *
 * 1. ended, and an `outputs.*` of its own data index was never set: `likely-failed`. GEN1 records
 *    neither exit code nor success (T15), so this is an inference: the command produced no value.
 * 2. ended: `complete`, which covers success and failure; never `success`.
 * 3. started: `running`.
 * 4. its jobscript was submitted: `submitted`.
 * 5. in a submission: `prepared`.
 * 6. otherwise: `pending`.
 *
 * The rule is described for people in docs/status-rules.md.
 */
export function gen1RunStatus(
  hasStarted: boolean,
  hasEnded: boolean,
  submittal: Submittal,
  hasUnsetOutput: boolean,
): RunStatus {
  if (hasEnded) return hasUnsetOutput ? 'likely-failed' : 'complete';
  if (hasStarted) return 'running';
  if (submittal === SUBMITTED) return 'submitted';
  if (submittal === PREPARED) return 'prepared';
  return 'pending';
}
