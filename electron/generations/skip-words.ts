import { SKIP_REASONS } from './flat-status.ts';

/** Why a run was skipped, for people. */
export function skipWords(reason: number): string | undefined {
  switch (reason) {
    case SKIP_REASONS.none:
      return undefined;
    case SKIP_REASONS.upstreamFailure:
      return 'a run that it depends on failed';
    case SKIP_REASONS.loopTermination:
      return 'its loop had ended';
    case SKIP_REASONS.conditionNotMet:
      return 'the condition of its task was not met';
    default:
      return `reason ${reason}, which is not known`;
  }
}

/** What is shown where only "skipped" is stored and the reason is inferred (GEN2, GEN3). */
export function inferredSkip(reason: number): { skipReason: string; inference: string } {
  const isLoop = reason === SKIP_REASONS.loopTermination;
  return {
    skipReason: isLoop ? 'its loop had likely ended' : 'likely because of a failed run before it',
    inference: isLoop
      ? 'The run was skipped, no run that it depends on failed, and it is part of a loop; so the ' +
        'loop had probably ended before. This version of hpcflow does not record why.'
      : 'The run was skipped, which happens to runs that depend on a failed one. This version of ' +
        'hpcflow does not record why.',
  };
}
