import type { Output } from '../../shared/contract/procedures.ts';
import { NO_EXIT_CODE, NONE } from '../../shared/model/run-index.ts';
import { type RunStatus, statusCode } from '../../shared/model/status.ts';

/** A small run index written by hand, for tests of what is computed from it. */
export interface RunSpec {
  readonly status: RunStatus;
  readonly action?: number;
  readonly attempt?: number;
  readonly startUs?: number;
  readonly endUs?: number;
  readonly exitCode?: number;
  readonly submission?: number;
  readonly jobscript?: number;
}
export interface IterationSpec {
  readonly loopIdx?: Readonly<Record<string, number>>;
  readonly runs: readonly RunSpec[];
}
/** Tasks in template order; each a list of elements; each a list of iterations. */
export type IndexSpec = readonly (readonly (readonly IterationSpec[])[])[];

export function buildRunIndex(
  tasks: IndexSpec,
  loops: readonly string[] = [],
): Output<'workflow.readRunIndex'> {
  const elements = tasks.flatMap((list, task) =>
    list.map((iterations, element) => ({ task, element, iterations })),
  );
  const iterations = elements.flatMap(({ iterations: list }, element) =>
    list.map((spec, ordinal) => ({ element, ordinal, spec })),
  );
  const runs = iterations.flatMap(({ spec }, iteration) =>
    spec.runs.map((run, position) => ({ iteration, position, run })),
  );
  const starts = (sizes: readonly number[]): Uint32Array<ArrayBuffer> => {
    const result = new Uint32Array(sizes.length + 1);
    sizes.forEach((size, at) => {
      result[at + 1] = (result[at] ?? 0) + size;
    });
    return result;
  };
  return {
    asOfMs: 0,
    loops,
    hosts: [],
    elements: {
      count: elements.length,
      task: Uint16Array.from(elements, ({ task }) => task),
      index: Uint32Array.from(elements, ({ element }) => element),
      elementSet: new Uint16Array(elements.length),
      iterationStart: starts(elements.map(({ iterations: list }) => list.length)),
    },
    iterations: {
      count: iterations.length,
      element: Uint32Array.from(iterations, ({ element }) => element),
      id: Uint32Array.from(iterations, (_, at) => at),
      ordinal: Uint32Array.from(iterations, ({ ordinal }) => ordinal),
      loopIdx: Int32Array.from(
        iterations.flatMap(({ spec }) => loops.map((loop) => spec.loopIdx?.[loop] ?? NONE)),
      ),
      isInitialised: Uint8Array.from(iterations, ({ spec }) => (spec.runs.length > 0 ? 1 : 0)),
      runStart: starts(iterations.map(({ spec }) => spec.runs.length)),
    },
    runs: {
      count: runs.length,
      iteration: Uint32Array.from(runs, ({ iteration }) => iteration),
      action: Uint16Array.from(runs, ({ run, position }) => run.action ?? position),
      attempt: Uint16Array.from(runs, ({ run }) => run.attempt ?? 0),
      id: Uint32Array.from(runs, (_, at) => at),
      status: Uint8Array.from(runs, ({ run }) => statusCode(run.status)),
      startUs: Float64Array.from(runs, ({ run }) => run.startUs ?? Number.NaN),
      endUs: Float64Array.from(runs, ({ run }) => run.endUs ?? Number.NaN),
      exitCode: Int32Array.from(runs, ({ run }) => run.exitCode ?? NO_EXIT_CODE),
      submission: Int32Array.from(runs, ({ run }) => run.submission ?? NONE),
      jobscript: Int32Array.from(runs, ({ run }) => run.jobscript ?? NONE),
      host: new Int32Array(runs.length).fill(NONE),
    },
  };
}
