import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { ElementColumn, Task } from '../../../shared/contract/documents.ts';
import type { ElementSummaries, StatusFilter } from '../../../shared/model/element-summaries.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { iterationsOfLoop } from '../../../shared/model/run-index-queries.ts';
import { useRunFilter } from '../../queries/run-filter.ts';
import type { FailureSteps } from '../../queries/use-failure-steps.ts';
import { Chip } from '../../ui/Chip.tsx';
import { formatCount } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import { Toggles } from '../../ui/Toggles.tsx';
import { useIsNarrow } from '../../ui/use-media.ts';
import { statusSegments } from './status-segments.ts';
import styles from './TaskToolbar.module.css';

interface TaskToolbarProps {
  readonly task: Task;
  readonly index: RunIndex;
  readonly summaries: ElementSummaries;
  readonly failures: FailureSteps;
  /** Everything that can be a column. */
  readonly columns: readonly ElementColumn[];
  readonly groupBy: string | undefined;
  readonly onGroup: (path: string | undefined) => void;
}

const filterWords = (filter: StatusFilter): string =>
  filter === 'failed' ? 'failed or likely failed' : STATUS_WORDS[filter].counted;

/** Filters by status and groups of the elements table, and the way from failure to failure. */
export const TaskToolbar = memo(function TaskToolbar(props: TaskToolbarProps) {
  const { task, index, summaries, failures, columns, groupBy, onGroup } = props;
  const [filter, setFilter] = useRunFilter();
  const isNarrow = useIsNarrow();
  const { statuses = NO_STATUSES } = filter;
  const segments = useMemo(() => statusSegments(summaries, statuses), [summaries, statuses]);
  return (
    <Toolbar>
      <Toggles<StatusFilter>
        label="Elements with a run that is"
        chosen={statuses}
        onChange={(chosen) => setFilter({ statuses: chosen })}
        none={
          <>
            All <span className={styles.count}>{formatCount(summaries.count)}</span>
          </>
        }
        options={segments.map((segment) => ({
          value: segment.filter,
          label: (
            <span
              className={styles.segment}
              title={`Elements with a run that is ${filterWords(segment.filter)}`}
            >
              <StatusGlyph status={segment.glyph} isDecorative />
              <span className="visually-hidden">{filterWords(segment.filter)} </span>
              {formatCount(segment.count)}
            </span>
          ),
        }))}
      />
      {isNarrow && task.loops.length > 0 && <LoopMenu task={task} index={index} />}
      {columns.length > 0 && <GroupMenu columns={columns} groupBy={groupBy} onGroup={onGroup} />}
      <Spacer />
      {failures.count > 0 && (
        <>
          <span className={styles.position} title="Failed runs of the whole workflow">
            {failures.position === undefined
              ? `${formatCount(failures.count)} ${failures.words}`
              : `${formatCount(failures.position + 1)} of ${formatCount(failures.count)} ${failures.words}`}
          </span>
          <IconButton
            icon={ArrowUp}
            size="small"
            label="Previous failure"
            keys="P"
            onClick={() => failures.step('previous')}
          />
          <IconButton
            icon={ArrowDown}
            size="small"
            label="Next failure"
            keys="N"
            onClick={() => failures.step('next')}
          />
        </>
      )}
    </Toolbar>
  );
});

interface GroupMenuProps {
  readonly columns: readonly ElementColumn[];
  readonly groupBy: string | undefined;
  readonly onGroup: (path: string | undefined) => void;
}

/** Puts elements with the same value together; what varies comes first. */
function GroupMenu({ columns, groupBy, onGroup }: GroupMenuProps) {
  const ordered = [
    ...columns.filter(({ isShown }) => isShown),
    ...columns.filter(({ isShown, path }) => !isShown && path === groupBy),
  ];
  const current = columns.find(({ path }) => path === groupBy);
  return (
    <Menu
      label="Group by"
      trigger={
        <Chip title="Puts elements with the same value together" className={styles.group}>
          <span className={styles.groupName}>
            {current === undefined ? 'Group' : `By ${current.label}`}
          </span>
          <Icon of={ChevronDown} size={12} />
        </Chip>
      }
      items={[
        {
          id: 'none',
          label: 'Not grouped',
          isCurrent: groupBy === undefined,
          onChoose: () => onGroup(undefined),
        },
        ...ordered.map(({ path, label }) => ({
          id: path,
          label: `By ${label}`,
          isCurrent: path === groupBy,
          onChoose: () => onGroup(path),
        })),
      ]}
    />
  );
}

const NO_STATUSES: readonly StatusFilter[] = [];

/** Which iteration of which loop the views look at, where the sidebar has no room for it. */
function LoopMenu({ task, index }: { readonly task: Task; readonly index: RunIndex }) {
  const [filter, setFilter] = useRunFilter();
  const iterations = useMemo(
    () =>
      task.loops.flatMap((loop) =>
        iterationsOfLoop(index, loop).map((iteration) => ({ loop, iteration })),
      ),
    [task, index],
  );
  const { loop: chosen = [] } = filter;
  const words = chosen.map(({ loop, iteration }) => `${loop} ${iteration}`).join(' · ');
  return (
    <Menu
      label="Loop iteration"
      trigger={
        <Chip title="Iterations all views look at">
          {words === '' ? 'All iterations' : words}
          <Icon of={ChevronDown} size={12} />
        </Chip>
      }
      items={[
        {
          id: 'all',
          label: 'All iterations',
          isCurrent: chosen.length === 0,
          onChoose: () => setFilter({ loop: undefined }),
        },
        ...iterations.map((item) => ({
          id: `${item.loop} ${item.iteration}`,
          label: `${item.loop}, iteration ${item.iteration}`,
          isCurrent: chosen.some(
            ({ loop, iteration }) => loop === item.loop && iteration === item.iteration,
          ),
          onChoose: () => setFilter({ loop: [item] }),
        })),
      ]}
    />
  );
}
