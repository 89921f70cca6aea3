import type { StatusFilter } from '../../shared/model/element-summaries.ts';
import { type GroupStatus, RUN_STATUSES, type StatusCounts } from '../../shared/model/status.ts';
import { formatCount } from './format.ts';

interface StatusWords {
  /** One letter, for exports and small cells; hpcflow's own where it has one. */
  readonly letter: string;
  readonly name: string;
  /** Fits a badge. */
  readonly shortName: string;
  /** After a number: `3 failed`. */
  readonly counted: string;
  /** What it means, in words. */
  readonly meaning: string;
}

/** The words of the twelve statuses. */
export const STATUS_WORDS: Readonly<Record<GroupStatus, StatusWords>> = {
  pending: {
    letter: 'P',
    name: 'Pending',
    shortName: 'Pending',
    counted: 'pending',
    meaning: 'Not in any submission',
  },
  prepared: {
    letter: 'Y',
    name: 'Prepared',
    shortName: 'Prepared',
    counted: 'prepared',
    meaning: 'In a submission that is not submitted',
  },
  submitted: {
    letter: 'Q',
    name: 'Submitted',
    shortName: 'Submitted',
    counted: 'submitted',
    meaning: 'Submitted, not started',
  },
  running: {
    letter: 'R',
    name: 'Running',
    shortName: 'Running',
    counted: 'running',
    meaning: 'Started, not ended',
  },
  complete: {
    letter: 'C',
    name: 'Complete, outcome unknown',
    shortName: 'Complete',
    counted: 'complete, outcome unknown',
    meaning: 'Ended; this format stores no outcome',
  },
  success: {
    letter: 'K',
    name: 'Success',
    shortName: 'Success',
    counted: 'succeeded',
    meaning: 'Ended with exit code 0',
  },
  'likely-failed': {
    letter: 'F',
    name: 'Likely failed',
    shortName: 'Likely failed',
    counted: 'likely failed',
    meaning: 'Ended; an output it should have set is unset',
  },
  error: {
    letter: 'E',
    name: 'Error',
    shortName: 'Error',
    counted: 'failed',
    meaning: 'Ended with another exit code',
  },
  skipped: {
    letter: 'S',
    name: 'Skipped',
    shortName: 'Skipped',
    counted: 'skipped: upstream failed',
    meaning: 'An upstream run failed',
  },
  'ended-by-loop': {
    letter: 'L',
    name: 'Ended by loop',
    shortName: 'Ended by loop',
    counted: 'ended by loop',
    meaning: 'The loop had ended, or a task condition was not met',
  },
  aborted: {
    letter: 'A',
    name: 'Aborted',
    shortName: 'Aborted',
    counted: 'aborted',
    meaning: 'Stopped by the user, exit code 64',
  },
  mixed: {
    letter: 'M',
    name: 'Mixed',
    shortName: 'Mixed',
    counted: 'mixed',
    meaning: 'A group whose runs differ; the filled half shows the most urgent',
  },
};

/** Counts as a sentence part: `12 succeeded, 3 failed`; `no runs` for an empty group. */
export function describeCounts(counts: StatusCounts): string {
  const parts = RUN_STATUSES.flatMap((status, code) => {
    const count = counts[code] ?? 0;
    return count > 0 ? [`${formatCount(count)} ${STATUS_WORDS[status].counted}`] : [];
  });
  return parts.length > 0 ? parts.join(', ') : 'no runs';
}

/** What a filter lets through, in words: `failed or running`. */
export const filterWords = (filters: readonly StatusFilter[]): string =>
  filters
    .map((filter) => (filter === 'failed' ? 'failed' : STATUS_WORDS[filter].counted))
    .join(' or ');
