import { useMemo, useState } from 'react';
import type { Structure, Task } from '../../../shared/contract/documents.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { useComparison } from '../../queries/comparison.ts';
import { useRunFilter } from '../../queries/run-filter.ts';
import { useRunIndex, useRunIndexProgress, useStructure } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { Note } from '../../ui/Note.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { writerWords } from '../../ui/store-words.ts';
import styles from './ComparePage.module.css';
import { CompareTable } from './CompareTable.tsx';
import { compareFields } from './compare-fields.ts';
import { comparedPlaces } from './compared-places.ts';

/** Many runs of one task beside each other: what differs between them. */
export default function ComparePage() {
  const { address } = usePlace();
  const structure = useStructure();
  const index = useRunIndex();
  const progress = useRunIndexProgress();
  const error = structure.error ?? index.error;
  if (error !== undefined && (structure.data === undefined || index.data === undefined)) {
    return (
      <Section>
        <ErrorNote error={error} onRetry={structure.error ? structure.refetch : index.refetch} />
      </Section>
    );
  }
  if (structure.data === undefined || index.data === undefined) {
    return (
      <Section>
        <ProgressNote progress={progress} phase="Reading runs" onCancel={index.cancel} />
        <Skeleton rows={8} label="Reading runs" />
      </Section>
    );
  }
  const task =
    address.task === undefined
      ? structure.data.tasks[0]
      : structure.data.tasks.find(({ insertId }) => insertId === address.task);
  if (task === undefined) {
    return (
      <Empty title="No runs to compare">Select several in the map or the table of Runs.</Empty>
    );
  }
  return (
    <TaskComparison key={task.insertId} structure={structure.data} index={index.data} task={task} />
  );
}

interface TaskComparisonProps {
  readonly structure: Structure;
  readonly index: RunIndex;
  readonly task: Task;
}

function TaskComparison({ structure, index, task }: TaskComparisonProps) {
  const { workflowId, address, identity } = usePlace();
  const writer = writerWords(identity);
  const [{ loop }] = useRunFilter();
  const { elements, otherElement } = address;
  const { places, chosenCount } = useMemo(
    () => comparedPlaces(index, task, elements, loop),
    [index, task, elements, loop],
  );
  const comparison = useComparison({
    workflowId,
    taskInsertId: task.insertId,
    places: places.map(({ element, iteration }) => ({ element, iteration })),
  });
  const fields = useMemo(
    () =>
      comparison.data === undefined
        ? undefined
        : compareFields(
            index,
            places.map(({ row }) => row),
            comparison.data,
            writer,
          ),
    [index, places, comparison.data, writer],
  );
  const [isTransposed, setTransposed] = useState(false);
  const [isWhole, setWhole] = useState(false);
  if (places.length === 0) {
    return (
      <Empty title="No runs to compare">
        None of the chosen elements is in {task.name}, or none has an iteration.
      </Empty>
    );
  }
  if (fields === undefined) {
    return (
      <Section>
        {comparison.error === undefined ? (
          <ProgressNote
            progress={comparison.progress}
            phase="Comparing"
            onCancel={comparison.cancel}
          />
        ) : (
          <ErrorNote error={comparison.error} onRetry={comparison.refetch} />
        )}
      </Section>
    );
  }
  const problems = comparison.data?.problems ?? [];
  const reference = Math.max(
    0,
    places.findIndex(({ element }) => element === otherElement),
  );
  return (
    <CompareTable
      structure={structure}
      index={index}
      task={task}
      places={places}
      fields={fields}
      reference={reference}
      isTransposed={isTransposed}
      onTransposed={setTransposed}
      isWhole={isWhole}
      onWhole={setWhole}
      notes={
        <>
          {chosenCount > places.length && (
            <div className={styles.note}>
              <Note kind="info" title={`The first ${formatCount(places.length)} are compared.`}>
                {formatCounted(chosenCount, 'element')} are chosen. Choose fewer in the map, the
                table or a plot to compare others.
              </Note>
            </div>
          )}
          {problems.length > 0 && (
            <div className={styles.note}>
              <Note
                kind="warn"
                title={`${formatCounted(problems.length, 'value')} cannot be read.`}
              >
                {problems[0]?.message} Everything else is compared.
              </Note>
            </div>
          )}
        </>
      }
    />
  );
}
