import type { Task } from '../../../shared/contract/documents.ts';
import type { Jobscript, Submission } from '../../../shared/contract/submissions.ts';
import { schedulerQueries } from '../../../shared/model/scheduler-queries.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { recordedJob } from '../../queries/recorded-job.ts';
import { useRunIndex } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { CommandLines } from '../../ui/CommandLines.tsx';
import { formatCount, formatCounted, formatDuration, formatTimeUs } from '../../ui/format.ts';
import { type KeyValue, KeyValueList } from '../../ui/KeyValueList.tsx';
import { Section } from '../../ui/Layout.tsx';
import { Note } from '../../ui/Note.tsx';
import { CountsGlyph } from '../../ui/StatusGlyph.tsx';
import { writerWords } from '../../ui/store-words.ts';
import styles from './JobscriptDetail.module.css';
import { JobscriptRuns } from './JobscriptRuns.tsx';
import { firstStartUs } from './jobscript-runs.ts';
import {
  dependencyText,
  loopText,
  noJobWords,
  parallelText,
  taskName,
} from './submission-words.ts';

interface JobscriptDetailProps {
  readonly submission: Submission;
  readonly jobscript: Jobscript;
  readonly tasks: readonly Task[];
}

/** One jobscript: what it runs, when and where it was submitted, what it waits for, its runs. */
export function JobscriptDetail({ submission, jobscript, tasks }: JobscriptDetailProps) {
  const { identity } = usePlace();
  const { index, elementCount, schedulerJobId } = jobscript;
  const dependencyCount = jobscript.dependencies.length;
  return (
    <aside className={styles.detail} aria-label={`Jobscript ${index}`}>
      <header className={styles.head}>
        <CountsGlyph counts={jobscript.counts} size={16} />
        <h2 className={styles.title}>Jobscript {index}</h2>
        <span className={styles.quiet}>{formatCounted(elementCount, 'element')}</span>
        {schedulerJobId !== undefined && <code className={styles.job}>{schedulerJobId}</code>}
      </header>
      <Section isNarrow>
        <KeyValueList
          align="start"
          items={mainFacts(submission, jobscript, tasks, writerWords(identity))}
        />
        <NotRecorded names={jobscript.notRecorded} />
        <SubmittedLate submission={submission} jobscript={jobscript} />
      </Section>
      <JobscriptRuns submission={submission.index} jobscript={jobscript} tasks={tasks} />
      <Section
        title="Depends on"
        aside={dependencyCount === 0 ? undefined : formatCount(dependencyCount)}
        isNarrow
      >
        <Dependencies submission={submission} jobscript={jobscript} />
      </Section>
      <SchedulerQueries jobscript={jobscript} />
      <Facts title="Resources" none="None recorded." facts={jobscript.resources} />
      <Facts
        title="Versions"
        none={jobscript.isSubmitted ? 'None recorded.' : 'Recorded when submitted.'}
        facts={jobscript.versionInfo}
      />
    </aside>
  );
}

/** How to ask the scheduler about the whole job; about one run the inspector says it. */
function SchedulerQueries({ jobscript }: { readonly jobscript: Jobscript }) {
  const queries = jobscript.isSubmitted ? schedulerQueries(recordedJob(jobscript)) : [];
  if (queries.length === 0) return null;
  return (
    <Section title="Ask its scheduler" isNarrow>
      <CommandLines
        commands={queries.map(({ command, answers }) => ({ command, note: `answers ${answers}` }))}
      />
    </Section>
  );
}

function mainFacts(
  submission: Submission,
  jobscript: Jobscript,
  tasks: readonly Task[],
  writer: string,
): KeyValue[] {
  const parallel = submission.jobscripts.length > 1 ? parallelText(submission) : undefined;
  const { submitUs, isSubmitted, schedulerJobId, actionCount, runCount } = jobscript;
  return [
    {
      key: 'tasks',
      label: 'Tasks',
      value: (
        <ul>
          {jobscript.tasks.map(({ insertId, loopIdx }) => {
            const loops = loopText(loopIdx);
            return (
              <li key={`${insertId} ${loops}`}>
                <PlaceLink to={{ view: 'runs', task: insertId }}>
                  {taskName(tasks, insertId)}
                </PlaceLink>
                {loops !== '' && <span className={styles.quiet}> {loops}</span>}
              </li>
            );
          })}
        </ul>
      ),
    },
    {
      key: 'submitted',
      label: 'Submitted',
      value:
        submitUs !== undefined
          ? formatTimeUs(submitUs)
          : isSubmitted
            ? `not recorded by ${writer}`
            : 'not submitted',
    },
    { key: 'job', label: 'Job ID', value: schedulerJobId ?? noJobWords(jobscript) },
    ...submitFacts(jobscript),
    ...(parallel === undefined ? [] : [{ key: 'parallel', label: 'Parallel', value: parallel }]),
    {
      key: 'grid',
      label: 'Runs',
      value:
        (jobscript.blocks?.length ?? 1) > 1
          ? formatCount(runCount)
          : `${formatCount(runCount)} in ${formatCounted(actionCount, 'action')} × ${formatCounted(jobscript.elementCount, 'element')}`,
    },
  ];
}

