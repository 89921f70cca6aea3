import type { Structure, Task } from '../../../shared/contract/documents.ts';
import { useTaskFlow } from '../../queries/flow.ts';
import { useRunIndex, useRunIndexProgress, useStructure } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { ElementsHere } from './ElementsHere.tsx';
import { LoopStops } from './LoopStops.tsx';
import { SelectedRun } from './SelectedRun.tsx';
import { TakesAndGives } from './TakesAndGives.tsx';
import { TaskHead } from './TaskHead.tsx';
import styles from './TaskPanel.module.css';

/** The selected task beside the graph: how it stands, here and in all, and what passes through it. */
export default function TaskPanel() {
  const { address } = usePlace();
  const structure = useStructure().data;
  const index = useRunIndex();
  const progress = useRunIndexProgress();
  const flow = useTaskFlow().data;
  const task = structure?.tasks.find(({ insertId }) => insertId === address.task);
  if (structure === undefined) {
    return (
      <div className={styles.alone}>
        <Skeleton rows={6} label="Reading the workflow" />
      </div>
    );
  }
  if (task === undefined) {
    return <Empty title="Not in the workflow">The task of this address is not in it.</Empty>;
  }
  return (
    <div className={styles.panel}>
      <TaskHead task={task} index={index.data} />
      {index.data === undefined ? (
        <div className={styles.alone}>
          <ProgressNote progress={progress} phase="Reading runs" onCancel={index.cancel} />
        </div>
      ) : (
        <>
          <SelectedRun structure={structure} index={index.data} />
          <ElementsHere key={task.insertId} task={task} index={index.data} />
        </>
      )}
      {ruledLoops(structure, task).map((loop) => (
        <LoopStops key={loop.name} loop={loop} tasks={structure.tasks} />
      ))}
      {flow !== undefined && (
        <TakesAndGives task={task} tasks={structure.tasks} edges={flow.edges} />
      )}
    </div>
  );
}

/** Loops around a task that a rule may end early, the innermost first. */
function ruledLoops({ loops }: Structure, task: Task) {
  return loops
    .filter(({ name, termination }) => termination !== undefined && task.loops.includes(name))
    .sort((a, b) => task.loops.indexOf(b.name) - task.loops.indexOf(a.name));
}
