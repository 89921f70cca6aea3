import { useCallback } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import type { Submission } from '../../../shared/contract/submissions.ts';
import { useSubmissions } from '../../queries/submissions.ts';
import { useFullAddress } from '../../queries/use-full-address.ts';
import { useStructure } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Column, Section } from '../../ui/Layout.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import { JobscriptDetail } from './JobscriptDetail.tsx';
import { JobscriptGraph } from './JobscriptGraph.tsx';
import { JobscriptTable } from './JobscriptTable.tsx';
import styles from './SubmissionsPage.module.css';
import { SubmissionToolbar } from './SubmissionToolbar.tsx';

/** What was handed to the scheduler: submissions, their jobscripts, what waits for what. */
export default function SubmissionsPage() {
  const { workflowId, address } = usePlace();
  const list = useSubmissions(workflowId);
  const structure = useStructure();
  const error = list.error ?? structure.error;
  if (list.data === undefined || structure.data === undefined) {
    return (
      <Section>
        {error === undefined ? (
          <Skeleton rows={10} label="Reading submissions" />
        ) : (
          <ErrorNote error={error} onRetry={list.error ? list.refetch : structure.refetch} />
        )}
      </Section>
    );
  }
  const { submissions } = list.data;
  if (submissions.length === 0) {
    return (
      <Empty title="No submission">
        Nothing of this workflow was prepared for a scheduler, or run, yet.
      </Empty>
    );
  }
  const asked = address.submission ?? submissions.at(-1)?.index;
  const submission = submissions.find(({ index }) => index === asked);
  return (
    <Column>
      <SubmissionToolbar submissions={submissions} shown={submission} />
      {submission === undefined ? (
        <Empty title="Nothing to show">There is no submission {asked}.</Empty>
      ) : (
        <SubmissionPanes
          key={submission.index}
          submission={submission}
          tasks={structure.data.tasks}
        />
      )}
    </Column>
  );
}

interface SubmissionPanesProps {
  readonly submission: Submission;
  readonly tasks: readonly Task[];
}

function SubmissionPanes({ submission, tasks }: SubmissionPanesProps) {
  const { address, go } = usePlace();
  const { jobscripts, index } = submission;
  const selected = address.jobscript ?? jobscripts[0]?.index;
  const jobscript = jobscripts.find((one) => one.index === selected);
  useFullAddress({
    submission: index,
    ...(selected === undefined ? {} : { jobscript: selected }),
  });
  const select = useCallback(
    (next: number) => go({ view: 'submissions', submission: index, jobscript: next }),
    [go, index],
  );
  if (jobscripts.length === 0) {
    return <Empty title="No jobscripts">This submission has none: there was nothing to run.</Empty>;
  }
  return (
    <div className={styles.panes}>
      <Splitter
        id="submissions"
        side="end"
        sizePx={412}
        minPx={320}
        maxPx={640}
        label="Width of the jobscript"
        start={
          <div className={styles.main}>
            <JobscriptGraph
              jobscripts={jobscripts}
              tasks={tasks}
              selected={selected}
              onSelect={select}
            />
            <JobscriptTable
              jobscripts={jobscripts}
              tasks={tasks}
              selected={selected}
              onSelect={select}
            />
          </div>
        }
        end={
          jobscript === undefined ? (
            <Empty title="Nothing to show">There is no jobscript {selected}.</Empty>
          ) : (
            <JobscriptDetail
              key={jobscript.index}
              submission={submission}
              jobscript={jobscript}
              tasks={tasks}
            />
          )
        }
      />
    </div>
  );
}