/** Where, how and as what it was submitted, as far as its version records it. */
function submitFacts(jobscript: Jobscript): KeyValue[] {
  const { submitHost, submitMachine, submitCommand, processId, isArray, blocks } = jobscript;
  const facts: KeyValue[] = [];
  if (processId !== undefined) facts.push({ key: 'process', label: 'Process', value: processId });
  if (submitHost !== undefined || submitMachine !== undefined) {
    const isOther = submitMachine !== undefined && submitMachine !== submitHost;
    facts.push({
      key: 'host',
      label: 'From host',
      value: (
        <>
          <code>{submitHost ?? submitMachine}</code>
          {isOther && submitHost !== undefined && (
            <span className={styles.quiet}> of {submitMachine}</span>
          )}
        </>
      ),
    });
  }
  if (submitCommand !== undefined) {
    facts.push({ key: 'command', label: 'By', value: <code>{submitCommand.join(' ')}</code> });
  }
  if (isArray === true) {
    facts.push({ key: 'array', label: 'Job array', value: 'one job per element' });
  }
  if (blocks !== undefined && blocks.length > 1) {
    const sizes = blocks.map((block) => `${block.actionCount} × ${block.elementCount}`).join(', ');
    facts.push({
      key: 'blocks',
      label: 'Blocks',
      value: `${blocks.length}, one after the other: ${sizes}`,
    });
  }
  return facts;
}

/** `Not recorded by hpcFlow 0.2.0a40: process ID.` */
function NotRecorded({ names }: { readonly names: readonly string[] }) {
  const { identity } = usePlace();
  if (names.length === 0) return null;
  return (
    <p className={styles.quiet}>
      Not recorded by {writerWords(identity)}: {names.join(', ')}.
    </p>
  );
}

/**
 * Run directly, hpcflow notes the submit time only when the runs have ended (FORMATS §15, T14). Said
 * where it shows, or the times look like a mistake of ours.
 */
function SubmittedLate({
  submission,
  jobscript,
}: {
  readonly submission: Submission;
  readonly jobscript: Jobscript;
}) {
  const index = useRunIndex();
  const { submitUs } = jobscript;
  if (index.data === undefined || submitUs === undefined) return null;
  const startUs = firstStartUs(index.data, submission.index, jobscript.index);
  if (startUs === undefined || startUs >= submitUs) return null;
  return (
    <div className={styles.note}>
      <Note
        title={`Its submit time is ${formatDuration(submitUs - startUs)} after its first run started.`}
      >
        It ran directly, without a scheduler: hpcflow writes the submit time when the runs have
        ended.
      </Note>
    </div>
  );
}

function Dependencies({
  submission,
  jobscript,
}: {
  readonly submission: Submission;
  readonly jobscript: Jobscript;
}) {
  if (jobscript.dependencies.length === 0) {
    return <p className={styles.quiet}>Nothing: it can start at once.</p>;
  }
  return (
    <ul className={styles.list}>
      {jobscript.dependencies.map((dependency) => (
        <li key={`${dependency.jobscript} ${dependency.block ?? ''}`}>
          <PlaceLink
            to={{
              view: 'submissions',
              submission: submission.index,
              jobscript: dependency.jobscript,
            }}
          >
            js {dependency.jobscript}
            {dependency.block !== undefined &&
              dependency.block > 0 &&
              `, block ${dependency.block}`}
          </PlaceLink>
          <span className={styles.quiet}>
            {' '}
            {dependencyText(dependency, jobscript.elementCount)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** Lists and dictionaries without content, as they are stored. */
const EMPTY: ReadonlySet<string> = new Set(['{}', '[]']);

interface FactsProps {
  readonly title: string;
  readonly none: string;
  readonly facts: readonly { readonly name: string; readonly text: string }[];
}

function Facts({ title, none, facts }: FactsProps) {
  return (
    <Section title={title} isNarrow>
      {facts.length === 0 ? (
        <p className={styles.quiet}>{none}</p>
      ) : (
        <KeyValueList
          align="start"
          items={facts.map(({ name, text }) => ({
            key: name,
            label: <code>{name}</code>,
            value: EMPTY.has(text) ? (
              <span className={styles.quiet}>none</span>
            ) : (
              <span className={styles.fact}>{text}</span>
            ),
          }))}
        />
      )}
    </Section>
  );
}
