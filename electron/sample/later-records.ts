import type {
  FlatWorkflow,
  FlatWorkflowParameter,
} from '../persistence/flat-writing/flat-workflow.ts';
import type { Execution } from './later-execution.ts';
import { SKIP, SKIPPED_CODE } from './later-execution.ts';
import type { BuiltIteration, BuiltRun } from './study-records.ts';
import type { StudyState } from './study-state.ts';

/** A run with its numbers over the whole workflow. */
export interface NumberedRun {
  readonly id: number;
  readonly run: BuiltRun;
  readonly iteration: BuiltIteration;
  readonly task: number;
  readonly element: number;
  /** Position among the element's iterations. */
  readonly ordinal: number;
  readonly action: number;
}

type Records = Pick<FlatWorkflow, 'tasks' | 'elements' | 'iterations'>;

/** Numbers of a study over the whole workflow: runs in the order of their iterations. */
export class StudyNumbers {
  readonly runs: readonly NumberedRun[];
  /** In the order of their numbers. */
  readonly #iterations: readonly Omit<NumberedRun, 'id' | 'run' | 'action'>[];
  readonly #ids = new Map<BuiltRun, number>();

  constructor(readonly state: StudyState) {
    const iterations = state.tasks.flatMap(({ elements, iterations, insertId }) =>
      elements.flatMap(({ iterations_idx }, element) =>
        iterations_idx.flatMap((position, ordinal) => {
          const iteration = iterations[position];
          return iteration === undefined ? [] : { task: insertId, element, ordinal, iteration };
        }),
      ),
    );
    iterations.sort((a, b) => a.iteration.global_idx - b.iteration.global_idx);
    this.#iterations = iterations;
    this.runs = iterations
      .flatMap((place) =>
        [...place.iteration.actions].flatMap(([action, runs]) =>
          runs.map((run) => ({ ...place, action, run })),
        ),
      )
      .map((run, id) => ({ ...run, id }));
    for (const { run, id } of this.runs) this.#ids.set(run, id);
  }

  /** @throws {RangeError} for a run of another study */
  idOf(run: BuiltRun): number {
    const id = this.#ids.get(run);
    if (id === undefined) throw new RangeError('the study has no such run');
    return id;
  }

  /** FORMATS §13.6 */
  records(): Records {
    const { tasks } = this.state;
    const firstOf = tasks.map((_, task) =>
      tasks.slice(0, task).reduce((sum, { elements }) => sum + elements.length, 0),
    );
    const globalOf = (task: number, position: number): number =>
      tasks[task]?.iterations[position]?.global_idx ?? 0;
    return {
      tasks: tasks.map(({ insertId, elements }, index) => ({
        id_: insertId,
        index,
        element_IDs: elements.map((_, element) => (firstOf[index] ?? 0) + element),
      })),
      elements: tasks.flatMap(({ insertId, elements }, task) =>
        elements.map(({ iterations_idx, es_idx, seq_idx, src_idx }, index) => ({
          id_: (firstOf[task] ?? 0) + index,
          index,
          es_idx,
          seq_idx,
          src_idx,
          task_ID: insertId,
          iteration_IDs: iterations_idx.map((position) => globalOf(task, position)),
        })),
      ),
      iterations: this.#iterations.map(({ iteration, task, element }) => ({
        id_: iteration.global_idx,
        element_ID: (firstOf[task] ?? 0) + element,
        EARs_initialised: true,
        EAR_IDs: new Map(
          [...iteration.actions].map(
            ([action, runs]) => [action, runs.map((run) => this.idOf(run))] as const,
          ),
        ),
        data_idx: iteration.data_idx,
        schema_parameters: iteration.schema_parameters,
        loop_idx: iteration.loop_idx,
      })),
    };
  }

  /** An output names the run that sets it (GEN4 §9.3). */
  parameters(): FlatWorkflowParameter[] {
    return this.state.parameters.list.map(({ source, value }) => {
      const [task, iteration, action] = ['task_insert_ID', 'iteration_idx', 'action_idx'].map(
        (key) => Number(source.get(key)),
      );
      const producer =
        source.get('type') === 'EAR_output'
          ? this.state.tasks[task ?? -1]?.iterations[iteration ?? -1]?.actions.get(
              action ?? -1,
            )?.[0]
          : undefined;
      return {
        source:
          producer === undefined
            ? source
            : new Map<string, string | number>([
                ['EAR_ID', this.idOf(producer)],
                ['type', 'EAR_output'],
              ]),
        ...(value === undefined ? {} : { value }),
      };
    });
  }
}

/** What of a run its submission and its execution decide. */
export function runRecords(
  numbers: StudyNumbers,
  execution: Execution,
  submissionOf: (run: BuiltRun) => number | undefined,
  commandsFileOf: (run: NumberedRun) => number | undefined,
): FlatWorkflow['runs'] {
  const { study, fates } = execution;
  return numbers.runs.map((numbered) => {
    const { id, run, iteration, task, element, ordinal, action } = numbered;
    const fate = fates.get(run);
    const isSkipped = (fate?.skip ?? SKIP.none) !== SKIP.none;
    const hasEnded = (fate?.endUs ?? null) !== null;
    const isDone = fate?.outcome?.state === 'done';
    const endCode = isSkipped ? SKIPPED_CODE : isDone ? 0 : (fate?.outcome?.exitCode ?? 1);
    const hasStarted = (fate?.startUs ?? null) !== null;
    return {
      id_: id,
      elem_iter_ID: iteration.global_idx,
      action_idx: action,
      commands_idx: [0],
      data_idx: run.data_idx,
      submission_idx: submissionOf(run) ?? null,
      commands_file_ID: commandsFileOf(numbered) ?? null,
      success: hasEnded ? isDone : null,
      skip: fate?.skip ?? SKIP.none,
      start_time: fate?.startUs ?? null,
      end_time: fate?.endUs ?? null,
      snapshot_start: null,
      snapshot_end: null,
      exit_code: hasEnded ? endCode : null,
      metadata: new Map(),
      run_hostname: hasStarted ? study.hostOf({ task, element, iteration: ordinal, action }) : null,
      port_number: null,
    };
  });
}
