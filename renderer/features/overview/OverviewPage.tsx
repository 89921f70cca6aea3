import { useMemo } from 'react';
import { countsOfWorkflow } from '../../../shared/model/run-index-counts.ts';
import { countOf, type StatusCounts } from '../../../shared/model/status.ts';
import { useFailures } from '../../queries/reasons.ts';
import { useCounts, useNotices, useRunIndex, useStructure } from '../../queries/workflow.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Section } from '../../ui/Layout.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { DiskUse } from './DiskUse.tsx';
import { distinctProblems } from './distinct-problems.ts';
import { Headline } from './Headline.tsx';
import styles from './OverviewPage.module.css';
import { RootCauses } from './RootCauses.tsx';
import { StoreFacts } from './StoreFacts.tsx';
import { TaskTable } from './TaskTable.tsx';
import { WorthALook } from './WorthALook.tsx';

/** Something failed, or was stopped: there are causes to show. */
function hasStopped(counts: StatusCounts | undefined): boolean {
  if (counts === undefined) return false;
  return (['error', 'likely-failed', 'aborted'] as const).some(
    (status) => countOf(counts, status) > 0,
  );
}

/** First page of a workflow: what state it is in, and which of its tasks need a look. */
export default function OverviewPage() {
  const structure = useStructure();
  const counts = useCounts();
  const index = useRunIndex();
  const notices = useNotices();
  const all = useMemo(
    () => counts.data?.all ?? (index.data === undefined ? undefined : countsOfWorkflow(index.data)),
    [counts.data, index.data],
  );
  const causes = useFailures(hasStopped(all));
  if (structure.data === undefined) {
    return (
      <div className={styles.alone}>
        {structure.error === undefined ? (
          <Skeleton rows={8} label="Reading the workflow" />
        ) : (
          <ErrorNote error={structure.error} onRetry={structure.refetch} />
        )}
      </div>
    );
  }
  const { tasks } = structure.data;
  const problems = distinctProblems([...structure.data.problems, ...(counts.data?.problems ?? [])]);
  return (
    <div className={styles.page}>
      <div className={styles.main}>
        <Headline
          structure={structure.data}
          counts={all}
          problemCount={problems.length}
          index={index}
          failures={causes.data}
        />
        {index.data !== undefined && hasStopped(all) && (
          <RootCauses structure={structure.data} index={index.data} failures={causes} />
        )}
        {tasks.length > 0 && (
          <Section
            title="Tasks"
            aside={
              <span className={styles.wide}>Median and slowest are of the longest action</span>
            }
          >
            <TaskTable structure={structure.data} counts={counts.data} index={index.data} />
          </Section>
        )}
      </div>
      <aside className={styles.side} aria-label="About this workflow">
        <WorthALook
          structure={structure.data}
          problems={problems}
          notUnderstood={notices.data?.notUnderstood ?? []}
          index={index.data}
        />
        <StoreFacts structure={structure.data} />
        <DiskUse />
      </aside>
    </div>
  );
}
