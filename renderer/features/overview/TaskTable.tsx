import { useMemo } from 'react';
import type { Counts, Structure, Task } from '../../../shared/contract/documents.ts';
import { actionName } from '../../../shared/model/action-name.ts';
import { durationsOfTask, type TaskDurations } from '../../../shared/model/run-durations.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { countsOfTask, iterationsOfTask } from '../../../shared/model/run-index-counts.ts';
import { countOf, type StatusCounts } from '../../../shared/model/status.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { usePlace } from '../../queries/workflow-place.ts';
import { CountBar } from '../../ui/CountBar.tsx';
import { classNames } from '../../ui/class-names.ts';
import { formatCount, formatCounted, formatDuration } from '../../ui/format.ts';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { NoValue } from '../../ui/NoValue.tsx';
import { CountsGlyph } from '../../ui/StatusGlyph.tsx';
import styles from './TaskTable.module.css';

interface TaskTableProps {
  readonly structure: Structure;
  readonly counts: Counts | undefined;
  readonly index: RunIndex | undefined;
}

interface TaskLine {
  readonly task: Task;
  readonly counts: StatusCounts | undefined;
  /** Most iterations any of its elements has. */
  readonly iterations: number | undefined;
  readonly durations: TaskDurations | undefined;
}

/** Every task with its numbers, in the order of the template. */
export function TaskTable({ structure, counts, index }: TaskTableProps) {
  const lines = useMemo(
    () =>
      structure.tasks.map((task): TaskLine => {
        const ofIndex = index === undefined ? undefined : countsOfTask(index, task.index);
        return {
          task,
          counts: counts?.byTask[task.index] ?? ofIndex,
          iterations: index === undefined ? undefined : iterationsOfTask(index, task.index),
          durations: index === undefined ? undefined : durationsOfTask(index, task.index),
        };
      }),
    [structure, counts, index],
  );
  return (
    <table className={styles.table}>
      <colgroup>
        <col className={styles.nameColumn} />
        <col className={styles.elementsColumn} />
        <col className={styles.iterationsColumn} />
        <col />
        <col className={styles.failedColumn} />
        <col className={styles.timeColumn} />
        <col className={styles.timeColumn} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Task</th>
          <th scope="col" className={styles.end}>
            Elements
          </th>
          <th scope="col" className={classNames(styles.end, styles.wide)}>
            Iterations
          </th>
          <th scope="col">Runs</th>
          <th scope="col" className={styles.end}>
            Failed
          </th>
          <th scope="col" className={classNames(styles.end, styles.wide)}>
            Median
          </th>
          <th scope="col" className={classNames(styles.end, styles.wide)}>
            Slowest
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <TaskRow key={line.task.insertId} line={line} />
        ))}
      </tbody>
    </table>
  );
}

function TaskRow({ line }: { readonly line: TaskLine }) {
  const { go } = usePlace();
  const { task, counts, iterations, durations } = line;
  const address = { view: 'runs', task: task.insertId } as const;
  const failed =
    counts === undefined ? undefined : countOf(counts, 'error') + countOf(counts, 'likely-failed');
  const timeTitle =
    durations === undefined
      ? 'No run of this task has ended'
      : `${formatCounted(durations.runCount, 'ended run')} of ${actionName(task, durations.action)}`;
  return (
    <tr className={styles.row} onClick={() => go(address)}>
      <th scope="row" className={styles.name}>
        <span className={styles.nameLine}>
          {counts === undefined ? (
            <span className={styles.noGlyph} />
          ) : (
            <CountsGlyph counts={counts} />
          )}
          <PlaceLink to={address} className={styles.link}>
            <MiddleTruncate text={task.name} />
          </PlaceLink>
        </span>
      </th>
      <td className={styles.end}>{formatCount(task.elementCount)}</td>
      <td className={classNames(styles.end, styles.wide, styles.quiet)}>
        {iterations === undefined ? <Waiting /> : formatCount(iterations)}
      </td>
      <td className={styles.runs}>
        {counts === undefined ? (
          <span className={styles.waitingBar} />
        ) : (
          <CountBar counts={counts} label={task.name} />
        )}
      </td>
      <td className={classNames(styles.end, failed === 0 ? styles.none : styles.failed)}>
        {failed === undefined ? <Waiting /> : formatCount(failed)}
      </td>
      <td className={classNames(styles.end, styles.wide)} title={timeTitle}>
        {iterations === undefined ? (
          <Waiting />
        ) : durations === undefined ? (
          <NoValue why={timeTitle} />
        ) : (
          formatDuration(durations.medianUs)
        )}
      </td>
      <td className={classNames(styles.end, styles.wide)} title={timeTitle}>
        {iterations === undefined ? (
          <Waiting />
        ) : durations === undefined ? (
          <NoValue why={timeTitle} />
        ) : (
          formatDuration(durations.slowestUs)
        )}
      </td>
    </tr>
  );
}

/** A number that is on its way. */
function Waiting() {
  return <span className={styles.waiting} aria-hidden />;
}
