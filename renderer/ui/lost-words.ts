import type { LostEvidence } from '../../shared/model/probably-lost.ts';
import { formatCounted, formatDuration } from './format.ts';

/** What speaks for a run being lost, as the end of a sentence. */
export function lostWords(evidence: LostEvidence, nowUs: number): string {
  if (evidence.kind === 'went-on') {
    const ago = formatDuration(nowUs - evidence.nextStartUs);
    return `its jobscript went on to the next run of the element ${ago} ago, without recording an end.`;
  }
  const { endedCount, longestUs, lastEndUs } = evidence;
  return `${formatCounted(endedCount, 'run')} of the same action took at most ${formatDuration(longestUs)}, and the last ended ${formatDuration(nowUs - lastEndUs)} ago.`;
}
