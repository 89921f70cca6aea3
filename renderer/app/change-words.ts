import { countOf, type RunStatus, type StatusCounts } from '../../shared/model/status.ts';
import type { ReadingStep } from '../queries/live-state.ts';
import { formatCount, formatCounted } from '../ui/format.ts';

const FAILED: readonly RunStatus[] = ['error', 'likely-failed'];
const SUCCEEDED: readonly RunStatus[] = ['success', 'complete'];

/** Ends that are told together, the worst first; what only began comes last. */
export const CHANGE_GROUPS: readonly {
  readonly statuses: readonly RunStatus[];
  readonly words: string;
}[] = [
  { statuses: FAILED, words: 'failed' },
  { statuses: ['aborted'], words: 'aborted' },
  { statuses: ['skipped'], words: 'skipped' },
  { statuses: SUCCEEDED, words: 'succeeded' },
  { statuses: ['ended-by-loop'], words: 'ended by their loop' },
  { statuses: ['running'], words: 'started' },
  { statuses: ['prepared', 'submitted'], words: 'submitted' },
  { statuses: ['pending'], words: 'new' },
];

function sumOf(counts: StatusCounts, statuses: readonly RunStatus[]): number {
  return statuses.reduce((sum, status) => sum + countOf(counts, status), 0);
}

/** `3 more succeeded, 1 failed`: what has become of runs; empty where nothing has. */
export function changeWords(counts: StatusCounts): string {
  const parts = CHANGE_GROUPS.map(({ statuses, words }) => ({
    words,
    count: sumOf(counts, statuses),
  })).filter(({ count }) => count > 0);
  // What went well first, as people say it.
  const [first, ...rest] = [...parts].sort(
    (a, b) => Number(b.words === 'succeeded') - Number(a.words === 'succeeded'),
  );
  if (first === undefined) return '';
  const more = first.words === 'succeeded' ? ' more' : '';
  return [
    `${formatCount(first.count)}${more} ${first.words}`,
    ...rest.map(({ count, words }) => `${formatCount(count)} ${words}`),
  ].join(', ');
}

/** `3 runs failed in simulate`. */
export function placeWords(count: number, words: string, task: string): string {
  return `${formatCounted(count, 'run')} ${words} in ${task}`;
}

/** `1 more failed, 12 in all`, or that everything has ended; absent where nobody need be called. */
export function notificationWords({ changes, hasEnded, counts }: ReadingStep): string | undefined {
  const failed = sumOf(changes.counts, FAILED);
  if (!hasEnded && failed === 0) return undefined;
  const failedInAll = sumOf(counts, FAILED);
  if (hasEnded) {
    const ends = failedInAll === 0 ? 'none failed' : `${formatCount(failedInAll)} failed`;
    return `All runs have ended: ${ends}, ${formatCount(sumOf(counts, SUCCEEDED))} succeeded.`;
  }
  const inAll = failedInAll > failed ? `, ${formatCount(failedInAll)} in all` : '';
  return `${formatCounted(failed, 'run')} failed${inAll}.`;
}
