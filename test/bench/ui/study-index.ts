import { NO_EXIT_CODE, NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import { statusCode } from '../../../shared/model/status.ts';

/** Tasks of a study in a loop of three iterations, as in the drawings. */
const ITERATIONS = 3;
export const TASKS = [
  { name: 'generate_volume_element', actions: ['generate'], share: 1 / 40, isInLoop: false },
  { name: 'simulate', actions: ['geom', 'load', 'solve', 'parse'], share: 1, isInLoop: true },
  { name: 'fit_yield_function', actions: ['fit'], share: 1, isInLoop: true },
  { name: 'plot_pole_figures', actions: ['plot'], share: 1, isInLoop: false },
] as const;

/** Elements of the largest task, so that the workflow has about so many runs. */
export const elementsFor = (runs: number): number => Math.max(1, Math.round(runs / 16));

export const elementsOf = (task: number, elements: number): number =>
  Math.max(1, Math.round(elements * (TASKS[task]?.share ?? 1)));

/** The run index of a study; the same for the same size. One run in 1000 has failed. */
export function studyIndex(elements: number): RunIndex {
  const counts = TASKS.map((_, task) => elementsOf(task, elements));
  const iterationsOf = TASKS.map(({ isInLoop }) => (isInLoop ? ITERATIONS : 1));
  const sum = (sizes: readonly number[]): number => sizes.reduce((all, size) => all + size, 0);
  const elementCount = sum(counts);
  const iterationCount = sum(counts.map((count, task) => count * (iterationsOf[task] ?? 1)));
  const runCount = sum(
    counts.map(
      (count, task) => count * (iterationsOf[task] ?? 1) * (TASKS[task]?.actions.length ?? 1),
    ),
  );
  const index = {
    asOfMs: 1_700_000_000_000,
    loops: ['calibrate'],
    hosts: Array.from({ length: 8 }, (_, at) => `cn-${at + 1}`),
    elements: {
      count: elementCount,
      task: new Uint16Array(elementCount),
      index: new Uint32Array(elementCount),
      elementSet: new Uint16Array(elementCount),
      iterationStart: new Uint32Array(elementCount + 1),
    },
    iterations: {
      count: iterationCount,
      element: new Uint32Array(iterationCount),
      id: new Uint32Array(iterationCount),
      ordinal: new Uint32Array(iterationCount),
      loopIdx: new Int32Array(iterationCount),
      isInitialised: new Uint8Array(iterationCount).fill(1),
      runStart: new Uint32Array(iterationCount + 1),
    },
    runs: {
      count: runCount,
      iteration: new Uint32Array(runCount),
      action: new Uint16Array(runCount),
      attempt: new Uint16Array(runCount),
      id: new Uint32Array(runCount),
      status: new Uint8Array(runCount),
      startUs: new Float64Array(runCount),
      endUs: new Float64Array(runCount),
      exitCode: new Int32Array(runCount),
      submission: new Int32Array(runCount),
      jobscript: new Int32Array(runCount),
      host: new Int32Array(runCount),
    },
  } satisfies RunIndex;
  let element = 0;
  let iteration = 0;
  let run = 0;
  for (const [task, { actions }] of TASKS.entries()) {
    for (let own = 0; own < (counts[task] ?? 0); own += 1) {
      index.elements.task[element] = task;
      index.elements.index[element] = own;
      index.elements.iterationStart[element] = iteration;
      for (let ordinal = 0; ordinal < (iterationsOf[task] ?? 1); ordinal += 1) {
        index.iterations.element[iteration] = element;
        index.iterations.id[iteration] = iteration;
        index.iterations.ordinal[iteration] = ordinal;
        index.iterations.loopIdx[iteration] = TASKS[task]?.isInLoop === true ? ordinal : NONE;
        index.iterations.runStart[iteration] = run;
        for (let action = 0; action < actions.length; action += 1) {
          fillRun(index.runs, run, iteration, action);
          run += 1;
        }
        iteration += 1;
      }
      element += 1;
    }
  }
  index.elements.iterationStart[element] = iteration;
  index.iterations.runStart[iteration] = run;
  return index;
}

const SUCCESS = statusCode('success');
const ERROR = statusCode('error');
const SKIPPED = statusCode('skipped');
const START_US = 1_700_000_000_000_000;

function fillRun(runs: RunIndex['runs'], run: number, iteration: number, action: number): void {
  // Spread without a pattern that the eye would take for one.
  const mixed = Math.imul(run + 1, 2_654_435_761) >>> 0;
  const status = mixed % 1000 === 0 ? ERROR : mixed % 1000 < 8 ? SKIPPED : SUCCESS;
  runs.iteration[run] = iteration;
  runs.action[run] = action;
  runs.id[run] = run;
  runs.status[run] = status;
  runs.startUs[run] = START_US + (mixed % 86_400) * 1e6;
  runs.endUs[run] = START_US + ((mixed % 86_400) + 30 + (mixed % 3000)) * 1e6;
  runs.exitCode[run] = status === SUCCESS ? 0 : status === ERROR ? 137 : NO_EXIT_CODE;
  runs.submission[run] = 0;
  runs.jobscript[run] = mixed % 12;
  runs.host[run] = mixed % 8;
}
