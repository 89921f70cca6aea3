import type { RunDetail } from '../../../shared/contract/documents.ts';
import { schedulerQueries } from '../../../shared/model/scheduler-queries.ts';
import { recordedJob } from '../../queries/recorded-job.ts';
import { useSubmissions } from '../../queries/submissions.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { CommandLines } from '../../ui/CommandLines.tsx';
import { formatTime } from '../../ui/format.ts';
import { type KeyValue, KeyValueList } from '../../ui/KeyValueList.tsx';
import { Section } from '../../ui/Layout.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import { writerWords } from '../../ui/store-words.ts';
import styles from './JobSection.module.css';

interface JobSectionProps {
  readonly run: NonNullable<RunDetail['run']>;
  /** When the files were read. */
  readonly asOfMs: number;
}

/** The job a run was part of, what is known of its state, and how to ask its scheduler. */
export function JobSection({ run, asOfMs }: JobSectionProps) {
  const { workflowId, identity } = usePlace();
  const submissions = useSubmissions(workflowId).data?.submissions;
  const jobscript = submissions
    ?.find(({ index }) => index === run.submission)
    ?.jobscripts.find(({ index }) => index === run.jobscript);
  if (jobscript?.isSubmitted !== true) return null;
  const job = recordedJob(jobscript, run.jobscriptColumn);
  const hasEnded = run.endUs !== undefined;
  // A process that has ended cannot be asked about; a job can.
  const queries = schedulerQueries(hasEnded ? { ...job, processId: undefined } : job);
  const items: KeyValue[] = [
    {
      key: 'scheduler',
      label: 'Scheduler',
      // A null scheduler is none (FORMATS §8.4).
      value: job.scheduler ?? (job.jobId === undefined ? 'none: run directly' : 'none recorded'),
    },
  ];
  if (job.jobId !== undefined) {
    const task = job.arrayIndex === undefined ? '' : `, array task ${job.arrayIndex + 1}`;
    items.push({ key: 'job', label: 'Job', value: <code>{`${job.jobId}${task}`}</code> });
  }
  if (job.processId !== undefined) {
    items.push({ key: 'process', label: 'Process', value: job.processId });
  } else if (job.jobId === undefined && jobscript.notRecorded.includes('process ID')) {
    const value = `not recorded by ${writerWords(identity)}`;
    items.push({ key: 'process', label: 'Process', value });
  }
  items.push({
    key: 'state',
    label: 'State',
    value: (
      <>
        {STATUS_WORDS[run.status].name}, by the files as of {formatTime(asOfMs)}.
        <span className={styles.stale}>
          {' '}
          {hasEnded
            ? 'The scheduler’s own state is not stored.'
            : 'The scheduler’s own state is not stored; it may know more by now.'}
        </span>
      </>
    ),
  });
  const host = jobscript.submitHost ?? jobscript.submitMachine;
  return (
    <Section title="Job" isNarrow>
      <KeyValueList items={items} align="start" />
      {queries.length > 0 && (
        <div className={styles.queries}>
          <CommandLines
            commands={queries.map(({ command, answers }) => ({
              command,
              note: `answers ${answers}${host === undefined ? '' : `; on ${host}`}`,
            }))}
          />
        </div>
      )}
    </Section>
  );
}
