import { type Plain, toDict } from './plain.ts';
import type { StudyElementSet, StudyInput, StudyTask } from './study.ts';
import { expandElements } from './study-elements.ts';
import type { BuiltTask } from './study-records.ts';
import type { StudyState } from './study-state.ts';

type Literal = { readonly [key: string]: Plain };

function localSource(insertId: number, set: number, sequence?: number) {
  return {
    type: 'local_input',
    task_insert_ID: insertId,
    element_set_idx: set,
    ...(sequence === undefined ? {} : { sequence_idx: sequence }),
  };
}

/** Unique name of a task, without the number that tells repeated ones apart (FORMATS §2.4). */
function taskName({ objective, method, implementation }: StudyTask): string {
  return [objective, method, implementation].filter((part) => part !== undefined).join('_');
}

/** `_1`, `_2`, … where a name was taken before (FORMATS §2.4). */
function uniqueName(state: StudyState, insertId: number): string {
  const name = taskName(state.describedTask(insertId));
  const same = state.study.tasks.filter((task) => taskName(task) === name);
  if (same.length === 1) return name;
  return `${name}_${same.indexOf(state.describedTask(insertId)) + 1}`;
}

/** Adds a task with its elements; returns its entry in the template (FORMATS §11.2). */
export function addTask(state: StudyState, insertId: number): Literal {
  const task = state.describedTask(insertId);
  const inputs = [
    ...new Set([
      ...task.elementSets.flatMap((set) => Object.keys(set.inputs)),
      ...Object.keys(task.defaults ?? {}),
    ]),
  ];
  const built: BuiltTask = { insertId, inputs, elements: [], iterations: [], runCount: 0 };
  state.tasks[insertId] = built;
  const defaults = new Map(
    Object.entries(task.defaults ?? {}).map(([type, value]) => [
      type,
      state.parameters.add({ type: 'default_input', task_insert_ID: insertId }, value),
    ]),
  );
  const elementSets = task.elementSets.map((set, position) =>
    addElementSet(state, built, set, position, defaults),
  );
  return {
    insert_ID: insertId,
    dir_name: `task_${insertId}_${uniqueName(state, insertId)}`,
    schemas: [state.components.taskSchema(task, inputs, defaults)],
    element_sets: elementSets,
  };
}

function addElementSet(
  state: StudyState,
  built: BuiltTask,
  set: StudyElementSet,
  position: number,
  defaults: ReadonlyMap<string, number>,
): Literal {
  const { insertId, inputs } = built;
  const first = built.elements.length;
  const resources = state.parameters.add(
    localSource(insertId, position),
    state.resourcesOf(set.resources),
  );
  const locals = new Map<string, number>();
  const sequences = new Map<string, readonly number[]>();
  for (const [type, input] of Object.entries(set.inputs)) {
    if ('value' in input) {
      locals.set(type, state.parameters.add(localSource(insertId, position), input.value));
    } else if ('sequence' in input) {
      const source = localSource(insertId, position, sequences.size);
      sequences.set(
        type,
        input.sequence.map((value) => state.parameters.add(source, value)),
      );
    }
  }
  const choices = expandElements(set, (input) => upstreamElements(state, input).length);
  for (const { positions } of choices) {
    const data: Record<string, number> = { 'resources.any': resources };
    const sources: Record<string, { task: number; element: number }> = {};
    for (const type of inputs) {
      const input = set.inputs[type];
      const at = positions[type] ?? 0;
      let index = locals.get(type) ?? sequences.get(type)?.[at] ?? defaults.get(type);
      if (input !== undefined && 'fromTask' in input) {
        const element = upstreamElements(state, input)[at] ?? 0;
        sources[type] = { task: input.fromTask, element };
        index = state.outputIndex(input.fromTask, element, 0, type);
      }
      if (index !== undefined) data[`inputs.${type}`] = index;
    }
    const element = built.elements.length;
    const seqIdx = [...sequences.keys()].map((type) => [`inputs.${type}`, positions[type] ?? 0]);
    built.elements.push({
      iterations_idx: [],
      es_idx: position,
      seq_idx: Object.fromEntries(seqIdx),
      src_idx: Object.fromEntries(inputs.map((type) => [`inputs.${type}`, 0])),
      sources,
    });
    state.addIteration(insertId, element, data, {});
  }
  const nesting = Object.entries(set.inputs).flatMap(([type, input]) =>
    'nestingOrder' in input ? [[`inputs.${type}`, input.nestingOrder] as const] : [],
  );
  return {
    repeats: null,
    nesting_order: Object.fromEntries(nesting),
    sourceable_elem_iters: null,
    allow_non_coincident_task_sources: false,
    _element_local_idx_range: [first, built.elements.length],
    original_input_sources: {},
    original_nesting_order: Object.fromEntries(nesting),
    inputs: [...locals].map(([type, index]) => state.components.inputValue(type, index)),
    input_files: [],
    resources: { any: { value_group_idx: resources } },
    sequences: [...sequences].map(([type, indices]) => ({
      path: `inputs.${type}`,
      nesting_order: Object.fromEntries(nesting)[`inputs.${type}`] ?? 0,
      is_unused: false,
      _values: null,
      _values_group_idx: indices,
    })),
    input_sources: Object.fromEntries(
      inputs.map((type) => [type, [inputSource(state, set.inputs[type])]]),
    ),
  };
}

/** Elements of an earlier task that an input takes its values from; positions of a sequence. */
function upstreamElements(state: StudyState, input: StudyInput): readonly number[] {
  if ('sequence' in input) return [...input.sequence.keys()];
  if ('value' in input) return [0];
  return state
    .builtTask(input.fromTask)
    .elements.flatMap(({ es_idx }, element) => (es_idx === input.elementSet ? [element] : []));
}

/** FORMATS §11.2, input source. */
function inputSource(state: StudyState, input: StudyInput | undefined): Literal {
  const source: { [key: string]: Plain } = {
    import_ref: null,
    task_ref: null,
    task_source_type: null,
    element_iters: null,
    where: null,
    path: null,
    type: input === undefined ? 'DEFAULT' : 'LOCAL',
  };
  if (input === undefined || !('fromTask' in input)) return source;
  source.task_ref = input.fromTask;
  source.task_source_type = 'OUTPUT';
  source.element_iters = upstreamElements(state, input).map(
    (element) => state.iterationOf(input.fromTask, element, 0).global_idx,
  );
  source.type = 'TASK';
  return source;
}

/** The template as it stands in the store, once all tasks are added (FORMATS §11.1). */
export function templateOf(state: StudyState, resources: number, tasks: readonly Literal[]) {
  return toDict({
    name: state.study.name,
    workflow: null,
    resources: { any: { value_group_idx: resources } },
    tasks,
    loops: state.study.loops.map((loop) => ({
      task_insert_IDs: loop.tasks,
      num_iterations: loop.iterations,
      name: loop.name,
      non_iterable_parameters: [],
    })),
  });
}
