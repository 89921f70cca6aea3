import type { PyDict } from '../persistence/values.ts';
import { toDict } from './plain.ts';
import type { StudyLoop } from './study.ts';
import type { StudyState } from './study-state.ts';

interface Iterable {
  readonly inputTask: number;
  readonly outputTasks: readonly number[];
}

/** Parameters that one cycle hands to the next (FORMATS §3.6). */
function iterablesOf(state: StudyState, loop: StudyLoop): ReadonlyMap<string, Iterable> {
  const iterables = new Map<string, Iterable>();
  for (const inputTask of loop.tasks) {
    for (const type of state.builtTask(inputTask).inputs) {
      if (iterables.has(type)) continue;
      const outputTasks = loop.tasks.filter(
        (task) => task >= inputTask && state.describedTask(task).outputs.includes(type),
      );
      if (outputTasks.length > 0) iterables.set(type, { inputTask, outputTasks });
    }
  }
  return iterables;
}

/** Adds a loop's further iterations; returns its entry in the store (FORMATS §3.6). */
export function addLoop(state: StudyState, loop: StudyLoop): PyDict {
  const iterables = iterablesOf(state, loop);
  for (const task of loop.tasks) {
    for (const iteration of state.builtTask(task).iterations) iteration.loop_idx[loop.name] = 0;
  }
  for (let cycle = 1; cycle < loop.iterations; cycle += 1) {
    for (const task of loop.tasks) {
      for (const element of state.builtTask(task).elements.keys()) {
        const inputs = inputsOf(state, loop, iterables, { task, element, cycle });
        state.addIteration(task, element, inputs, { [loop.name]: cycle });
      }
    }
  }
  const parameters = [...iterables].map(([type, { inputTask, outputTasks }]) => [
    type,
    { input_task: inputTask, output_tasks: outputTasks },
  ]);
  return toDict({
    num_added_iterations: loop.iterations,
    iterable_parameters: Object.fromEntries(parameters),
  });
}

/** Inputs of an element in a later cycle: from the cycle before, from this cycle, or unchanged. */
function inputsOf(
  state: StudyState,
  loop: StudyLoop,
  iterables: ReadonlyMap<string, Iterable>,
  { task, element, cycle }: { task: number; element: number; cycle: number },
): Record<string, number> {
  const first = state.iterationOf(task, element, 0).data_idx;
  const { sources } = state.element(task, element);
  const inputs: Record<string, number> = {};
  for (const [path, index] of Object.entries(first)) {
    if (path.startsWith('outputs.')) continue;
    inputs[path] = index;
    const type = path.slice('inputs.'.length);
    const iterable = iterables.get(type);
    const source = sources[type];
    const feeder = iterable?.outputTasks.at(-1);
    if (iterable?.inputTask === task && feeder !== undefined) {
      inputs[path] = state.outputIndex(feeder, element, cycle - 1, type);
    } else if (source !== undefined && loop.tasks.includes(source.task)) {
      inputs[path] = state.outputIndex(source.task, source.element, cycle, type);
    }
  }
  return inputs;
}
