import type { Task } from '../../../shared/contract/documents.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { useFullAddress } from '../../queries/use-full-address.ts';
import { useRunIndex, useRunIndexProgress, useStructure } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Section } from '../../ui/Layout.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { PlotControls } from './PlotControls.tsx';
import styles from './PlotsPage.module.css';
import { usePlotView } from './plots-store.ts';
import { TaskPlot } from './TaskPlot.tsx';
import { usePlotData } from './use-plot-data.ts';

/** Inputs and results of the elements of a task, all of them at once; a brush chooses some. */
export default function PlotsPage() {
  const { address } = usePlace();
  const structure = useStructure();
  const index = useRunIndex();
  const progress = useRunIndexProgress();
  const tasks = structure.data?.tasks ?? [];
  const task =
    address.task === undefined
      ? tasks.find(({ elementCount }) => elementCount > 1)
      : tasks.find(({ insertId }) => insertId === address.task);
  useFullAddress(address.task === undefined && task !== undefined ? { task: task.insertId } : {});
  const error = structure.error ?? index.error;
  if (structure.data === undefined || index.data === undefined) {
    return (
      <Section>
        {error === undefined ? (
          <ProgressNote progress={progress} phase="Reading runs" onCancel={index.cancel} />
        ) : (
          <ErrorNote error={error} onRetry={structure.error ? structure.refetch : index.refetch} />
        )}
      </Section>
    );
  }
  if (task === undefined) {
    return (
      <Empty title="Nothing to plot">
        No task has several elements: there is nothing to hold against each other.
      </Empty>
    );
  }
  return <Plots key={task.insertId} tasks={tasks} task={task} index={index.data} />;
}

interface PlotsProps {
  readonly tasks: readonly Task[];
  readonly task: Task;
  readonly index: RunIndex;
}

function Plots({ tasks, task, index }: PlotsProps) {
  const [view, change] = usePlotView(task.insertId);
  const data = usePlotData(task, index, view);
  return (
    <div className={styles.page}>
      <TaskPlot
        task={task}
        data={data}
        kind={view.kind}
        controls={(save) => (
          <PlotControls tasks={tasks} task={task} data={data} view={view} onChange={change}>
            {save}
          </PlotControls>
        )}
      />
    </div>
  );
}
