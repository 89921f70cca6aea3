import { useMemo } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { countsOfTask } from '../../../shared/model/run-index-counts.ts';
import { countOf, noRuns, URGENCY } from '../../../shared/model/status.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Button } from '../../ui/Button.tsx';
import { CountBar } from '../../ui/CountBar.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { Kbd } from '../../ui/Kbd.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { CountsGlyph, StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import { canOpen } from '../../visuals/task-graph/task-graph.ts';
import { toggleTask, useOpenedTasks } from './graph-state.ts';
import { elementWords } from './looks-of.ts';
import styles from './TaskPanel.module.css';

interface TaskHeadProps {
  readonly task: Task;
  readonly index: RunIndex | undefined;
}

/** Which task it is, how large, how its runs stand, and ways into it. */
export function TaskHead({ task, index }: TaskHeadProps) {
  const { workflowId, address, go } = usePlace();
  const isOpen = useOpenedTasks(workflowId).has(task.insertId);
  const counts = useMemo(
    () => (index === undefined ? noRuns() : countsOfTask(index, task.index)),
    [index, task.index],
  );
  const present = [...URGENCY].reverse().filter((status) => countOf(counts, status) > 0);
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <CountsGlyph counts={counts} size={16} />
        <h2 className={styles.name}>
          <MiddleTruncate text={task.name} />
        </h2>
      </div>
      <p className={styles.sizes}>
        {elementWords(task, index)}
        {task.loops.length > 0 && ' iterations'}
        {' × '}
        {formatCounted(task.actions.length, 'action')}
      </p>
      <CountBar counts={counts} label={task.name} />
      <ul className={styles.counts} aria-label="Runs by status">
        {present.map((status) => (
          <li key={status} className={styles.count} title={STATUS_WORDS[status].name}>
            <StatusGlyph status={status} />
            {formatCount(countOf(counts, status))}
          </li>
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button variant="primary" onClick={() => go({ ...address, view: 'runs' })}>
          Show its runs <Kbd keys="↵" />
        </Button>
        {canOpen(task) && (
          <Button onClick={() => toggleTask(workflowId, task.insertId)} aria-expanded={isOpen}>
            {isOpen ? 'Close actions' : 'Expand actions'} <Kbd keys="E" />
          </Button>
        )}
      </div>
    </header>
  );
}
