import { useRef } from 'react';
import { type RunFilter, useRunFilter } from '../../queries/run-filter.ts';
import { useFailureSteps } from '../../queries/use-failure-steps.ts';
import { useFullAddress } from '../../queries/use-full-address.ts';
import { useRunIndex, useRunIndexProgress, useStructure } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Column } from '../../ui/Layout.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import { useIsNarrow } from '../../ui/use-media.ts';
import { useSingleKeys } from '../../ui/use-single-keys.ts';
import { ElementsPane } from './ElementsPane.tsx';
import { useKeptArrangement } from './kept-arrangement.ts';
import { MapPane } from './MapPane.tsx';
import styles from './RunsPage.module.css';
import { TaskHeader } from './TaskHeader.tsx';

/** The runs of the whole workflow as a map, and the elements of one task as a table. */
export default function RunsPage() {
  const { address, go } = usePlace();
  const structure = useStructure();
  const index = useRunIndex();
  const isArranged = useKeptArrangement();
  const progress = useRunIndexProgress();
  const isNarrow = useIsNarrow();
  const failures = useFailureSteps(structure.data, index.data);
  const searchRef = useRef<HTMLInputElement>(null);
  const [filter, setFilter] = useRunFilter();
  useSingleKeys({
    f: () => setFilter({ statuses: isFailedOnly(filter) ? undefined : ['failed'] }),
    '/': () => searchRef.current?.focus(),
  });

  const first = structure.data?.tasks[0];
  useFullAddress(address.task === undefined && first !== undefined ? { task: first.insertId } : {});

  if (structure.data === undefined) {
    return (
      <div className={styles.alone}>
        {structure.error === undefined ? (
          <Skeleton rows={8} label="Reading the workflow" />
        ) : (
          <ErrorNote error={structure.error} onRetry={structure.refetch} />
        )}
      </div>
    );
  }
  const { tasks } = structure.data;
  if (first === undefined) {
    return (
      <Empty title="No tasks yet">
        This workflow was made from a template without tasks. Tasks that are added to it appear
        here.
      </Empty>
    );
  }
  const task =
    address.task === undefined ? first : tasks.find(({ insertId }) => insertId === address.task);
  if (task === undefined) {
    return (
      <Empty
        title="This task is not in the workflow"
        action={
          <Button onClick={() => go({ view: 'runs', task: first.insertId })}>
            Show {first.name}
          </Button>
        }
      >
        No task has the insert ID {address.task}. It may have been removed.
      </Empty>
    );
  }
  const runs = isArranged ? index.data : undefined;
  const table = (
    <Column>
      <TaskHeader key={`head ${task.insertId}`} task={task} tasks={tasks} index={runs} />
      {runs === undefined ? (
        <div className={styles.alone}>
          {index.error === undefined ? (
            <>
              <ProgressNote progress={progress} phase="Reading runs" onCancel={index.cancel} />
              <Skeleton rows={12} label="Reading runs" />
            </>
          ) : (
            <ErrorNote error={index.error} onRetry={index.refetch} />
          )}
        </div>
      ) : (
        <ElementsPane
          key={task.insertId}
          task={task}
          index={runs}
          failures={failures}
          searchRef={searchRef}
        />
      )}
    </Column>
  );
  if (runs === undefined) return table;
  return (
    <Splitter
      id={isNarrow ? 'runs-map-narrow' : 'runs-map'}
      side="start"
      sizePx={isNarrow ? 224 : 334}
      minPx={180}
      maxPx={600}
      label="Width of the map"
      start={<MapPane structure={structure.data} task={task} index={runs} isNarrow={isNarrow} />}
      end={table}
    />
  );
}

const isFailedOnly = ({ statuses = [] }: RunFilter): boolean =>
  statuses.length === 1 && statuses[0] === 'failed';
