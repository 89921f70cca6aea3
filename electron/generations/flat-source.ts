import type { Source, Task } from '../../shared/contract/documents.ts';
import type { ParameterSource } from '../persistence/records.ts';
import { hasLoops, sourceText } from './gen1-source.ts';
import type { IndexLookup } from './index-lookup.ts';
import { indexOf, textOf } from './py-access.ts';

/** Where a parameter's value came from (FORMATS §13.5, GEN4 §9.3), with one line for people. */
export function flatSource(
  stored: ParameterSource,
  tasks: readonly Task[],
  lookup: IndexLookup,
): Source {
  const type = textOf(stored.get('type')) ?? 'unknown';
  const runId = indexOf(stored.get('EAR_ID'));
  const run =
    runId === undefined ? undefined : placeOfRun(lookup.rowOfWorkflowRunId(runId), tasks, lookup);
  const insertId = run?.taskInsertId ?? indexOf(stored.get('task_insert_ID'));
  const task = tasks.find((candidate) => candidate.insertId === insertId);
  const name = task?.name ?? (insertId === undefined ? 'an unknown task' : `task ${insertId}`);
  const elementSet = indexOf(stored.get('element_set_idx'));
  const sequenceIndex = indexOf(stored.get('sequence_idx'));
  const method = textOf(stored.get('value_class_method'));
  const parts = {
    elementSet,
    sequenceIndex,
    task,
    element: run?.element ?? indexOf(stored.get('element_idx')),
    hasLoops: task !== undefined && hasLoops(lookup, task),
    run,
  };
  const text = type === 'import' ? 'imported from another workflow' : sourceText(type, name, parts);
  return {
    type,
    text: method === undefined ? text : `${text}, made by ${method}`,
    ...(insertId === undefined ? {} : { taskInsertId: insertId }),
    ...(elementSet === undefined ? {} : { elementSet }),
    ...(sequenceIndex === undefined ? {} : { sequenceIndex }),
    ...(run === undefined ? {} : { run }),
  };
}

/** Address of the run in a row of the index. */
export function placeOfRun(
  row: number,
  tasks: readonly Task[],
  lookup: IndexLookup,
): Source['run'] {
  const { runs, iterations, elements } = lookup.index;
  const iteration = row < 0 ? undefined : runs.iteration[row];
  const element = iteration === undefined ? undefined : iterations.element[iteration];
  if (iteration === undefined || element === undefined) return undefined;
  const task = tasks[elements.task[element] ?? 0];
  if (task === undefined) return undefined;
  return {
    taskInsertId: task.insertId,
    element: elements.index[element] ?? 0,
    iteration: iterations.ordinal[iteration] ?? 0,
    action: runs.action[row] ?? 0,
    attempt: runs.attempt[row] ?? 0,
  };
}
