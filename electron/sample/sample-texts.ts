import type { RunReport, RunTexts } from './later-study.ts';
import { randomNumbers } from './random.ts';

/** What the programs of the sample print: made up, in the manner of DAMASK, SLURM and Python. */

const INCREMENTS = 60;
/** Where the workflow was when it ran. */
const WORKFLOW = '/scratch/studies/tensile_texture_study';
/** Increment that a run which was killed had reached. */
const KILLED_AT = 3;

const READ_RESPONSE = `import numpy as np

from damask_parse.readers import parse_hdf5


def read_VE_response(VE_response_hdf5, path):
    """Read volume-averaged curves and the field of the last increment."""
    results = parse_hdf5(VE_response_hdf5, path)
    volume = results["volume_data"]
    return {
        "volume_data": volume,
        "field_data": fields_of(results),
        "num_increments": int(results["increments"][-1]),
        "has_converged": bool(results["converged"]),
    }


def fields_of(results):
    field = results["field_data"]["sigma_vM"]
    weights = {label: 1.0 for label in results["phase_labels"]}
    for grain in results["grains"]:
        weights[grain["phase"]] += grain["volume_fraction"]
    return {"sigma_vM": {"data": np.asarray(field["data"]), "meta": field["meta"]}}
`;

function lineOf(text: string, part: string): number {
  return text.split('\n').findIndex((line) => line.includes(part)) + 1;
}

/** Scripts of the sample by name. */
export const SAMPLE_SCRIPTS: ReadonlyMap<string, string> = new Map([
  [
    'generate_microstructure_seeds_random.py',
    `import numpy as np


def generate_microstructure_seeds_random(texture, num_grains, VE_size, random_seed, phase_label):
    """Place seeds of grains at random in a box."""
    rng = np.random.default_rng(random_seed)
    position = rng.random((num_grains, 3)) * VE_size
    print(f"{num_grains} seeds, texture {texture}")
    return {"microstructure_seeds": {"position": position, "phase_label": phase_label}}
`,
  ],
  ['read_VE_response.py', READ_RESPONSE],
]);

export function sampleTexts(report: RunReport): RunTexts {
  const { task, action } = report.place;
  if (task === 0) return { stdout: stamped(report, 'seeds placed, texture read from the library') };
  if (task === 1) return { stdout: stamped(report, 'Voronoi tessellation done') };
  if (task === 3) return { stdout: fitText(report) };
  if (action === 0) return { files: { 'load.yaml': loadCase(report) } };
  return action === 1 ? simulation(report) : reading(report);
}

function timeOf(us: number): string {
  return new Date(us / 1000).toISOString().slice(0, 19).replace('T', ' ');
}

function stamped({ startUs, host, runId }: RunReport, what: string): string {
  return `${timeOf(startUs)} ${host} run ${runId}: ${what}\n`;
}

function fitText({ startUs, place }: RunReport): string {
  const random = randomNumbers(place.element * 97 + place.iteration);
  const lines = Array.from({ length: 4 }, (_, step) => {
    const cost = (0.9 - 0.2 * random()) * 0.4 ** (place.iteration * 2 + step / 2);
    return `  step ${step}: cost ${cost.toExponential(4)}`;
  });
  return `${timeOf(startUs)} element ${place.element}, fit ${place.iteration}\n${lines.join('\n')}\n`;
}

function loadCase({ place }: RunReport): string {
  const rate = place.element >= 12 && place.element < 24 ? 0.01 : 0.001;
  return `solver:
  mechanical: spectral_basic
loadstep:
  - boundary_conditions:
      mechanical:
        dot_F: [[${rate}, 0, 0], [0, x, 0], [0, 0, x]]
        P: [[x, x, x], [x, 0, x], [x, x, 0]]
    discretization: {t: ${0.06 / rate}, N: ${INCREMENTS}}
    f_out: 1
`;
}

/** DAMASK's own output goes to files in the folder of the run. */
function simulation(report: RunReport): RunTexts {
  const { place, outcome } = report;
  const random = randomNumbers(place.element * 13 + 7);
  const isKilled = outcome.state === 'failed';
  const last = isKilled ? KILLED_AT : outcome.state === 'running' ? 21 : INCREMENTS;
  const steps = Array.from({ length: last }, (_, at) => {
    const tried = 2 + Math.floor(random() * 4);
    const error = (1e-5 * (0.2 + random())).toExponential(2);
    return [
      ` ###########################################################################`,
      ` Increment ${at + 1}/${INCREMENTS} of load case 1/1`,
      ...Array.from({ length: tried }, (_, step) => `  ... iteration ${step + 1} of at most 100`),
      `  error divergence = ${error} / m, tol = 1.00e-05 / m`,
      `  increment ${at + 1} converged`,
    ].join('\n');
  });
  const end = isKilled
    ? ' Increment 4/60 of load case 1/1\n  ... iteration 1 of at most 100\n'
    : '';
  const done =
    outcome.state === 'done' ? ' simulation finished, results in VE_response.hdf5\n' : '';
  const header = ` <<<+-  DAMASK_grid init  -+>>>\n host ${report.host}, 8 threads\n\n`;
  return {
    ...(isKilled ? { stderr: shellText(report) } : {}),
    files: {
      'DAMASK_stdout.log': `${header}${steps.join('\n')}\n${end}${done}`,
      'DAMASK_stderr.log': isKilled ? killedText(report) : '',
    },
  };
}

/** What SLURM says, and what the shell says of it. */
function killedText({ schedulerJobId, column }: RunReport): string {
  const step = `${schedulerJobId}_${column + 1}.batch`;
  return `slurmstepd: error: Detected 1 oom_kill event in StepId=${step}. Some of the step tasks have been OOM Killed.\n`;
}

function shellText({ runId }: RunReport): string {
  return `/bin/bash: line 3: ${40_000 + runId * 17} Killed                  DAMASK_grid --load load.yaml\n`;
}

function reading(report: RunReport): RunTexts {
  if (report.outcome.state !== 'failed') return {};
  const { element } = report.place;
  const folder = `${WORKFLOW}/execute/t_2/e_${element}`;
  const script = `${WORKFLOW}/artifacts/submissions/0/scripts/simulate_VE_loading_act_2.py`;
  const call = '        "field_data": fields_of(results),';
  const failing = '        weights[grain["phase"]] += grain["volume_fraction"]';
  return {
    stderr: `Reading ${folder}/VE_response.hdf5
Traceback (most recent call last):
  File "${script}", line ${lineOf(READ_RESPONSE, call)}, in read_VE_response
    ${call.trim()}
                  ~~~~~~~~~^^^^^^^^^
  File "${script}", line ${lineOf(READ_RESPONSE, failing)}, in fields_of
    ${failing.trim()}
            ~~~~~^^^^^^^^^
KeyError: 'phase'
`,
  };
}
