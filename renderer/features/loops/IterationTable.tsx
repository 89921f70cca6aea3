import type { Task } from '../../../shared/contract/documents.ts';
import type { LoopIterationCounts } from '../../../shared/model/run-index-counts.ts';
import { noRuns, totalOf } from '../../../shared/model/status.ts';
import { useRunFilter } from '../../queries/run-filter.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { CountBar } from '../../ui/CountBar.tsx';
import { formatCount } from '../../ui/format.ts';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { CountsGlyph } from '../../ui/StatusGlyph.tsx';
import { describeCounts } from '../../ui/status-words.ts';
import styles from './IterationTable.module.css';

/** With more tasks than this their bars would be too short to read: one bar is for all. */
const MOST_TASK_COLUMNS = 5;

interface IterationTableProps {
  readonly loop: string;
  readonly tasks: readonly Task[];
  readonly iterations: readonly LoopIterationCounts[];
}

/** How each iteration of a loop went, in each of its tasks; a row or bar leads to its elements. */
export function IterationTable({ loop, tasks, iterations }: IterationTableProps) {
  const { go } = usePlace();
  const [, setFilter] = useRunFilter();
  const show = (iteration: number, task: Task | undefined): void => {
    setFilter({ statuses: undefined, loop: [{ loop, iteration }] });
    go({ view: 'runs', ...(task === undefined ? {} : { task: task.insertId }) });
  };
  const columns = tasks.length > 1 && tasks.length <= MOST_TASK_COLUMNS ? tasks : [];
  return (
    <table className={styles.table}>
      <colgroup>
        <col className={styles.nameColumn} />
        <col className={styles.runsColumn} />
        {columns.length === 0 ? <col /> : columns.map((task) => <col key={task.insertId} />)}
      </colgroup>
      <thead>
        <tr>
          <th scope="col">Iteration</th>
          <th scope="col" className={styles.end}>
            Runs
          </th>
          {columns.length === 0 ? (
            <th scope="col">Status</th>
          ) : (
            columns.map((task) => (
              <th key={task.insertId} scope="col">
                <MiddleTruncate text={task.name} />
              </th>
            ))
          )}
        </tr>
      </thead>
      <tbody>
        {iterations.map(({ iteration, all, byTask }) => (
          <tr key={iteration} className={styles.row}>
            <th scope="row">
              <button
                type="button"
                className={styles.name}
                title={`Show the elements in iteration ${iteration} of ${loop}`}
                onClick={() => show(iteration, tasks[0])}
              >
                <CountsGlyph counts={all} />
                iteration {iteration}
              </button>
            </th>
            <td className={styles.end}>{formatCount(totalOf(all))}</td>
            {columns.length === 0 ? (
              <td>
                <Bar
                  label={`Iteration ${iteration}`}
                  counts={all}
                  onShow={() => show(iteration, tasks[0])}
                />
              </td>
            ) : (
              columns.map((task) => (
                <td key={task.insertId}>
                  <Bar
                    label={`Iteration ${iteration}, ${task.name}`}
                    counts={byTask.get(task.index) ?? noRuns()}
                    onShow={() => show(iteration, task)}
                  />
                </td>
              ))
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BarProps {
  readonly label: string;
  readonly counts: readonly number[];
  readonly onShow: () => void;
}

function Bar({ label, counts, onShow }: BarProps) {
  return (
    <button
      type="button"
      className={styles.bar}
      aria-label={`${label}: ${describeCounts(counts)}. Show the elements`}
      onClick={onShow}
    >
      <CountBar counts={counts} />
    </button>
  );
}
