import type { PyDict } from '../persistence/values.ts';
import { toDict } from './plain.ts';
import type { RunPlace, StudyJobscript } from './study.ts';
import type { BuiltRun } from './study-records.ts';
import type { StudyState } from './study-state.ts';

export interface PlannedRun {
  readonly place: RunPlace;
  /** Position of the iteration in its task. */
  readonly iterationIdx: number;
  readonly run: BuiltRun;
}

/** A jobscript's grid (FORMATS §8.2): rows are actions, columns elements. */
export interface PlannedJobscript {
  readonly described: StudyJobscript;
  readonly elements: readonly number[];
  /** `[task insert ID, action index, position in described.tasks]` of each row. */
  readonly rows: readonly (readonly [number, number, number])[];
  readonly grid: readonly (readonly PlannedRun[])[];
  /** Own column → columns of an earlier jobscript, by jobscript. */
  readonly dependencies: ReadonlyMap<number, ReadonlyMap<number, ReadonlySet<number>>>;
}

type Cell = readonly [jobscript: number, column: number];

/** Lays out the jobscripts of one submission and finds what each waits for. */
export function planJobscripts(
  state: StudyState,
  jobscripts: readonly StudyJobscript[],
): readonly PlannedJobscript[] {
  const cellOfRun = new Map<BuiltRun, Cell>();
  return jobscripts.map((described, index) => {
    const [start, stop] = described.elements;
    const elements = Array.from({ length: stop - start }, (_, column) => start + column);
    const rows = described.tasks.flatMap(({ task }, position) =>
      state.describedTask(task).actions.map((_, action) => [task, action, position] as const),
    );
    const grid = rows.map(([task, action, position]) =>
      elements.map((element) => {
        const iteration = described.tasks[position]?.iteration ?? 0;
        return plannedRun(state, { task, element, iteration, action });
      }),
    );
    const dependencies = new Map<number, Map<number, Set<number>>>();
    for (const row of grid) {
      for (const [column, { run }] of row.entries()) {
        cellOfRun.set(run, [index, column]);
        for (const [jobscript, otherColumn] of producersOf(state, run, cellOfRun)) {
          if (jobscript === index) continue;
          const mapping = dependencies.get(jobscript) ?? new Map<number, Set<number>>();
          dependencies.set(jobscript, mapping);
          mapping.set(column, (mapping.get(column) ?? new Set()).add(otherColumn));
        }
      }
    }
    return { described, elements, rows, grid, dependencies };
  });
}

function plannedRun(state: StudyState, place: RunPlace): PlannedRun {
  const { task, element, iteration, action } = place;
  const iterationIdx = state.element(task, element).iterations_idx[iteration] ?? 0;
  const run = state.iterationOf(task, element, iteration).actions.get(action)?.[0];
  if (run === undefined) throw new RangeError(`task ${task} has no action ${action}`);
  return { place, iterationIdx, run };
}

/** The run that sets a parameter; undefined when the user gave it. */
export function producerOf(state: StudyState, parameter: number): BuiltRun | undefined {
  const source = state.parameters.list[parameter]?.source;
  const [task, iteration, action] = ['task_insert_ID', 'iteration_idx', 'action_idx'].map((key) =>
    Number(source?.get(key)),
  );
  if (source?.get('type') !== 'EAR_output') return undefined;
  return state.tasks[task ?? -1]?.iterations[iteration ?? -1]?.actions.get(action ?? -1)?.[0];
}

/** Cells of the earlier runs whose results a run takes. */
function producersOf(
  state: StudyState,
  run: BuiltRun,
  cellOfRun: ReadonlyMap<BuiltRun, Cell>,
): readonly Cell[] {
  return Object.values(run.data_idx).flatMap((parameter) => {
    const producer = producerOf(state, parameter);
    const cell = producer === undefined ? undefined : cellOfRun.get(producer);
    return cell === undefined || producer === run ? [] : [cell];
  });
}

/** What columns wait for; one for one where every column waits for one other (FORMATS §8.2). */
export function dependencyOf(
  mapping: ReadonlyMap<number, ReadonlySet<number>>,
  columnCount: number,
): { readonly js_element_mapping: Record<string, number[]>; readonly is_array: boolean } {
  const isArray =
    mapping.size === columnCount && [...mapping.values()].every(({ size }) => size === 1);
  const columns = [...mapping].map(([column, others]) => [String(column), [...others]]);
  return { js_element_mapping: Object.fromEntries(columns), is_array: isArray };
}

/** The jobscript's document (FORMATS §8.2), as it is before it is submitted. */
export function jobscriptDocument(state: StudyState, planned: PlannedJobscript): PyDict {
  const { described, elements, rows, grid, dependencies } = planned;
  return toDict({
    task_insert_IDs: described.tasks.map(({ task }) => task),
    task_loop_idx: described.tasks.map(({ task, iteration }) => ({
      ...state.iterationOf(task, described.elements[0], iteration).loop_idx,
    })),
    task_actions: rows,
    task_elements: Object.fromEntries(described.tasks.map(({ task }) => [String(task), elements])),
    EARs: grid.flat().map(({ place, iterationIdx, run }) => [
      [place.task, place.element, run.index],
      [iterationIdx, place.action, 0],
    ]),
    EAR_idx: grid.map((row) => row.map(({ run }) => run.index)),
    dependencies: Object.fromEntries(
      [...dependencies].map(([jobscript, mapping]) => [
        String(jobscript),
        dependencyOf(mapping, elements.length),
      ]),
    ),
    submit_time: null,
    scheduler_job_ID: null,
    version_info: null,
    resources: {
      scratch: null,
      num_cores: 1,
      scheduler: null,
      shell: null,
      use_job_array: null,
      time_limit: null,
      scheduler_options: {},
      scheduler_args: {},
      shell_args: {},
      os_name: null,
      ...described.resources,
    },
  });
}
