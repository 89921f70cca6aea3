import { PyFloat, PyTuple } from '../persistence/values.ts';
import { STUDY_CREATED_US } from './parameter-study.ts';
import { toDict } from './plain.ts';
import { randomNumbers } from './random.ts';
import { sampleOutput } from './sample-outputs.ts';
import type { RunOutcome, RunPlace, Study } from './study.ts';

const SECOND_US = 1_000_000;
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

/** Loadings whose results could not be read: two that share a microstructure, and one of its own. */
const FAILED_LOADINGS = new Set([7, 19, 21]);

/** First loading that is still running in the second submission; those after it wait. */
const RUNNING_LOADING = FIRST_LOADINGS + 1;

function outcomeOf({ task, element, iteration, action }: RunPlace): RunOutcome {
  const random = randomNumbers(task * 1_000_003 + element * 1009 + iteration * 31 + action);
  const seconds = [3, 18, 420, 55][task] ?? 1;
  const isSimulation = task === LOADING && action === 1;
  const baseUs = task === LOADING && !isSimulation ? 4 * SECOND_US : seconds * SECOND_US;
  const durationUs = Math.round(baseUs * (0.7 + 0.6 * random()));
  if (task === LOADING && isSimulation && element === RUNNING_LOADING) {
    return { state: 'running', durationUs };
  }
  if (task === LOADING && element > RUNNING_LOADING) return { state: 'waiting', durationUs };
  const isFailed = task === LOADING && action === 2 && FAILED_LOADINGS.has(element);
  return { state: isFailed ? 'failed' : 'done', durationUs };
}

/**
 * The sample: a small crystal-plasticity study as MatFlow users make them. It holds two element
 * sets, a loop, arrays, failures, and a second submission that is still running.
 */
export const SAMPLE_STUDY: Study = {
  name: 'tensile_texture_study',
  appName: 'MatFlow',
  appVersion: '0.3.0a20',
  createdUs: STUDY_CREATED_US,
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
          inputs: ['VE_size', 'num_grains', 'random_seed', 'phase_label'],
          outputs: ['microstructure_seeds'],
        },
      ],
      elementSets: [
        {
          inputs: {
            VE_size: { value: new PyTuple([new PyFloat(1), new PyFloat(1), 0.125]) },
            random_seed: { sequence: [1, 2, 3, 4], nestingOrder: 0 },
            num_grains: { sequence: [40, 80, 120], nestingOrder: 1 },
          },
        },
        {
          inputs: {
            VE_size: { value: new PyTuple([new PyFloat(1), new PyFloat(1), 0.125]) },
            random_seed: { sequence: [11, 12, 13, 14], nestingOrder: 0 },
            num_grains: { value: 200 },
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
      elementSets: [0, 1].map((elementSet) => ({
        inputs: {
          microstructure_seeds: { fromTask: SEEDS, elementSet, nestingOrder: 0 },
          VE_grid_size: { value: new PyTuple([32, 32, 4]) },
          homog_label: { value: 'SX' },
        },
      })),
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
          command:
            '<<executable:damask_parse>> <<script:write_load_case.py>> $WK_PATH $SUB_IDX $JS_IDX',
          inputs: ['load_case', 'volume_element', 'damask_numerics'],
          outputs: [],
          writes: ['damask_load_case'],
        },
        {
          kind: 'main',
          environment: 'damask_env',
          command: 'DAMASK_grid --load load.yaml --geom geom.vti --material material.yaml',
          inputs: [],
          outputs: [],
          reads: ['damask_load_case'],
          writes: ['VE_response_hdf5'],
        },
        {
          kind: 'output-file-parser',
          environment: 'damask_parse_env',
          script: 'read_VE_response.py',
          command:
            '<<executable:damask_parse>> <<script:read_VE_response.py>> $WK_PATH $SUB_IDX $JS_IDX',
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
  loops: [{ name: 'fit', tasks: [FIT], iterations: 3 }],
  submissions: [
    {
      startUs: STUDY_CREATED_US + 95 * SECOND_US,
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
      startUs: STUDY_CREATED_US + 86_400 * SECOND_US,
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
};
