import { PyFloat, PyTuple } from '../persistence/values.ts';
import type { LaterOutcome, LaterStudy } from './later-study.ts';
import { toDict } from './plain.ts';
import { randomNumbers } from './random.ts';
import { sampleOutput } from './sample-outputs.ts';
import { SAMPLE_SCRIPTS, sampleTexts } from './sample-texts.ts';
import type { RunPlace } from './study.ts';

const SECOND_US = 1_000_000;
/** 2025-10-14 09:30:12.250000 UTC */
const CREATED_US = 1_760_434_212_250_000;
const SEEDS = 0;
const VOLUME_ELEMENT = 1;
const LOADING = 2;
const FIT = 3;

const FIRST_ELEMENTS = 12;
const FIRST_LOADINGS = 24;
const ADDED_ELEMENTS = 4;

const loadCase = (strainRatePerS: number) =>
  toDict({
    type: 'uniaxial',
    direction: 'x',
    target_strain_rate: strainRatePerS,
    total_time: new PyFloat(Math.round(0.06 / strainRatePerS)),
    num_increments: 60,
    dump_frequency: 1,
  });

const TEXTURES = ['random', 'cube', 'copper', 'brass'];
const GRAINS = [40, 80, 120];
const COARSE_GRID = new PyTuple([32, 32, 4]);
/** Simulations of it need more memory than they ask for. */
const FINE_GRID = new PyTuple([64, 64, 8]);
/** One for each microstructure: those of many grains have the fine one. */
const GRIDS = GRAINS.flatMap((grains) =>
  TEXTURES.map(() => (grains === 120 ? FINE_GRID : COARSE_GRID)),
);

/** Loadings whose results lack a phase: two that share a microstructure, and one of its own. */
const FAILED_LOADINGS = new Set([7, 14, 19]);
/** Loadings that take far longer than the others. */
const SLOW_LOADINGS = new Set([4, 17]);
/** First loading that is still running in the second submission; those after it wait. */
const RUNNING_LOADING = FIRST_LOADINGS + 1;

const HOSTS = ['node101', 'node102', 'node103', 'node117', 'node118'];
/** Of a process that was killed for the memory it took: 128 + SIGKILL. */
const KILLED_CODE = 137;

/** Whether a loading is of a microstructure on the fine grid; the second submission has none. */
function hasFineGrid(element: number): boolean {
  return element < FIRST_LOADINGS && GRIDS[element % FIRST_ELEMENTS] === FINE_GRID;
}

function outcomeOf({ task, element, iteration, action }: RunPlace): LaterOutcome {
  const random = randomNumbers(task * 1_000_003 + element * 1009 + iteration * 31 + action);
  const seconds = [3, 18, 420, 55][task] ?? 1;
  const isSimulation = task === LOADING && action === 1;
  const baseUs = task === LOADING && !isSimulation ? 4 * SECOND_US : seconds * SECOND_US;
  const slowness = isSimulation && SLOW_LOADINGS.has(element) ? 5 : 1;
  const durationUs = Math.round(baseUs * slowness * (0.7 + 0.6 * random()));
  if (task !== LOADING) return { state: 'done', durationUs };
  if (isSimulation && element === RUNNING_LOADING) return { state: 'running', durationUs };
  if (element > RUNNING_LOADING) return { state: 'waiting', durationUs };
  if (isSimulation && hasFineGrid(element)) {
    return { state: 'failed', durationUs: Math.round(durationUs / 12), exitCode: KILLED_CODE };
  }
  const isFailed = action === 2 && FAILED_LOADINGS.has(element);
  return { state: isFailed ? 'failed' : 'done', durationUs, ...(isFailed ? { exitCode: 1 } : {}) };
}

function hostOf({ task, element }: RunPlace): string {
  if (task === LOADING && SLOW_LOADINGS.has(element)) return 'node118';
  return HOSTS[(task * 2 + element) % (HOSTS.length - 1)] ?? '';
}

/**
 * The sample: a small crystal-plasticity study as MatFlow users make them, of textures and load
 * cases. It holds two element sets, a loop that ends early for some elements, arrays, failures of two
 * causes with what they took down, and a second submission that is still running.
 */
