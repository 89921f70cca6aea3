import type { Loop } from '../../shared/contract/documents.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import { isList, type PyDict, type PyValue } from '../persistence/values.ts';
import { dictOf, indexOf, indicesOf, intOf, listOf, textOf, textsOf } from './py-access.ts';
import { pythonRepr } from './python-repr.ts';
import { rulePath, ruleWords } from './rule-words.ts';

const RULE_CHARACTERS = 2000;

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
      addedIterations: addedIterations(added.get('num_added_iterations')),
      ...terminationOf(loop),
      iterableParameters: [...dictOf(added.get('iterable_parameters'))].map(([name, value]) => ({
        name,
        inputTask: indexOf(dictOf(value).get('input_task')) ?? 0,
        outputTasks: indicesOf(dictOf(value).get('output_tasks')),
      })),
      nonIterableParameters: textsOf(loop.get('non_iterable_parameters')),
    };
  });
  return loops.map((loop, position) => {
    // Recorded since a174, innermost last; before, the tasks tell.
    const parents = dictOf(runtime[position]).get('parents');
    const parent = isList(parents) ? textsOf(parents).at(-1) : parentOf(loops, position);
    return parent === undefined ? loop : { ...loop, parent };
  });
}

/** A number; since a174 one for each iteration of the loops around, of which the largest counts. */
function addedIterations(stored: PyValue | undefined): number {
  if (!isList(stored)) return intOf(stored) ?? 0;
  return Math.max(0, ...stored.map((pair) => intOf(listOf(pair)[1]) ?? 0));
}

/** The rule that ends a loop early (a103 and later). */
function terminationOf(loop: PyDict): Pick<Loop, 'termination'> {
  const rule = loop.get('termination');
  if (rule === null || rule === undefined) return {};
  const insertId = indexOf(loop.get('termination_task_insert_ID'));
  const path = rulePath(rule);
  return {
    termination: {
      words: ruleWords(rule),
      rule: pythonRepr(rule, RULE_CHARACTERS).text,
      ...(path === undefined ? {} : { path }),
      ...(insertId === undefined ? {} : { taskInsertId: insertId }),
    },
  };
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
