import {
  countOf,
  type GroupStatus,
  groupStatus,
  mostUrgent,
  type RunStatus,
  type StatusCounts,
  totalOf,
} from '../../../shared/model/status.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';

/** The state of a workflow in one sentence, the most urgent thing first. */
export interface Headline {
  readonly status: GroupStatus;
  /** Colours the filled half of a mixed glyph. */
  readonly urgent?: RunStatus | undefined;
  readonly title: string;
  /** What it means, in a sentence or two. */
  readonly detail: string;
}

interface Sizes {
  readonly taskCount: number;
  readonly elementCount: number;
  /** Parts of the workflow that cannot be read; counts may lack runs then. */
  readonly problemCount?: number | undefined;
}

const NO_OUTCOME = 'This workflow’s format does not store exit codes.';

const runsAre = (count: number, one: string, many: string): string =>
  `${formatCounted(count, 'run')} ${count === 1 ? one : many}`;

function failureTitle(failed: number, likely: number): string {
  if (likely === 0) return `${formatCounted(failed, 'run')} failed`;
  if (failed === 0) return `${formatCounted(likely, 'run')} likely failed`;
  return `${formatCounted(failed, 'run')} failed, ${formatCount(likely)} more likely failed`;
}

/** What is still to come, where something is. */
function outlook(counts: StatusCounts): string {
  const running = countOf(counts, 'running');
  const waiting =
    countOf(counts, 'pending') + countOf(counts, 'prepared') + countOf(counts, 'submitted');
  if (running > 0) return 'Still running.';
  return waiting > 0 ? `${runsAre(waiting, 'has', 'have')} not started.` : '';
}

/** Title and detail of counts without failures, by the most urgent status in them. */
function calmWords(urgent: RunStatus, counts: StatusCounts): readonly [string, string] {
  const total = totalOf(counts);
  const count = countOf(counts, urgent);
  const waiting =
    countOf(counts, 'pending') + countOf(counts, 'prepared') + countOf(counts, 'submitted');
  const ended = total - waiting - countOf(counts, 'running');
  const progress =
    ended > 0 ? `${formatCount(ended)} of ${formatCounted(total, 'run')} ended.` : '';
  switch (urgent) {
    case 'aborted':
      return [runsAre(count, 'was aborted', 'were aborted'), outlook(counts)];
    case 'skipped':
      return [runsAre(count, 'was skipped', 'were skipped'), outlook(counts)];
    case 'running':
      return [
        runsAre(count, 'is running', 'are running'),
        waiting > 0 ? `${progress} ${formatCount(waiting)} not started.`.trim() : progress,
      ];
    case 'submitted':
      return [runsAre(count, 'waits to start', 'wait to start'), progress];
    case 'prepared':
      return [
        runsAre(count, 'prepared, not submitted', 'prepared, not submitted'),
        progress === '' ? 'They are in a submission that has not been submitted yet.' : progress,
      ];
    case 'pending':
      return count === total
        ? ['No run has been submitted', `${formatCounted(total, 'run')} in no submission yet.`]
        : [runsAre(count, 'is not submitted', 'are not submitted'), progress];
    case 'complete':
      return [
        `${formatCounted(count, 'run')} complete, outcome unknown`,
        `${NO_OUTCOME} No run has left an output unset, so none looks failed.`,
      ];
    case 'ended-by-loop':
      return [
        runsAre(count, 'ended by loop', 'ended by loop'),
        'Not a failure: nothing was left to do.',
      ];
    default: {
      const byLoop = countOf(counts, 'ended-by-loop');
      const rest = byLoop > 0 ? ` ${formatCount(byLoop)} ended by loop.` : '';
      const succeeded = countOf(counts, 'success');
      return ['No run failed', `${runsAre(succeeded, 'ended', 'ended')} with exit code 0.${rest}`];
    }
  }
}

/** `counts` of all runs of the workflow. */
export function headlineOf(counts: StatusCounts, sizes: Sizes): Headline {
  const headline = headlineOfReadable(counts, sizes);
  const { problemCount = 0 } = sizes;
  if (problemCount === 0) return headline;
  const parts = `${formatCounted(problemCount, 'part')} of the workflow cannot be read`;
  if (mostUrgent(counts) === undefined) {
    return { status: 'pending', title: 'No runs can be read', detail: `${parts}.` };
  }
  return {
    ...headline,
    detail: `${headline.detail} ${parts}, so counts may be off.`.trim(),
  };
}

function headlineOfReadable(counts: StatusCounts, { taskCount, elementCount }: Sizes): Headline {
  if (taskCount === 0) {
    return {
      status: 'pending',
      title: 'No tasks yet',
      detail: 'This workflow was made from a template without tasks, so nothing can have run.',
    };
  }
  const status = groupStatus(counts);
  const urgent = mostUrgent(counts);
  if (status === undefined || urgent === undefined) {
    return {
      status: 'pending',
      title: 'No runs yet',
      detail:
        elementCount === 0
          ? 'The tasks have no elements.'
          : `${formatCounted(elementCount, 'element')}, whose runs hpcflow has not initialised.`,
    };
  }
  const failed = countOf(counts, 'error');
  const likely = countOf(counts, 'likely-failed');
  if (failed + likely > 0) {
    const inference =
      likely === 0 || failed > 0
        ? ''
        : `${likely === 1 ? 'It' : 'They'} ended, but an output was never set. ${NO_OUTCOME}`;
    const detail = `${inference} ${outlook(counts)}`.trim();
    return { status, urgent, title: failureTitle(failed, likely), detail };
  }
  // Green may only be shown where every run has ended well (groupStatus sees to that).
  const [title, detail] = calmWords(urgent, counts);
  return { status, urgent, title, detail };
}
