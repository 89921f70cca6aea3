import type { Loop, Task } from '../../shared/contract/documents.ts';
import type { PyDict } from '../persistence/values.ts';
import { dictOf, indexOf, listOf, textOf } from './py-access.ts';

/** A parameter that a task is to take from another. Tasks are insert IDs. */
export interface PlannedLink {
  readonly from: number;
  readonly to: number;
  /** Input path without `inputs.`. */
  readonly name: string;
  /** Of the loop that is to carry it on to its next iteration. */
  readonly loop?: string | undefined;
}

interface TaskSource {
  readonly task: number;
  readonly isInput: boolean;
}

/**
 * What flows between tasks by the template alone (FORMATS §11.2, input sources): also where nothing
 * has run. A source that is itself an input of another task is followed to the task that makes it;
 * what a loop hands on to its next iteration is told by its iterable parameters (FORMATS §3.6).
 */
export function plannedFlow(
  template: PyDict,
  tasks: readonly Task[],
  loops: readonly Loop[],
): readonly PlannedLink[] {
  const stored = listOf(template.get('tasks'));
  const sources = new Map<number, ReadonlyMap<string, readonly TaskSource[]>>(
    tasks.map(({ insertId, index }) => [insertId, sourcesOf(dictOf(stored[index]))]),
  );
  const links = new Map<string, PlannedLink>();
  const add = (link: PlannedLink): void => {
    links.set(JSON.stringify([link.from, link.to, link.name, link.loop]), link);
  };
  for (const { insertId } of tasks) {
    for (const [name, own] of sources.get(insertId) ?? []) {
      for (const from of makersOf(own, name, sources, new Set([insertId]))) {
        if (from !== insertId) add({ from, to: insertId, name });
      }
    }
  }
  const known = new Set(tasks.map(({ insertId }) => insertId));
  for (const loop of loops) {
    if (Math.max(loop.requestedIterations, loop.addedIterations) < 2) continue;
    for (const { name, inputTask, outputTasks } of loop.iterableParameters) {
      const from = outputTasks.at(-1);
      if (from === undefined || !known.has(from) || !known.has(inputTask)) continue;
      add({ from, to: inputTask, name, loop: loop.name });
    }
  }
  return [...links.values()];
}

function sourcesOf(task: PyDict): ReadonlyMap<string, readonly TaskSource[]> {
  const found = new Map<string, TaskSource[]>();
  for (const set of listOf(task.get('element_sets'))) {
    for (const [name, list] of dictOf(dictOf(set).get('input_sources'))) {
      if (typeof name !== 'string') continue;
      for (const entry of listOf(list)) {
        const source = dictOf(entry);
        const from = indexOf(source.get('task_ref'));
        if (textOf(source.get('type'))?.toUpperCase() !== 'TASK' || from === undefined) continue;
        const isInput = textOf(source.get('task_source_type'))?.toUpperCase() === 'INPUT';
        found.set(name, [...(found.get(name) ?? []), { task: from, isInput }]);
      }
    }
  }
  return found;
}

/** Tasks that make what these sources hand on. */
function makersOf(
  own: readonly TaskSource[],
  name: string,
  sources: ReadonlyMap<number, ReadonlyMap<string, readonly TaskSource[]>>,
  seen: Set<number>,
): readonly number[] {
  return own.flatMap(({ task, isInput }) => {
    if (!isInput) return [task];
    if (seen.has(task)) return [];
    seen.add(task);
    return makersOf(sources.get(task)?.get(name) ?? [], name, sources, seen);
  });
}
