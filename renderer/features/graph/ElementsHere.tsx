import { useCallback, useMemo } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import { actionName } from '../../../shared/model/action-name.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import {
  elementsOfTask,
  iterationsOfElement,
  iterationTest,
  type LoopFilter,
  runRow,
} from '../../../shared/model/run-index-queries.ts';
import { type RunStatus, statusOfCode } from '../../../shared/model/status.ts';
import { useRunFilter } from '../../queries/run-filter.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { Section } from '../../ui/Layout.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import { StatusGrid } from '../../visuals/StatusGrid.tsx';
import styles from './TaskPanel.module.css';

const NO_ITERATION = -1;

interface ElementsHereProps {
  readonly task: Task;
  readonly index: RunIndex;
}

/** The elements of a task in the iteration that is looked at: a row for each action. */
export function ElementsHere({ task, index }: ElementsHereProps) {
  const { go } = usePlace();
  const [{ loop }] = useRunFilter();
  const own = useMemo(
    () => (loop ?? []).filter((filter) => task.loops.includes(filter.loop)),
    [loop, task.loops],
  );
  const rows = useMemo(() => iterationRows(index, task, own), [index, task, own]);
  const statusAt = useCallback(
    (action: number, element: number): RunStatus | undefined => {
      const iteration = rows[element] ?? NO_ITERATION;
      const run = iteration === NO_ITERATION ? undefined : runRow(index, iteration, action);
      return run === undefined ? undefined : statusOfCode(index.runs.status[run] ?? 0);
    },
    [index, rows],
  );
  const { start } = elementsOfTask(index, task.index);
  const elementAt = (column: number): number => index.elements.index[start + column] ?? 0;
  return (
    <Section isNarrow title={hereWords(task, own)} aside={formatCounted(rows.length, 'element')}>
      {rows.length === 0 || task.actions.length === 0 ? (
        <p className={styles.quiet}>
          {rows.length === 0 ? 'This task has no elements yet.' : 'This task has no actions.'}
        </p>
      ) : (
        <StatusGrid
          label={`Elements of ${task.name} by action`}
          rowCount={task.actions.length}
          columnCount={rows.length}
          rowLabel={(action) => actionName(task, action)}
          statusAt={statusAt}
          wordsOf={(action, column) => {
            const status = statusAt(action, column);
            const words = status === undefined ? 'nothing to run' : STATUS_WORDS[status].name;
            return `Element ${elementAt(column)}, ${actionName(task, action)}: ${words}.`;
          }}
          onChoose={(action, column) => {
            const iteration = rows[column] ?? NO_ITERATION;
            if (iteration === NO_ITERATION) return;
            go({
              view: 'graph',
              task: task.insertId,
              element: elementAt(column),
              iteration: index.iterations.ordinal[iteration] ?? 0,
              action,
            });
          }}
        />
      )}
    </Section>
  );
}

/** Iteration row of each element: the chosen one, or the newest; -1 where it has none such. */
function iterationRows(index: RunIndex, task: Task, filters: readonly LoopFilter[]): Int32Array {
  const { start, stop } = elementsOfTask(index, task.index);
  const isWanted = iterationTest(index, filters);
  return Int32Array.from({ length: stop - start }, (_, at) => {
    const iterations = iterationsOfElement(index, start + at);
    for (let row = iterations.stop - 1; row >= iterations.start; row -= 1) {
      if (isWanted(row)) return row;
    }
    return NO_ITERATION;
  });
}

function hereWords({ loops }: Task, filters: readonly LoopFilter[]): string {
  if (loops.length === 0) return 'Its elements';
  if (filters.length === 0) return 'Here, final iterations';
  const chosen = filters.map(({ loop, iteration }) => `${loop} ${formatCount(iteration)}`);
  return `Here, ${chosen.join(' and ')}`;
}
