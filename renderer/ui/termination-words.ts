import type { Termination } from '../../shared/contract/loops.ts';

type Test = Termination['tests'][number];

/** `stage 2`, or with the loops around it `outer 0 · stage 2`. */
export function iterationWords({ loopIdx, iteration }: Test): string {
  if (loopIdx.length === 0) return `iteration ${iteration}`;
  return loopIdx.map(({ loop, iteration: number }) => `${loop} ${number}`).join(' · ');
}

/** What came of the condition in an iteration. */
export function verdictWords({ outcome, isMet, value }: Test): string {
  if (outcome === 'ended') return 'not needed';
  if (outcome === 'failed') return 'failed';
  if (outcome === 'skipped') return 'skipped';
  if (outcome === 'waiting') return 'not yet';
  if (isMet !== undefined) return isMet ? 'met' : 'not met';
  return value === undefined ? 'no value' : 'not understood';
}

/** Why the loop stopped, for one element, in one sentence. */
export function stopWords({ tests }: Termination): string {
  const failed = tests.find(({ outcome }) => outcome === 'failed');
  const met = tests.filter(({ isMet, outcome }) => isMet === true && outcome === 'ran');
  const notNeeded = tests.filter(({ outcome }) => outcome === 'ended').length;
  const [first] = met;
  if (first !== undefined && met.length === 1) {
    const rest =
      notNeeded === 0
        ? 'It was the last one'
        : `The ${notNeeded === 1 ? 'one after it was' : `${notNeeded} after it were`} not needed`;
    return `The value ${first.value} of ${iterationWords(first)} met its condition. ${rest}.`;
  }
  if (met.length > 1) {
    return `Its condition was met ${met.length} times, in ${met.map(iterationWords).join('; ')}.`;
  }
  if (notNeeded > 0) {
    return `It ended early: ${notNeeded} of ${tests.length} iterations were not needed. The value that decided is not stored.`;
  }
  if (failed !== undefined) return `It stopped in ${iterationWords(failed)}: a run failed.`;
  if (tests.some(({ outcome }) => outcome === 'waiting'))
    return 'Its condition has not been met yet.';
  if (tests.some(({ outcome }) => outcome === 'skipped'))
    return 'It stopped: its runs were skipped.';
  return `Its condition was never met: all ${tests.length} iterations were run.`;
}
