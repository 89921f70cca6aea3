import { ChevronDown } from 'lucide-react';
import type { Submission } from '../../../shared/contract/submissions.ts';
import { noRuns, type StatusCounts } from '../../../shared/model/status.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Chip } from '../../ui/Chip.tsx';
import { formatTimeUs } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { CountsGlyph } from '../../ui/StatusGlyph.tsx';
import { writerWords } from '../../ui/store-words.ts';
import styles from './SubmissionToolbar.module.css';
import { attemptsText, firstSubmitUs, submissionStatusText } from './submission-words.ts';

/** More do not fit as segments: a menu then. */
const MOST_SEGMENTS = 5;

interface SubmissionToolbarProps {
  readonly submissions: readonly Submission[];
  readonly shown: Submission | undefined;
}

/** Which submission is shown, and its state in words. */
export function SubmissionToolbar({ submissions, shown }: SubmissionToolbarProps) {
  const { go, identity } = usePlace();
  const show = (index: number): void => go({ view: 'submissions', submission: index });
  const submitUs = shown === undefined ? undefined : firstSubmitUs(shown);
  const parts = shown === undefined ? undefined : attemptsText(shown, writerWords(identity));
  return (
    <Toolbar>
      {submissions.length <= MOST_SEGMENTS ? (
        <Segments
          label="Submission"
          value={String(shown?.index ?? '')}
          onChange={(value) => show(Number(value))}
          options={submissions.map((submission) => ({
            value: String(submission.index),
            label: <SubmissionName submission={submission} />,
          }))}
        />
      ) : (
        <Menu
          label="Submissions"
          trigger={
            <Chip>
              Submission {shown?.index}
              <Icon of={ChevronDown} size={12} />
            </Chip>
          }
          items={submissions.map((submission) => ({
            id: String(submission.index),
            label: <SubmissionName submission={submission} />,
            isCurrent: submission === shown,
            onChoose: () => show(submission.index),
          }))}
        />
      )}
      {shown !== undefined && (
        <span className={styles.state}>
          {submissionStatusText(shown)}
          {submitUs !== undefined && `, ${formatTimeUs(submitUs)}`}
        </span>
      )}
      {parts !== undefined && <span className={styles.quiet}>{parts}</span>}
      <Spacer />
      <span className={styles.quiet}>Scheduler state: not recorded</span>
    </Toolbar>
  );
}

function SubmissionName({ submission }: { readonly submission: Submission }) {
  return (
    <span className={styles.name}>
      Submission {submission.index} <CountsGlyph counts={countsOf(submission)} />
    </span>
  );
}

function countsOf({ jobscripts }: Submission): StatusCounts {
  const sum = noRuns();
  for (const { counts } of jobscripts) {
    counts.forEach((count, code) => {
      sum[code] = (sum[code] ?? 0) + count;
    });
  }
  return sum;
}
