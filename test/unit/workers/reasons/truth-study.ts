import { decodeValue } from '../../../../electron/conformance/decode-value.ts';
import { IndexLookup } from '../../../../electron/generations/index-lookup.ts';
import type { ElementData } from '../../../../electron/generations/workflow-reader.ts';
import { parseJson } from '../../../../electron/persistence/json-text.ts';
import type { ParameterData } from '../../../../electron/persistence/records.ts';
import { buildLineage } from '../../../../electron/workers/reasons/build-lineage.ts';
import type { Task } from '../../../../shared/contract/documents.ts';
import { NO_EXIT_CODE, NONE, type RunIndex } from '../../../../shared/model/run-index.ts';
import { statusCode } from '../../../../shared/model/status.ts';
import { truthOf } from '../../shared-workflows.ts';

/**
 * Columns of a study made from what hpcflow itself says of it (its truth file): so the reasoning is
 * tested on real data apart from the reading of files.
 */

interface Truth {
  readonly get_tasks: readonly { readonly id_: number; readonly element_IDs: readonly number[] }[];
  readonly get_elements: readonly { readonly iteration_IDs: readonly number[] }[];
  readonly get_element_iterations: readonly {
    readonly id_: number;
    readonly EAR_IDs: Readonly<Record<string, readonly number[]>> | null;
    readonly data_idx: Readonly<Record<string, number | readonly number[]>>;
    readonly loop_idx: Readonly<Record<string, number>>;
  }[];
  readonly get_EARs: readonly {
    readonly id_: number;
    readonly data_idx: Readonly<Record<string, number | readonly number[]>>;
    readonly success: boolean | null;
    readonly skip: boolean | number;
    readonly start_time: { readonly __datetime__: string } | null;
    readonly end_time: { readonly __datetime__: string } | null;
    readonly exit_code: number | null;
    readonly run_hostname: string | null;
  }[];
  readonly get_parameters: Readonly<
    Record<string, { readonly is_set: boolean; readonly value: unknown; readonly source: object }>
  >;
  readonly api_tasks: readonly {
    readonly insert_ID: number;
    readonly unique_name: string;
    readonly num_actions: number;
  }[];
}
type Ear = Truth['get_EARs'][number];

function statusOf(ear: Ear): number {
  if (Number(ear.skip) === 1) return statusCode('skipped');
  if (Number(ear.skip) === 2) return statusCode('ended-by-loop');
  if (ear.end_time === null) return statusCode(ear.start_time === null ? 'submitted' : 'running');
  if (ear.exit_code === 64) return statusCode('aborted');
  return statusCode(ear.success === true ? 'success' : 'error');
}

const timeUs = (time: { readonly __datetime__: string } | null): number =>
  time === null ? Number.NaN : Date.parse(`${time.__datetime__}Z`) * 1000;

/** Of arrays of many items the truth has a checksum only: a text with dtype and shape stands for it. */
function withoutBigArrays(_key: string, value: unknown): unknown {
  const isBig = typeof value === 'object' && value !== null && 'sha256' in value;
  if (!isBig || !('dtype' in value) || !('shape' in value)) return value;
  return `array ${String(value.dtype)} ${String(value.shape)}`;
}

