import { writeFlatWorkflow } from '../../electron/persistence/flat-writing/write-flat.ts';
import { PyFloat } from '../../electron/persistence/values.ts';
import type {
  LaterOutcome,
  LaterStudy,
  RunReport,
  RunTexts,
} from '../../electron/sample/later-study.ts';
import { buildLaterStudy } from '../../electron/sample/later-workflow.ts';
import { toDict } from '../../electron/sample/plain.ts';
import { randomNumbers } from '../../electron/sample/random.ts';
import type { OutputPlace, RunPlace } from '../../electron/sample/study.ts';

/**
 * A study of 2,000 elements with causes of failure planted in it. Whoever looks for them must find
 * what {@link PLANT} says.
 */
const [MESH, SIMULATE, FIT] = [0, 1, 2];
const GRIDS = [16, 32, 64, 128];
const SEEDS = 4;
const MESHES = GRIDS.length * SEEDS;
const LOADS = 62;
const PAIRS = MESHES * LOADS;
const ITERATIONS = 3;
const SECOND_US = 1_000_000;
/** 2025-11-03 08:00:00 UTC */
const CREATED_US = 1_762_156_800_000_000;

/** Loads whose constraint the script cannot handle: 3 of 62, with every mesh. */
const PER_PHASE_LOADS = new Set([9, 30, 51]);
/** Elements that found no licence, of any mesh and load. */
const UNLICENSED = new Set([37, 170, 402, 404, 611, 777, 900]);
/** Elements that took twelve times as long as the others. */
const SLOW = new Set([5, 333, 801]);

/** Meshes vary fastest. */
const loadOf = (element: number): number => Math.floor(element / MESHES);
/** Odd elements converge with the second iteration, the others never do. */
const hasConverged = (element: number): boolean => element % 2 === 1;
const isPerPhase = (element: number): boolean => PER_PHASE_LOADS.has(loadOf(element));

export const PLANT = {
  name: 'planted_study_2025-11-03_080000',
  elements: MESHES + 2 * PAIRS,
  /** Each failed in its first action: the second and the three iterations of the fit were skipped. */
  perPhase: { failed: PER_PHASE_LOADS.size * MESHES, skippedEach: 1 + ITERATIONS },
  /** The fits were executed all the same, and failed for want of their input. */
  unlicensed: { elements: [...UNLICENSED], failedAfterEach: ITERATIONS },
  slow: [...SLOW],
  /** Runs of last iterations that no longer were to be executed, as the fit had converged. */
  endedEarly: Array.from({ length: PAIRS }, (_, element) => element).filter(
    (element) => hasConverged(element) && !isPerPhase(element) && !UNLICENSED.has(element),
  ).length,
} as const;

function outcomeOf({ task, element, iteration, action }: RunPlace): LaterOutcome {
  const random = randomNumbers(task * 1_000_003 + element * 1009 + iteration * 31 + action);
  const seconds = task === SIMULATE && action === 1 ? 300 : 6;
  const slowness = task === SIMULATE && action === 1 && SLOW.has(element) ? 12 : 1;
  const durationUs = Math.round(seconds * SECOND_US * slowness * (0.7 + 0.6 * random()));
  const isFailed =
    (task === SIMULATE && action === 0 && isPerPhase(element)) ||
    (task === SIMULATE && action === 1 && UNLICENSED.has(element)) ||
    (task === FIT && UNLICENSED.has(element));
  return isFailed ? { state: 'failed', durationUs, exitCode: 1 } : { state: 'done', durationUs };
}

function outputOf({ task, element, iteration, inputOf }: OutputPlace) {
  if (task === MESH)
    return toDict({ grid: inputOf('grid') ?? null, seed: inputOf('seed') ?? null });
  if (task === SIMULATE) return toDict({ peak_stress: new PyFloat(90 + (element % 17)) });
  return toDict({ residual: new PyFloat(iteration >= 1 && hasConverged(element) ? 0.01 : 0.2) });
}

