import type { Loop } from '../../shared/contract/documents.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import type { PyDict, PyValue } from '../persistence/values.ts';
import { dictOf, indexOf, indicesOf, intOf, listOf, textOf, textsOf } from './py-access.ts';

/**
 * Loops of the template joined with what the run added to them (FORMATS §3.6, §11.1: same order in
 * both), with their parents (FORMATS §12.5).
 */
export function gen1Loops(
  template: PyDict,
  runtime: readonly PyValue[],
  problems: Problem[],
): Loop[] {
  const declared = listOf(template.get('loops'));
  if (declared.length !== runtime.length) {
    problems.push({
      message: `The template has ${declared.length} loops, the workflow ${runtime.length}.`,
      place: 'loops',
    });
  }
  const loops = declared.map((entry, position): Loop => {
    const loop = dictOf(entry);
    const added = dictOf(runtime[position]);
    return {
      name: textOf(loop.get('name')) ?? `loop_${position}`,
      taskInsertIds: indicesOf(loop.get('task_insert_IDs')),
      requestedIterations: intOf(loop.get('num_iterations')) ?? 0,
      addedIterations: intOf(added.get('num_added_iterations')) ?? 0,
      iterableParameters: [...dictOf(added.get('iterable_parameters'))].map(([name, value]) => ({
        name,
        inputTask: indexOf(dictOf(value).get('input_task')) ?? 0,
        outputTasks: indicesOf(dictOf(value).get('output_tasks')),
      })),
      nonIterableParameters: textsOf(loop.get('non_iterable_parameters')),
    };
  });
  return loops.map((loop, position) => {
    const parent = parentOf(loops, position);
    return parent === undefined ? loop : { ...loop, parent };
  });
}

/**
 * Name of the innermost loop around another: one whose tasks are a superset; with equal tasks the
 * earlier loop is the parent (FORMATS §12.5).
 */
function parentOf(loops: readonly Loop[], position: number): string | undefined {
  const own = new Set(loops[position]?.taskInsertIds);
  let parent: Loop | undefined;
  loops.forEach((other, index) => {
    if (index === position) return;
    const tasks = new Set(other.taskInsertIds);
    const isSuperset = [...own].every((task) => tasks.has(task));
    if (!isSuperset || (tasks.size === own.size && index > position)) return;
    if (parent === undefined || tasks.size <= new Set(parent.taskInsertIds).size) parent = other;
  });
  return parent?.name;
}

/** Names of the loops a task is in, outermost first. */
export function loopsOfTask(loops: readonly Loop[], insertId: number): string[] {
  return loops
    .filter((loop) => loop.taskInsertIds.includes(insertId))
    .map((loop) => ({ name: loop.name, depth: depthOf(loops, loop) }))
    .sort((a, b) => a.depth - b.depth)
    .map(({ name }) => name);
}

function depthOf(loops: readonly Loop[], loop: Loop): number {
  let depth = 0;
  let at: Loop | undefined = loop;
  // Names may repeat in a broken document: a chain longer than the list is a circle.
  while (at?.parent !== undefined && depth <= loops.length) {
    const { parent }: Loop = at;
    at = loops.find((other) => other.name === parent);
    depth += 1;
  }
  return depth;
}
