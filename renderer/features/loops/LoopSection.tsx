import { useMemo } from 'react';
import type { Loop, Task } from '../../../shared/contract/documents.ts';
import { loopEnds } from '../../../shared/model/loop-ends.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { countsByLoopIteration } from '../../../shared/model/run-index-counts.ts';
import { PlaceLink } from '../../queries/PlaceLink.tsx';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { type KeyValue, KeyValueList } from '../../ui/KeyValueList.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { IterationTable } from './IterationTable.tsx';
import styles from './LoopSection.module.css';
import { endTask, endWords } from './loop-end-words.ts';
import { TestedValues } from './TestedValues.tsx';

interface LoopSectionProps {
  readonly loop: Loop;
  /** 0 for an outermost loop. */
  readonly depth: number;
  readonly tasks: readonly Task[];
  readonly index: RunIndex | undefined;
  /** Why runs are skipped is not stored but inferred. */
  readonly areSkipsInferred: boolean;
}

/** One loop: what it is made of, and each of its iterations. */
export function LoopSection({ loop, depth, tasks, index, areSkipsInferred }: LoopSectionProps) {
  const iterations = useMemo(
    () => (index === undefined ? undefined : countsByLoopIteration(index, loop.name)),
    [index, loop.name],
  );
  const ends = useMemo(
    () => (index === undefined ? undefined : loopEnds(index, loop.name, endTask(loop, tasks))),
    [index, loop, tasks],
  );
  const ownTasks = tasks.filter(({ insertId }) => loop.taskInsertIds.includes(insertId));
  const tested =
    loop.termination === undefined
      ? undefined
      : tasks.find(({ index: at }) => at === endTask(loop, tasks));
  return (
    <section
      className={styles.section}
      style={{ paddingInlineStart: `calc(var(--space-5) + ${depth * 24}px)` }}
      aria-label={`Loop ${loop.name}`}
    >
      <div className={styles.head}>
        <h2 className={styles.name}>{loop.name}</h2>
        <span className={styles.sizes}>
          {loop.parent !== undefined && `inside ${loop.parent} · `}
          {iterationWords(loop)}
        </span>
      </div>
      <div className={styles.body}>
        <KeyValueList
          items={factsOf(loop, tasks, endWords(loop, ends, areSkipsInferred))}
          align="start"
        />
        <div className={styles.iterations}>
          {iterations === undefined ? (
            <Skeleton rows={Math.max(1, Math.min(6, loop.addedIterations))} label="Reading runs" />
          ) : iterations.length === 0 ? (
            <p className={styles.quiet}>No iteration of this loop is stored yet.</p>
          ) : (
            <IterationTable loop={loop.name} tasks={ownTasks} iterations={iterations} />
          )}
          {tested !== undefined && index !== undefined && (
            <TestedValues loop={loop.name} task={tested} />
          )}
        </div>
      </div>
    </section>
  );
}

/** `3 iterations`, or how many of those asked for there are. */
function iterationWords({ addedIterations, requestedIterations }: Loop): string {
  return addedIterations === requestedIterations
    ? formatCounted(addedIterations, 'iteration')
    : `${formatCounted(addedIterations, 'iteration')} of ${formatCount(requestedIterations)} asked for`;
}

function TaskLink({ task }: { readonly task: Task }) {
  return <PlaceLink to={{ view: 'runs', task: task.insertId }}>{task.name}</PlaceLink>;
}

function factsOf(loop: Loop, tasks: readonly Task[], ended: string): readonly KeyValue[] {
  const named = (insertId: number) => {
    const task = tasks.find((candidate) => candidate.insertId === insertId);
    return task === undefined ? (
      <span key={insertId}>a task that is not there</span>
    ) : (
      <TaskLink key={insertId} task={task} />
    );
  };
  const listed = (insertIds: readonly number[]) => (
    <span>
      {insertIds.flatMap((insertId, at) =>
        at === 0 ? [named(insertId)] : [<span key={`, ${insertId}`}>, </span>, named(insertId)],
      )}
    </span>
  );
  const facts: KeyValue[] = [
    { key: 'tasks', label: 'Goes round', value: listed(loop.taskInsertIds) },
  ];
  for (const parameter of loop.iterableParameters) {
    facts.push({
      key: `iterable ${parameter.name}`,
      label: <code>{parameter.name}</code>,
      value: (
        <>
          from {listed(parameter.outputTasks.slice(-1))} back to {named(parameter.inputTask)}
        </>
      ),
    });
  }
  if (loop.iterableParameters.length === 0) {
    facts.push({
      key: 'iterable',
      label: 'Passed on',
      value: <span className={styles.quiet}>nothing from one iteration to the next</span>,
    });
  }
  if (loop.termination !== undefined) {
    const { rule, words, taskInsertId } = loop.termination;
    facts.push({
      key: 'termination',
      label: 'Ends when',
      value: (
        <>
          <span title={rule}>{words}</span>
          {taskInsertId !== undefined && <>, after {named(taskInsertId)}</>}
        </>
      ),
    });
    facts.push({ key: 'ended', label: 'Ended early', value: ended });
  }
  if (loop.nonIterableParameters.length > 0) {
    facts.push({
      key: 'fixed',
      label: 'Kept as it is',
      value: <code>{loop.nonIterableParameters.join(', ')}</code>,
    });
  }
  return facts;
}
