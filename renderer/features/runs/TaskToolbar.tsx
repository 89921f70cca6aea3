import { ArrowDown, ArrowUp, ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import type { Task } from '../../../shared/contract/documents.ts';
import type { ElementSummaries, StatusFilter } from '../../../shared/model/element-summaries.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { countsByLoopIteration } from '../../../shared/model/run-index-counts.ts';
import { useRunFilter } from '../../queries/run-filter.ts';
import type { FailureSteps } from '../../queries/use-failure-steps.ts';
import { Chip } from '../../ui/Chip.tsx';
import { formatCount } from '../../ui/format.ts';
import { Icon } from '../../ui/Icon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Spacer, Toolbar } from '../../ui/Layout.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Segments } from '../../ui/Segments.tsx';
import { StatusGlyph } from '../../ui/StatusGlyph.tsx';
import { STATUS_WORDS } from '../../ui/status-words.ts';
import { statusSegments } from './status-segments.ts';
import styles from './TaskToolbar.module.css';

interface TaskToolbarProps {
  readonly task: Task;
  readonly index: RunIndex;
  readonly summaries: ElementSummaries;
  readonly failures: FailureSteps;
}

const filterWords = (filter: StatusFilter): string =>
  filter === 'failed' ? 'failed or likely failed' : STATUS_WORDS[filter].counted;

/** Filters of the elements table, and the way from failure to failure. */
export function TaskToolbar({ task, index, summaries, failures }: TaskToolbarProps) {
  const [filter, setFilter] = useRunFilter();
  const segments = useMemo(
    () => statusSegments(summaries, filter.status),
    [summaries, filter.status],
  );
  return (
    <Toolbar>
      <Segments<StatusFilter | 'all'>
        label="Elements with a run that is"
        size="small"
        value={filter.status ?? 'all'}
        onChange={(value) => setFilter({ status: value === 'all' ? undefined : value })}
        options={[
          {
            value: 'all',
            label: (
              <>
                All <span className={styles.count}>{formatCount(summaries.count)}</span>
              </>
            ),
          },
          ...segments.map((segment) => ({
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
          })),
        ]}
      />
      {task.loops.length > 0 && <LoopMenu task={task} index={index} />}
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
}

/** Which iteration of which loop the table looks at. */
function LoopMenu({ task, index }: { readonly task: Task; readonly index: RunIndex }) {
  const [filter, setFilter] = useRunFilter();
  const iterations = useMemo(
    () =>
      task.loops.flatMap((loop) =>
        countsByLoopIteration(index, loop)
          .filter(({ byTask }) => byTask.has(task.index))
          .map(({ iteration }) => ({ loop, iteration })),
      ),
    [task, index],
  );
  const { loop } = filter;
  return (
    <Menu
      label="Loop iteration"
      trigger={
        <Chip title="Iterations the table looks at">
          {loop === undefined ? 'All iterations' : `${loop.loop} ${loop.iteration}`}
          <Icon of={ChevronDown} size={12} />
        </Chip>
      }
      items={[
        {
          id: 'all',
          label: 'All iterations',
          isCurrent: loop === undefined,
          onChoose: () => setFilter({ loop: undefined }),
        },
        ...iterations.map((item) => ({
          id: `${item.loop} ${item.iteration}`,
          label: `${item.loop}, iteration ${item.iteration}`,
          isCurrent: loop?.loop === item.loop && loop.iteration === item.iteration,
          onChoose: () => setFilter({ loop: item }),
        })),
      ]}
    />
  );
}
