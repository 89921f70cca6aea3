import { truthOf } from '../../shared-workflows.ts';

/**
 * What flows between actions, by what hpcflow itself says: who set each parameter (its source), and
 * which runs name it among their inputs. Earshot goes by data indices alone.
 */

type DataIndex = Readonly<Record<string, number | readonly number[]>>;
type LoopIdx = Readonly<Record<string, number>>;

interface TruthRun {
  readonly key: string;
  readonly task: number;
  readonly action: number;
  readonly loopIdx: LoopIdx;
  readonly data: DataIndex;
}

interface Source {
  readonly type: string;
  readonly EAR_ID?: number;
  readonly task_insert_ID?: number;
  readonly iteration_idx?: number;
  readonly action_idx?: number;
}

interface Gen1Truth {
  readonly get_template: { readonly tasks: readonly { readonly insert_ID: number }[] };
  readonly get_parameter_source: Readonly<Record<string, Source>>;
  readonly get_task_elements: readonly (readonly {
    readonly iterations: readonly {
      readonly index: number;
      readonly loop_idx: LoopIdx;
      readonly actions: Readonly<Record<string, readonly { readonly data_idx: DataIndex }[]>>;
    }[];
  }[])[];
}

interface FlatTruth {
  readonly get_parameters: Readonly<Record<string, { readonly source: Source }>>;
  readonly get_elements: readonly { readonly id_: number; readonly task_ID: number }[];
  readonly get_element_iterations: readonly {
    readonly id_: number;
    readonly element_ID: number;
    readonly loop_idx: LoopIdx;
  }[];
  readonly get_EARs: readonly {
    readonly id_: number;
    readonly elem_iter_ID: number;
    readonly action_idx: number;
    readonly data_idx: DataIndex;
  }[];
}

function gen1Runs(truth: Gen1Truth): TruthRun[] {
  return truth.get_task_elements.flatMap((elements, position) => {
    const task = truth.get_template.tasks[position]?.insert_ID ?? -1;
    return elements.flatMap(({ iterations }) =>
      // hpcflow gives an iteration as often as its number is repeated on disk (T3).
      [...new Map(iterations.map((one) => [one.index, one])).values()].flatMap((iteration) =>
        Object.entries(iteration.actions).flatMap(([action, runs]) =>
          runs.map(({ data_idx }) => ({
            key: `${task} ${iteration.index} ${action}`,
            task,
            action: Number(action),
            loopIdx: iteration.loop_idx,
            data: data_idx,
          })),
        ),
      ),
    );
  });
}

function flatRuns(truth: FlatTruth): TruthRun[] {
  const iterations = new Map(truth.get_element_iterations.map((one) => [one.id_, one]));
  const elements = new Map(truth.get_elements.map((one) => [one.id_, one]));
  return truth.get_EARs.map(({ id_, elem_iter_ID, action_idx, data_idx }) => {
    const iteration = iterations.get(elem_iter_ID);
    return {
      key: String(id_),
      task: elements.get(iteration?.element_ID ?? -1)?.task_ID ?? -1,
      action: action_idx,
      loopIdx: iteration?.loop_idx ?? {},
      data: data_idx,
    };
  });
}

/** `from task.action → to task.action name`, with ` next LOOPS` where loops carry it: how many values. */
export function truthFlow(workflow: string): ReadonlyMap<string, number> {
  const truth = truthOf(workflow) as Gen1Truth | FlatTruth;
  const isFlat = 'get_EARs' in truth;
  const runs = isFlat ? flatRuns(truth) : gen1Runs(truth);
  const byKey = new Map(runs.map((run) => [run.key, run]));
  const writerOf = (parameter: number): TruthRun | undefined => {
    const source = isFlat
      ? truth.get_parameters[parameter]?.source
      : truth.get_parameter_source[parameter];
    if (source?.type !== 'EAR_output') return undefined;
    return byKey.get(
      source.EAR_ID === undefined
        ? `${source.task_insert_ID} ${source.iteration_idx} ${source.action_idx}`
        : String(source.EAR_ID),
    );
  };
  const found = new Map<string, Set<number>>();
  for (const reader of runs) {
    for (const [path, reference] of Object.entries(reader.data)) {
      if (!path.startsWith('inputs.')) continue;
      for (const parameter of typeof reference === 'number' ? [reference] : reference) {
        const writer = writerOf(parameter);
        if (writer === undefined || writer === reader) continue;
        const isCarried = Object.entries(writer.loopIdx).some(
          ([loop, at]) => loop in reader.loopIdx && reader.loopIdx[loop] !== at,
        );
        const name = path.slice('inputs.'.length);
        const key = flowKey(writer, reader, name, isCarried);
        found.set(key, (found.get(key) ?? new Set<number>()).add(parameter));
      }
    }
  }
  return new Map([...found].map(([key, values]) => [key, values.size]));
}

interface End {
  readonly task: number;
  readonly action: number | undefined;
}

export function flowKey(from: End, to: End, name: string, isCarried: boolean): string {
  const next = isCarried ? ', next iteration' : '';
  return `${from.task}.${from.action} → ${to.task}.${to.action} ${name}${next}`;
}
