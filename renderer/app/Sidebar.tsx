import { Settings } from 'lucide-react';
import type { Task } from '../../shared/contract/documents.ts';
import { useLoopChoice } from '../queries/use-loop-choice.ts';
import { useCounts, useStructure } from '../queries/workflow.ts';
import { usePlace } from '../queries/workflow-place.ts';
import { CountBar } from '../ui/CountBar.tsx';
import { classNames } from '../ui/class-names.ts';
import { formatCount } from '../ui/format.ts';
import { Icon } from '../ui/Icon.tsx';
import { MiddleTruncate } from '../ui/MiddleTruncate.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useIsNarrow } from '../ui/use-media.ts';
import { useSingleKeys } from '../ui/use-single-keys.ts';
import { LoopSelector } from './LoopSelector.tsx';
import styles from './Sidebar.module.css';
import { showSettings } from './view-state.ts';
import { SIDEBAR_ENTRIES } from './views.ts';

/** Views of the workflow and its tasks with their runs; a rail of icons in a narrow window. */
export function Sidebar() {
  const { address, go } = usePlace();
  const { data: structure } = useStructure();
  const { data: counts } = useCounts();
  const isRail = useIsNarrow();
  const selection = useLoopChoice();
  useSingleKeys({
    '[': () => selection.step(-1, false),
    ']': () => selection.step(1, false),
    '{': () => selection.step(-1, true),
    '}': () => selection.step(1, true),
  });
  return (
    <nav className={styles.sidebar} aria-label="Workflow" data-pane="navigator">
      <ul>
        {SIDEBAR_ENTRIES.map(({ view, name, icon, count }, at) => {
          const isCurrent = view === address.view;
          const button = (
            <button
              key={view}
              type="button"
              className={classNames(styles.view, isCurrent && styles.current)}
              aria-current={isCurrent ? 'page' : undefined}
              aria-label={isRail ? name : undefined}
              onClick={() => go({ ...address, view })}
            >
              <Icon of={icon} />
              {!isRail && (
                <>
                  <span className={styles.name}>{name}</span>
                  {structure !== undefined && count !== undefined && (
                    <ViewCount count={count(structure, counts)} />
                  )}
                </>
              )}
            </button>
          );
          return (
            <li key={view}>
              {isRail ? (
                <Tooltip content={name} keys={`Ctrl ${at + 1}`} side="right">
                  {button}
                </Tooltip>
              ) : (
                button
              )}
            </li>
          );
        })}
      </ul>
      {!isRail && structure !== undefined && structure.tasks.length > 0 && (
        <section className={styles.tasks} aria-label="Tasks">
          <h2 className={styles.heading}>
            Tasks <span>{formatCount(structure.tasks.length)}</span>
          </h2>
          <ul className={styles.list}>
            {structure.tasks.map((task) => (
              <li key={task.insertId}>
                <TaskButton task={task} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {!isRail && <LoopSelector selection={selection} />}
      <SettingsButton isRail={isRail} />
    </nav>
  );
}

function SettingsButton({ isRail }: { readonly isRail: boolean }) {
  const button = (
    <button
      type="button"
      className={classNames(styles.view, styles.foot)}
      aria-label={isRail ? 'Settings' : undefined}
      onClick={showSettings}
    >
      <Icon of={Settings} />
      {!isRail && <span className={styles.name}>Settings</span>}
    </button>
  );
  if (!isRail) return button;
  return (
    <Tooltip content="Settings" keys="Ctrl ," side="right">
      {button}
    </Tooltip>
  );
}

function ViewCount({ count }: { readonly count: number }) {
  return count > 0 ? <span className={styles.count}>{formatCount(count)}</span> : null;
}

function TaskButton({ task }: { readonly task: Task }) {
  const { address, go } = usePlace();
  const { data } = useCounts();
  const counts = data?.byTask[task.index];
  // The graph has a place for every task; other views lead to its runs.
  const view = address.view === 'graph' ? 'graph' : 'runs';
  const isCurrent = address.view === view && address.task === task.insertId;
  return (
    <button
      type="button"
      className={classNames(styles.task, isCurrent && styles.currentTask)}
      aria-current={isCurrent ? 'true' : undefined}
      onClick={() => go({ view, task: task.insertId })}
    >
      <MiddleTruncate text={task.name} />
      {counts !== undefined && <CountBar counts={counts} size="thin" label={task.name} />}
    </button>
  );
}
