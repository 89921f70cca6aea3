import type { Source, Task } from '../../shared/contract/documents.ts';
import type { ParameterSource } from '../persistence/records.ts';
import type { IndexLookup } from './index-lookup.ts';
import { indexOf, textOf } from './py-access.ts';

/**
 * Where a parameter's value came from (FORMATS §6.5), with one line for people. Numbers are those of
 * hpcflow, counted from 0.
 */
export function gen1Source(
  stored: ParameterSource,
  tasks: readonly Task[],
  lookup: IndexLookup,
): Source {
  const type = textOf(stored.get('type')) ?? 'unknown';
  const insertId = indexOf(stored.get('task_insert_ID'));
  const task = tasks.find((candidate) => candidate.insertId === insertId);
  const name = task?.name ?? (insertId === undefined ? 'an unknown task' : `task ${insertId}`);
  const elementSet = indexOf(stored.get('element_set_idx'));
  const sequenceIndex = indexOf(stored.get('sequence_idx'));
  const run = type === 'EAR_output' && task !== undefined ? runOf(stored, task, lookup) : undefined;
  return {
    type,
    text: sourceText(type, name, {
      elementSet,
      sequenceIndex,
      task,
      element: indexOf(stored.get('element_idx')),
      hasLoops: task !== undefined && hasLoops(lookup, task),
      run,
    }),
    ...(insertId === undefined ? {} : { taskInsertId: insertId }),
    ...(elementSet === undefined ? {} : { elementSet }),
    ...(sequenceIndex === undefined ? {} : { sequenceIndex }),
    ...(run === undefined ? {} : { run }),
  };
}

export interface SourceParts {
  readonly elementSet: number | undefined;
  readonly sequenceIndex: number | undefined;
  readonly task: Task | undefined;
  readonly element: number | undefined;
  /** Some element of the task has more than one iteration. */
  readonly hasLoops: boolean;
  readonly run: Source['run'];
}

/** One line for people; numbers are those of hpcflow, counted from 0. */
export function sourceText(type: string, name: string, parts: SourceParts): string {
  const { elementSet, sequenceIndex, task, run } = parts;
  switch (type) {
    case 'workflow_resources':
      return 'resources of the workflow';
    case 'default_input':
      return `default of ${name}`;
    case 'local_input': {
      const set = (task?.elementSetCount ?? 1) > 1 ? `, element set ${elementSet ?? 0}` : '';
      return sequenceIndex === undefined
        ? `input of ${name}${set}`
        : `sequence value ${sequenceIndex} of ${name}${set}`;
    }
    case 'EAR_output': {
      const at = parts.element === undefined ? '' : `, element ${parts.element}`;
      if (run === undefined) return `output of ${name}${at}`;
      const iteration = parts.hasLoops ? `, iteration ${run.iteration}` : '';
      const action = (task?.actions.length ?? 1) > 1 ? `, action ${run.action}` : '';
      return `output of ${name}${at}${iteration}${action}`;
    }
    default:
      return `${type.replaceAll('_', ' ')} of ${name}`;
  }
}

/** Some element of the task has more than one iteration. */
export function hasLoops(lookup: IndexLookup, task: Task): boolean {
  return lookup.countsOf(task.index).iterationCount > task.elementCount;
}

/** Absent while the runs of the iteration are not initialised (FORMATS §6.5). */
function runOf(stored: ParameterSource, task: Task, lookup: IndexLookup): Source['run'] {
  const element = indexOf(stored.get('element_idx'));
  const action = indexOf(stored.get('action_idx'));
  const iterationId = indexOf(stored.get('iteration_idx'));
  if (element === undefined || action === undefined || iterationId === undefined) return undefined;
  const elementRow = lookup.elementRow(task.index, element);
  if (elementRow === undefined) return undefined;
  const iteration = lookup.ordinalOf(elementRow, iterationId);
  if (iteration === undefined) return undefined;
  const attempt = indexOf(stored.get('run_idx')) ?? 0;
  return { taskInsertId: task.insertId, element, iteration, action, attempt };
}