function textsOf({ place, runId, outcome }: RunReport): RunTexts {
  const { task, element, action } = place;
  if (outcome.state !== 'failed') return {};
  if (task === FIT) return { stderr: 'FileNotFoundError: response.json was never written\n' };
  if (action === 0) {
    return {
      stderr: `Traceback (most recent call last):\n  File "/scratch/write_input.py", line 41, in write_input\n    return labels[load["phase"]]\nKeyError: 'phase'\n`,
    };
  }
  const port = 27_000 + (element % 3);
  const text = `ERROR: licence checkout failed: no seats available (process ${runId}), server ${port}@licence-1\n`;
  return { files: { 'solver_stderr.log': text } };
}

const jobscript = (task: number, iterations: number, elements: number, job: string) => ({
  tasks: Array.from({ length: iterations }, (_, iteration) => ({ task, iteration })),
  elements: [0, elements] as const,
  resources: { scheduler: 'slurm', use_job_array: true },
  schedulerJobId: job,
});

const STUDY: LaterStudy = {
  name: 'planted_study',
  appName: 'MatFlow',
  appVersion: '0.3.0a185',
  createdUs: CREATED_US,
  tasks: [
    {
      objective: 'make_mesh',
      outputs: ['mesh'],
      actions: [
        {
          kind: 'main',
          environment: 'mesh_env',
          command: 'make_mesh --grid <<parameter:grid>>',
          inputs: ['grid', 'seed'],
          outputs: ['mesh'],
        },
      ],
      elementSets: [
        {
          inputs: {
            grid: { sequence: GRIDS, nestingOrder: 0 },
            seed: { sequence: [1, 2, 3, 4], nestingOrder: 1 },
          },
        },
      ],
    },
    {
      objective: 'simulate',
      outputs: ['response'],
      actions: [
        {
          kind: 'input-file-generator',
          environment: 'python_env',
          script: 'write_input.py',
          command: '<<executable:python>> <<script:write_input.py>>',
          inputs: ['mesh', 'load'],
          outputs: [],
          writes: ['solver_input'],
        },
        {
          kind: 'main',
          environment: 'solver_env',
          command: 'solve solver_input.json',
          inputs: ['mesh'],
          outputs: ['response'],
          reads: ['solver_input'],
        },
      ],
      elementSets: [
        {
          inputs: {
            mesh: { fromTask: MESH, elementSet: 0, nestingOrder: 0 },
            load: {
              sequence: Array.from({ length: LOADS }, (_, load) =>
                toDict({
                  strain_rate: new PyFloat((load + 1) / 1000),
                  constraint: PER_PHASE_LOADS.has(load) ? 'per-phase' : 'uniform',
                }),
              ),
              nestingOrder: 1,
            },
          },
        },
      ],
    },
    {
      objective: 'fit',
      outputs: ['parameters'],
      actions: [
        {
          kind: 'main',
          environment: 'python_env',
          command: '<<executable:python>> <<script:fit.py>>',
          inputs: ['response', 'parameters'],
          outputs: ['parameters'],
        },
      ],
      elementSets: [
        {
          inputs: {
            response: { fromTask: SIMULATE, elementSet: 0, nestingOrder: 0 },
            parameters: { value: toDict({ residual: null }) },
          },
        },
      ],
    },
  ],
  loops: [
    {
      name: 'fit',
      tasks: [FIT],
      iterations: ITERATIONS,
      endsBelow: { output: 'parameters', member: 'residual', limit: 0.05 },
    },
  ],
  submissions: [
    {
      startUs: CREATED_US + 60 * SECOND_US,
      attempts: [[0, 1, 2]],
      jobscripts: [
        jobscript(MESH, 1, MESHES, '71001'),
        jobscript(SIMULATE, 1, PAIRS, '71002'),
        jobscript(FIT, ITERATIONS, PAIRS, '71003'),
      ],
    },
  ],
  outcomeOf,
  runsAfterFailure: ({ task, element }) => task === FIT && UNLICENSED.has(element),
  outputOf,
  hostOf: ({ element }) => `node${100 + (element % 6)}`,
  tasksWithFolders: [SIMULATE],
  textsOf,
  scripts: new Map(),
};

/** Writes the study to a new folder, with the project's own writers. */
export async function writePlantedStudy(path: string): Promise<void> {
  await writeFlatWorkflow(path, buildLaterStudy(STUDY, PLANT.name), 'gen4', 'zarr', {
    isSynced: false,
  });
}
