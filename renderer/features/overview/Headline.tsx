import type { Structure } from '../../../shared/contract/documents.ts';
import type { Failures } from '../../../shared/contract/reasons.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { countOf, type RunStatus, type StatusCounts } from '../../../shared/model/status.ts';
import type { HostQuery } from '../../queries/use-host-query.ts';
import { useShowRuns } from '../../queries/use-show-runs.ts';
import { useRunIndexProgress } from '../../queries/workflow.ts';
import { Button } from '../../ui/Button.tsx';
import { CountBar } from '../../ui/CountBar.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { PageHeader } from '../../ui/Layout.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import { knockOnWords, reasonWords } from './cause-words.ts';
import styles from './Headline.module.css';
import { headlineOf } from './headline.ts';
import { spanWords } from './span-words.ts';

/** Order of the counts under the bar: from what ended well to what did not. */
const LEGEND: readonly RunStatus[] = [
  'success',
  'complete',
  'error',
  'likely-failed',
  'skipped',
  'aborted',
  'running',
  'submitted',
  'prepared',
  'pending',
  'ended-by-loop',
];

interface HeadlineProps {
  readonly structure: Structure;
  /** Absent until the runs are read. */
  readonly counts: StatusCounts | undefined;
  /** Parts that cannot be read. */
  readonly problemCount: number;
  readonly index: HostQuery<RunIndex>;
  /** Causes, as far as they are found. */
  readonly failures: Failures | undefined;
}

/** The state of the workflow in one sentence, its bar, and its counts as ways into the runs. */
export function Headline({ structure, counts, problemCount, index, failures }: HeadlineProps) {
  const progress = useRunIndexProgress();
  const showRuns = useShowRuns(structure, index.data);
  if (counts === undefined) {
    return (
      <PageHeader title={index.error === undefined ? 'Reading runs' : 'Runs were not read'}>
        {index.error === undefined ? (
          <>
            <ProgressNote progress={progress} phase="Reading runs" onCancel={index.cancel} />
            <Skeleton rows={1} label="Reading runs" />
          </>
        ) : (
          <div className={styles.error}>
            <ErrorNote error={index.error} onRetry={index.refetch} />
          </div>
        )}
      </PageHeader>
    );
  }
  const elementCount = structure.tasks.reduce((sum, task) => sum + task.elementCount, 0);
  const headline = headlineOf(counts, {
    taskCount: structure.tasks.length,
    elementCount,
    problemCount,
  });
  const failed = countOf(counts, 'error') + countOf(counts, 'likely-failed');
  const reasons = failed > 1 && failures !== undefined ? reasonWords(failures.causes) : undefined;
  const knockOn = failures === undefined ? undefined : knockOnWords(failures);
  const present = LEGEND.filter((status) => countOf(counts, status) > 0);
  const span = index.data === undefined ? undefined : spanWords(index.data, Date.now());
  return (
    <PageHeader
      lead={<StatusGlyph status={headline.status} urgent={headline.urgent} size={22} />}
      title={reasons === undefined ? headline.title : `${headline.title}, ${reasons}`}
      subtitle={
        <>
          {headline.detail} {knockOn} {span}
        </>
      }
      actions={
        failed > 0 ? (
          <Button onClick={() => showRuns('failed')}>
            Show failed runs <Kbd keys="F" />
          </Button>
        ) : undefined
      }
    >
      {present.length > 0 && (
        <>
          <CountBar counts={counts} size="tall" label="All runs" />
          <ul className={styles.legend} aria-label="Runs by status">
            {present.map((status) => (
              <li key={status}>
                <button
                  type="button"
                  className={styles.count}
                  title={`${STATUS_WORDS[status].meaning}. Show their elements`}
                  onClick={() => showRuns(status)}
                >
                  <StatusGlyph status={status} isDecorative />
                  <b>{formatCount(countOf(counts, status))}</b>
                  {STATUS_WORDS[status].counted}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </PageHeader>
  );
}
