import type { RunStatus } from '../../shared/model/status.ts';
import { PREPARED, SUBMITTED, type Submittal } from './gen1-status.ts';

/** Why a run was skipped (GEN4 §13.2). Before GEN4 only that it was is stored. */
export const SKIP_REASONS = {
  none: 0,
  upstreamFailure: 1,
  loopTermination: 2,
  conditionNotMet: 3,
} as const;

/** Exit code of a run that a person ended (GEN4 §13.5). */
const ABORTED_CODE = 64;

export interface FlatRunState {
  /** One of {@link SKIP_REASONS}, or one of a later version. */
  readonly skip: number;
  readonly hasStarted: boolean;
  readonly hasEnded: boolean;
  /** `undefined`: none is stored. */
  readonly exitCode: number | undefined;
  /** The action may be ended by a person without failing. */
  readonly isAbortable: boolean;
  readonly submittal: Submittal;
}

/**
 * Status of a run of GEN2 and later (FORMATS §12.2, GEN4 §13.1), first match wins:
 *
 * 1. skipped because its loop had ended: `ended-by-loop`; for another reason: `skipped`.
 * 2. ended with exit code 0: `success`.
 * 3. ended with exit code 64, and its action may be aborted: `aborted`.
 * 4. ended, also without an exit code: `error`.
 * 5. started: `running`.
 * 6. its jobscript was submitted: `submitted`; in a submission: `prepared`; otherwise `pending`.
 *
 * The rule is described for people in docs/status-rules.md.
 */
export function flatRunStatus(state: FlatRunState): RunStatus {
  if (state.skip !== SKIP_REASONS.none) {
    return state.skip === SKIP_REASONS.loopTermination ? 'ended-by-loop' : 'skipped';
  }
  if (state.hasEnded) {
    if (state.exitCode === 0) return 'success';
    return state.exitCode === ABORTED_CODE && state.isAbortable ? 'aborted' : 'error';
  }
  if (state.hasStarted) return 'running';
  if (state.submittal === SUBMITTED) return 'submitted';
  return state.submittal === PREPARED ? 'prepared' : 'pending';
}
