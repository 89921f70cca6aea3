import { runRow } from '../../../shared/model/run-index-queries.ts';
import { useFocusGraph, useWhy } from '../../queries/reasons.ts';
import { useRunFilter } from '../../queries/run-filter.ts';
import { useRunDetail } from '../../queries/runs.ts';
import { absenceWords, useInspectedRun } from '../../queries/use-inspected-run.ts';
import { useRunIndex, useRunIndexProgress, useStructure } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { BlastRadius } from './BlastRadius.tsx';
import { InspectorHead } from './InspectorHead.tsx';
import { JobSection } from './JobSection.tsx';
import { LostNote } from './LostNote.tsx';
import { Relatives } from './Relatives.tsx';
import { RunData } from './RunData.tsx';
import { RunFacts } from './RunFacts.tsx';
import styles from './RunInspector.module.css';
import { RunLog } from './RunLog.tsx';
import { RunStatusNote } from './RunStatusNote.tsx';
import { Shares } from './Shares.tsx';
import { useRunKeys } from './use-run-keys.ts';
import { WhyNote } from './WhyNote.tsx';

const ONE_STEP = { above: 1, below: 1 };
const NONE_OPENED: readonly number[] = [];

/** The selected run beside the view: its status, times and data. */
export default function RunInspector() {
  const { address } = usePlace();
  const structure = useStructure();
  const index = useRunIndex();
  const progress = useRunIndexProgress();
  const [filter] = useRunFilter();
  const inspected = useInspectedRun(structure.data, index.data, address, filter.loop);
  const run = inspected && {
    taskInsertId: inspected.task.insertId,
    element: inspected.element,
    iteration: inspected.iteration,
    action: inspected.action,
    attempt: inspected.attempt,
  };
  const detail = useRunDetail(run);
  const row =
    inspected?.action === undefined || index.data === undefined
      ? undefined
      : runRow(index.data, inspected.iterationRow, inspected.action, inspected.attempt);
  const why = useWhy(row).data;
  const graph = useFocusGraph(row, ONE_STEP, NONE_OPENED).data;
  useRunKeys({ structure: structure.data, index: index.data, row, why, graph });
  const error = structure.error ?? index.error;
  if (index.data === undefined || structure.data === undefined) {
    return (
      <div className={styles.alone}>
        {error === undefined ? (
          <>
            <ProgressNote progress={progress} phase="Reading runs" />
            <Skeleton rows={6} label="Reading runs" />
          </>
        ) : (
          <Empty title="No run to show">The runs of this workflow were not read.</Empty>
        )}
      </div>
    );
  }
  if (address.element === undefined) {
    return <Empty title="No run selected">Select an element, an iteration or a run.</Empty>;
  }
  if (inspected === undefined) {
    const [title, text] = absenceWords(structure.data, index.data, address);
    return <Empty title={title}>{text}</Empty>;
  }
  return (
    <div className={styles.inspector}>
      <InspectorHead inspected={inspected} index={index.data} detail={detail.data} />
      {detail.data === undefined ? (
        <div className={styles.alone}>
          {detail.error === undefined ? (
            <Skeleton rows={8} label="Reading the run" />
          ) : (
            <ErrorNote error={detail.error} onRetry={detail.refetch} />
          )}
        </div>
      ) : (
        <>
          <RunStatusNote detail={detail.data} />
          {row !== undefined && detail.data.run?.status === 'running' && (
            <LostNote index={index.data} row={row} />
          )}
          {why !== undefined && row !== undefined && (
            <WhyNote structure={structure.data} index={index.data} row={row} why={why} />
          )}
          {run !== undefined && detail.data.run !== undefined && (
            <RunLog
              key={`${run.taskInsertId} ${run.element} ${run.iteration} ${run.action} ${run.attempt}`}
              address={run}
              isRunning={detail.data.run.status === 'running'}
            />
          )}
          {detail.data.run !== undefined && (
            <>
              <RunFacts run={detail.data.run} notRecorded={detail.data.notRecorded} />
              <JobSection run={detail.data.run} asOfMs={index.data.asOfMs} />
            </>
          )}
          <RunData detail={detail.data} task={inspected.task} />
          {why !== undefined && row !== undefined && (
            <>
              <Shares structure={structure.data} index={index.data} row={row} shares={why.shares} />
              <BlastRadius structure={structure.data} index={index.data} why={why} />
            </>
          )}
          {graph !== undefined && row !== undefined && (
            <Relatives structure={structure.data} index={index.data} row={row} graph={graph} />
          )}
        </>
      )}
    </div>
  );
}