export const SAMPLE_STUDY: LaterStudy = {
  name: 'tensile_texture_study',
  appName: 'MatFlow',
  appVersion: '0.3.0a185',
  createdUs: CREATED_US,
  tasks: [
    {
      objective: 'generate_microstructure_seeds',
      method: 'random',
      outputs: ['microstructure_seeds'],
      actions: [
        {
          kind: 'main',
          environment: 'matflow_env',
          command: '<<executable:matflow>> <<script:generate_microstructure_seeds_random.py>>',
          inputs: ['texture', 'num_grains', 'VE_size', 'random_seed', 'phase_label'],
          outputs: ['microstructure_seeds'],
        },
      ],
      elementSets: [
        {
          inputs: {
            VE_size: { value: new PyTuple([new PyFloat(1), new PyFloat(1), 0.125]) },
            texture: { sequence: TEXTURES, nestingOrder: 0 },
            num_grains: { sequence: GRAINS, nestingOrder: 1 },
            random_seed: { value: 1 },
          },
        },
        {
          inputs: {
            VE_size: { value: new PyTuple([new PyFloat(1), new PyFloat(1), 0.125]) },
            texture: { sequence: TEXTURES, nestingOrder: 0 },
            num_grains: { value: 200 },
            random_seed: { value: 2 },
          },
        },
      ],
      defaults: { phase_label: 'Al' },
    },
    {
      objective: 'generate_volume_element',
      method: 'from_voronoi',
      outputs: ['volume_element'],
      actions: [
        {
          kind: 'main',
          environment: 'damask_parse_env',
          command: '<<executable:damask_parse>> <<script:generate_volume_element_from_voronoi.py>>',
          inputs: ['microstructure_seeds', 'VE_grid_size', 'homog_label'],
          outputs: ['volume_element'],
        },
      ],
      elementSets: [
        {
          inputs: {
            microstructure_seeds: { fromTask: SEEDS, elementSet: 0, nestingOrder: 0 },
            VE_grid_size: { sequence: GRIDS, nestingOrder: 0 },
            homog_label: { value: 'SX' },
          },
        },
        {
          inputs: {
            microstructure_seeds: { fromTask: SEEDS, elementSet: 1, nestingOrder: 0 },
            VE_grid_size: { value: COARSE_GRID },
            homog_label: { value: 'SX' },
          },
        },
      ],
    },
    {
      objective: 'simulate_VE_loading',
      method: 'damask',
      outputs: ['VE_response'],
      actions: [
        {
          kind: 'input-file-generator',
          environment: 'damask_parse_env',
          script: 'write_load_case.py',
          command: '<<executable:damask_parse>> <<script:write_load_case.py>>',
          inputs: ['load_case', 'volume_element', 'damask_numerics'],
          outputs: [],
          writes: ['damask_load_case'],
        },
        {
          kind: 'main',
          environment: 'damask_env',
          command:
            'DAMASK_grid --load load.yaml --geom geom.vti --material material.yaml' +
            ' > DAMASK_stdout.log 2> DAMASK_stderr.log',
          inputs: ['volume_element', 'damask_numerics'],
          outputs: [],
          reads: ['damask_load_case'],
          writes: ['VE_response_hdf5'],
        },
        {
          kind: 'output-file-parser',
          environment: 'damask_parse_env',
          script: 'read_VE_response.py',
          command: '<<executable:damask_parse>> <<script:read_VE_response.py>>',
          inputs: [],
          outputs: ['VE_response'],
          reads: ['VE_response_hdf5'],
        },
      ],
      elementSets: [
        {
          inputs: {
            volume_element: { fromTask: VOLUME_ELEMENT, elementSet: 0, nestingOrder: 0 },
            load_case: { sequence: [0.001, 0.01].map(loadCase), nestingOrder: 1 },
          },
          resources: { num_cores: 8, time_limit: '0-02:00:00' },
        },
        {
          inputs: {
            volume_element: { fromTask: VOLUME_ELEMENT, elementSet: 1, nestingOrder: 0 },
            load_case: { value: loadCase(0.001) },
          },
          resources: { num_cores: 16, time_limit: '0-06:00:00' },
        },
      ],
      defaults: { damask_numerics: toDict({ fftw_plan_mode: 'FFTW_MEASURE', rtol_NL: 1e-6 }) },
    },
    {
      objective: 'fit_hardening',
      method: 'levenberg_marquardt',
      outputs: ['hardening_parameters'],
      actions: [
        {
          kind: 'main',
          environment: 'matflow_env',
          command: '<<executable:matflow>> <<script:fit_hardening_levenberg_marquardt.py>>',
          inputs: ['VE_response', 'hardening_parameters'],
          outputs: ['hardening_parameters'],
        },
      ],
      elementSets: [0, 1].map((elementSet) => ({
        inputs: {
          VE_response: { fromTask: LOADING, elementSet, nestingOrder: 0 },
          hardening_parameters: {
            value: toDict({
              xi_0_sl: new PyFloat(16),
              xi_inf_sl: new PyFloat(117),
              h_0_sl_sl: new PyFloat(236),
              a_sl: 2.25,
              residual: null,
            }),
          },
        },
      })),
    },
  ],
  loops: [
    {
      name: 'fit',
      tasks: [FIT],
      iterations: 3,
      endsBelow: { output: 'hardening_parameters', member: 'residual', limit: 0.045 },
    },
  ],
  submissions: [
    {
      startUs: CREATED_US + 95 * SECOND_US,
      attempts: [[0, 1, 2, 3]],
      jobscripts: [
        {
          tasks: [
            { task: SEEDS, iteration: 0 },
            { task: VOLUME_ELEMENT, iteration: 0 },
          ],
          elements: [0, FIRST_ELEMENTS],
          resources: { scheduler: 'slurm', use_job_array: true },
          schedulerJobId: '4217731',
        },
        {
          tasks: [{ task: LOADING, iteration: 0 }],
          elements: [0, FIRST_LOADINGS / 2],
          resources: {
            scheduler: 'slurm',
            num_cores: 8,
            time_limit: '0-02:00:00',
            use_job_array: true,
          },
          schedulerJobId: '4217732',
        },
        {
          tasks: [{ task: LOADING, iteration: 0 }],
          elements: [FIRST_LOADINGS / 2, FIRST_LOADINGS],
          resources: {
            scheduler: 'slurm',
            num_cores: 8,
            time_limit: '0-02:00:00',
            use_job_array: true,
          },
          schedulerJobId: '4217733',
        },
        {
          tasks: [0, 1, 2].map((iteration) => ({ task: FIT, iteration })),
          elements: [0, FIRST_LOADINGS],
          resources: { scheduler: 'slurm' },
          schedulerJobId: '4217734',
        },
      ],
    },
    {
      startUs: CREATED_US + 86_400 * SECOND_US,
      attempts: [[0, 1]],
      jobscripts: [
        {
          tasks: [
            { task: SEEDS, iteration: 0 },
            { task: VOLUME_ELEMENT, iteration: 0 },
          ],
          elements: [FIRST_ELEMENTS, FIRST_ELEMENTS + ADDED_ELEMENTS],
          resources: { scheduler: 'slurm' },
          schedulerJobId: '4219006',
        },
        {
          tasks: [{ task: LOADING, iteration: 0 }],
          elements: [FIRST_LOADINGS, FIRST_LOADINGS + ADDED_ELEMENTS],
          resources: { scheduler: 'slurm', num_cores: 16, time_limit: '0-06:00:00' },
          schedulerJobId: '4219007',
        },
        {
          // Not submitted yet; the third iteration is in no submission.
          tasks: [0, 1].map((iteration) => ({ task: FIT, iteration })),
          elements: [FIRST_LOADINGS, FIRST_LOADINGS + ADDED_ELEMENTS],
          resources: { scheduler: 'slurm' },
        },
      ],
    },
  ],
  outcomeOf,
  outputOf: sampleOutput,
  hostOf,
  tasksWithFolders: [LOADING],
  textsOf: sampleTexts,
  scripts: SAMPLE_SCRIPTS,
};
