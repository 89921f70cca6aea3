import { ChevronDown, ChevronRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { countsOfTask } from '../../../shared/model/run-index-counts.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Button } from '../../ui/Button.tsx';
import { formatCounted } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Spacer } from '../../ui/Layout.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { MiddleTruncate } from '../../ui/MiddleTruncate.tsx';
import { CountsGlyph } from '../../ui/StatusGlyph.tsx';
import { TaskDefinition } from './TaskDefinition.tsx';
import styles from './TaskHeader.module.css';

interface TaskHeaderProps {
  readonly task: Task;
  readonly tasks: readonly Task[];
  readonly index: RunIndex | undefined;
}

/** Which task it is, what it takes and gives, and (opened) what it runs. */
export function TaskHeader({ task, tasks, index }: TaskHeaderProps) {
  const { go } = usePlace();
  const [isOpen, setOpen] = useState(false);
  const counts = useMemo(
    () => (index === undefined ? undefined : countsOfTask(index, task.index)),
    [index, task.index],
  );
  const sizes = [
    formatCounted(task.elementCount, 'element'),
    ...(task.elementSetCount > 1 ? [formatCounted(task.elementSetCount, 'element set')] : []),
    ...(task.loops.length > 0 ? [`in loop ${task.loops.join(' › ')}`] : []),
  ];
  return (
    <header className={styles.header}>
      <div className={styles.line}>
        {counts !== undefined && <CountsGlyph counts={counts} size={16} />}
        <Menu
          label="Tasks"
          trigger={
            <Button variant="quiet" className={styles.name} aria-label={`Task ${task.name}`}>
              <h1 className={styles.title}>
                <MiddleTruncate text={task.name} />
              </h1>
              {tasks.length > 1 && <Icon of={ChevronDown} size={12} />}
            </Button>
          }
          items={tasks.map((other) => ({
            id: String(other.insertId),
            label: other.name,
            isCurrent: other === task,
            onChoose: () => go({ view: 'runs', task: other.insertId }),
          }))}
        />
        <span className={styles.sizes}>{sizes.join(' · ')}</span>
        <Spacer />
        <Button
          variant="quiet"
          size="small"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon of={isOpen ? ChevronDown : ChevronRight} size={12} />
          {formatCounted(task.actions.length, 'action')}
        </Button>
      </div>
      {isOpen && <TaskDefinition task={task} />}
    </header>
  );
}