/** Everything the reasoning asks of an open workflow. */
export async function truthStudy(name: string) {
  const truth = truthOf(name) as Truth;
  const elements: { task: number; index: number; iterations: readonly number[] }[] = [];
  for (const [task, { element_IDs }] of truth.get_tasks.entries()) {
    for (const [index, id] of element_IDs.entries()) {
      elements.push({ task, index, iterations: truth.get_elements[id]?.iteration_IDs ?? [] });
    }
  }
  const iterations = elements.flatMap((element, row) =>
    element.iterations.map((id, ordinal) => ({ row, ordinal, id })),
  );
  const runs = iterations.flatMap(({ id }, iteration) =>
    Object.entries(truth.get_element_iterations[id]?.EAR_IDs ?? {}).flatMap(([action, ids]) =>
      ids.map((ear, attempt) => ({ iteration, action: Number(action), attempt, ear })),
    ),
  );
  const earOf = (id: number): Ear => {
    const ear = truth.get_EARs[id];
    if (ear === undefined) throw new Error(`${name} has no run ${id}`);
    return ear;
  };
  const startOf = (ends: readonly number[], count: number): Uint32Array => {
    const start = new Uint32Array(count + 1);
    for (const end of ends) start[end + 1] = (start[end + 1] ?? 0) + 1;
    for (let at = 0; at < count; at += 1) start[at + 1] = (start[at + 1] ?? 0) + (start[at] ?? 0);
    return start;
  };
  const hosts = [...new Set(truth.get_EARs.flatMap(({ run_hostname: host }) => host ?? []))];
  const index: RunIndex = {
    asOfMs: 0,
    loops: ['stage'],
    hosts,
    elements: {
      count: elements.length,
      task: Uint16Array.from(elements, ({ task }) => task),
      index: Uint32Array.from(elements, ({ index: at }) => at),
      elementSet: new Uint16Array(elements.length),
      iterationStart: startOf(
        iterations.map(({ row }) => row),
        elements.length,
      ),
    },
    iterations: {
      count: iterations.length,
      element: Uint32Array.from(iterations, ({ row }) => row),
      id: Uint32Array.from(iterations, ({ id }) => id),
      ordinal: Uint32Array.from(iterations, ({ ordinal }) => ordinal),
      loopIdx: Int32Array.from(
        iterations,
        ({ id }) => truth.get_element_iterations[id]?.loop_idx.stage ?? NONE,
      ),
      isInitialised: new Uint8Array(iterations.length).fill(1),
      runStart: startOf(
        runs.map(({ iteration }) => iteration),
        iterations.length,
      ),
    },
    runs: {
      count: runs.length,
      iteration: Uint32Array.from(runs, ({ iteration }) => iteration),
      action: Uint16Array.from(runs, ({ action }) => action),
      attempt: Uint16Array.from(runs, ({ attempt }) => attempt),
      id: Uint32Array.from(runs, ({ ear }) => ear),
      status: Uint8Array.from(runs, ({ ear }) => statusOf(earOf(ear))),
      startUs: Float64Array.from(runs, ({ ear }) => timeUs(earOf(ear).start_time)),
      endUs: Float64Array.from(runs, ({ ear }) => timeUs(earOf(ear).end_time)),
      exitCode: Int32Array.from(runs, ({ ear }) => earOf(ear).exit_code ?? NO_EXIT_CODE),
      submission: new Int32Array(runs.length),
      jobscript: new Int32Array(runs.length),
      host: Int32Array.from(runs, ({ ear }) => hosts.indexOf(earOf(ear).run_hostname ?? '')),
    },
  };
  const tasks = truth.api_tasks.map(
    (task, at): Task => ({
      index: at,
      insertId: task.insert_ID,
      name: task.unique_name,
      dirName: '',
      objective: task.unique_name,
      actions: [],
      inputs: [],
      outputs: [],
      elementSetCount: 1,
      elementCount: elements.filter(({ task: of }) => of === at).length,
      loops: [],
    }),
  );
  async function* dataIndexBatches(task: Task): AsyncIterable<readonly ElementData[]> {
    const own = elements.filter((element) => element.task === task.index);
    yield own.map((element) => ({
      element: element.index,
      iterations: element.iterations.map((id) => {
        const iteration = truth.get_element_iterations[id];
        return {
          id,
          loopIdx: [],
          dataIndex: iteration?.data_idx ?? {},
          actions: new Map(
            Object.entries(iteration?.EAR_IDs ?? {}).map(([action, ids]) => [
              Number(action),
              ids.map((ear) => earOf(ear).data_idx),
            ]),
          ),
        };
      }),
    }));
  }
  const lookup = new IndexLookup(index, tasks.length);
  const source = {
    tasks,
    dataIndexBatches,
    parameterIndices: async () => Uint32Array.from(Object.keys(truth.get_parameters), Number),
  };
  const context = { signal: new AbortController().signal, reportProgress: () => undefined };
  const lineage = await buildLineage(source, lookup, context);
  const rowOfRun = (id: number): number => index.runs.id.indexOf(id);
  return {
    truth,
    tasks,
    index,
    lookup,
    lineage,
    context,
    rowOfRun,
    idOfRow: (row: number): number => index.runs.id[row] ?? -1,
    isUnset: (parameter: number): boolean => truth.get_parameters[parameter]?.is_set !== true,
    parameter: async (number: number): Promise<ParameterData> => {
      const stored = truth.get_parameters[number];
      if (stored?.is_set !== true) return [false, null];
      return [
        true,
        decodeValue(parseJson(JSON.stringify(stored.value, withoutBigArrays), { file: name })),
      ];
    },
  };
}
export type TruthStudy = Awaited<ReturnType<typeof truthStudy>>;
