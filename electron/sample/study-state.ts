import type { Study, StudyTask } from './study.ts';
import { TemplateComponents } from './study-components.ts';
import { StudyParameters } from './study-parameters.ts';
import type { BuiltElement, BuiltIteration, BuiltRun, BuiltTask } from './study-records.ts';

/** What has been built of a study so far. */
export class StudyState {
  readonly parameters = new StudyParameters();
  readonly components = new TemplateComponents();
  readonly tasks: BuiltTask[] = [];
  #iterationCount = 0;

  /** @param resourcesOf value of resources of which these are given; GEN1's unless told otherwise */
  constructor(
    readonly study: Study,
    readonly resourcesOf: typeof StudyParameters.resources = StudyParameters.resources,
  ) {}

  /** @throws {RangeError} when there is no such task */
  builtTask(insertId: number): BuiltTask {
    const task = this.tasks[insertId];
    if (task === undefined) throw new RangeError(`the study has no task ${insertId} yet`);
    return task;
  }

  describedTask(insertId: number): StudyTask {
    const task = this.study.tasks[insertId];
    if (task === undefined) throw new RangeError(`the study has no task ${insertId}`);
    return task;
  }

  element(insertId: number, index: number): BuiltElement {
    const element = this.builtTask(insertId).elements[index];
    if (element === undefined) throw new RangeError(`task ${insertId} has no element ${index}`);
    return element;
  }

  /** @param ordinal position among the element's iterations */
  iterationOf(insertId: number, element: number, ordinal: number): BuiltIteration {
    const position = this.element(insertId, element).iterations_idx[ordinal];
    const iteration =
      position === undefined ? undefined : this.builtTask(insertId).iterations[position];
    if (iteration === undefined) {
      throw new RangeError(`element ${element} of task ${insertId} has no iteration ${ordinal}`);
    }
    return iteration;
  }

  /** Parameter index of an output of an iteration. */
  outputIndex(insertId: number, element: number, ordinal: number, type: string): number {
    const index = this.iterationOf(insertId, element, ordinal).data_idx[`outputs.${type}`];
    if (index === undefined) throw new RangeError(`task ${insertId} has no output ${type}`);
    return index;
  }

  /**
   * Appends an iteration with its runs to a task.
   * @param inputs parameter index by data path, resources first
   * @returns its position in the task
   */
  addIteration(
    insertId: number,
    element: number,
    inputs: Readonly<Record<string, number>>,
    loopIdx: Record<string, number>,
  ): number {
    const built = this.builtTask(insertId);
    const described = this.describedTask(insertId);
    const position = built.iterations.length;
    const firstRun = built.runCount;
    const sourceOf = (action: number) => ({
      type: 'EAR_output',
      task_insert_ID: insertId,
      element_idx: element,
      iteration_idx: position,
      action_idx: action,
      run_idx: 0,
      EAR_idx: firstRun + action,
    });
    const data: Record<string, number> = { ...inputs };
    for (const type of described.outputs) {
      const setter = described.actions.findLastIndex((action) => action.outputs.includes(type));
      data[`outputs.${type}`] = this.parameters.add(sourceOf(setter));
    }
    const files = new Map<string, readonly [path: string, index: number]>();
    for (const [action, { kind, writes = [] }] of described.actions.entries()) {
      const group = kind === 'input-file-generator' ? 'input_files' : 'output_files';
      for (const label of writes) {
        files.set(label, [`${group}.${label}`, this.parameters.add(sourceOf(action))]);
      }
    }
    const actions = new Map<number, readonly BuiltRun[]>();
    for (const [action, { inputs: reads, outputs, ...files_ }] of described.actions.entries()) {
      const ofRun: Record<string, number> = {};
      const paths = [
        'resources.any',
        ...outputs.map((type) => `outputs.${type}`),
        ...reads.map((type) => `inputs.${type}`),
      ];
      for (const path of paths) {
        const index = data[path];
        if (index !== undefined) ofRun[path] = index;
      }
      for (const label of [...(files_.reads ?? []), ...(files_.writes ?? [])]) {
        const file = files.get(label);
        if (file !== undefined) ofRun[file[0]] = file[1];
      }
      const metadata = { submission_idx: null, success: null, start_time: null, end_time: null };
      actions.set(action, [{ index: firstRun + action, metadata, data_idx: ofRun }]);
    }
    built.runCount += described.actions.length;
    built.iterations.push({
      global_idx: this.#iterationCount,
      data_idx: data,
      EARs_initialised: true,
      schema_parameters: Object.keys(data),
      loop_idx: loopIdx,
      actions,
    });
    this.#iterationCount += 1;
    this.element(insertId, element).iterations_idx.push(position);
    return position;
  }
}
