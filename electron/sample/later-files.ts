import type { FlatWorkflow } from '../persistence/flat-writing/flat-workflow.ts';
import type { Execution } from './later-execution.ts';
import type { NumberedRun, StudyNumbers } from './later-records.ts';
import type { RunReport, RunTexts } from './later-study.ts';
import { isArrayJob } from './later-submissions.ts';
import type { PlannedJobscript } from './study-jobscripts.ts';
import type { BuiltRun } from './study-records.ts';

type Files = Map<string, string>;

/** Everything a submission needs to have its files written (GEN4 §12). */
export interface SubmissionPlan {
  readonly index: number;
  readonly planned: readonly PlannedJobscript[];
  readonly submitUs: readonly (number | undefined)[];
}

/** "No number" in the one-byte and the four-byte fields of a run directory (GEN4 §11.1). */
const [NO_BYTE, NO_WORD] = [0xff, 0xffffffff];

const FUNCTIONS = `wkflow_app () {
    matflow --timeit-file "" "$@"
}
`;
const COMMANDS = '. "$MATFLOW_JS_FUNCS_PATH"\n\n';

/** Rows of `run_dirs`: the iterations and actions of an element share its folder (GEN4 §11.2). */
export function runDirectoryRows(
  numbers: StudyNumbers,
  tasks: readonly number[],
  submissionOf: (run: BuiltRun) => number | undefined,
): FlatWorkflow['runDirectories'] {
  return numbers.runs.map(({ run, task, element }) =>
    tasks.includes(task) && submissionOf(run) !== undefined
      ? [task, element, NO_WORD, NO_BYTE, NO_BYTE, 1, 1]
      : undefined,
  );
}

/** Files of submissions and runs, by their keys. */
export function laterFiles(
  numbers: StudyNumbers,
  execution: Execution,
  submissions: readonly SubmissionPlan[],
  commandsFileOf: (run: NumberedRun) => number | undefined,
): Files {
  const files: Files = new Map();
  for (const plan of submissions) addSubmission(files, numbers, execution, plan);
  const { study, state } = execution;
  for (const numbered of numbers.runs) {
    const { task, action, run, id } = numbered;
    if (commandsFileOf(numbered) !== id) continue;
    const submission = submissions.find(({ planned }) =>
      planned.some(({ grid }) => grid.some((row) => row.some((cell) => cell.run === run))),
    );
    if (submission === undefined) continue;
    const folder = `artifacts/submissions/${submission.index}`;
    const described = state.describedTask(task).actions[action];
    const name = /<<script:([^>]+)>>/.exec(described?.command ?? '')?.[1];
    const command = name === undefined ? described?.command : 'python3 "$MATFLOW_RUN_SCRIPT_PATH"';
    files.set(`${folder}/commands/${id}.sh`, `${COMMANDS}${command}\n`);
    const script = study.scripts.get(name ?? '');
    const { objective } = state.describedTask(task);
    if (script !== undefined) files.set(`${folder}/scripts/${objective}_act_${action}.py`, script);
  }
  return files;
}

function addSubmission(
  files: Files,
  numbers: StudyNumbers,
  execution: Execution,
  { index, planned, submitUs }: SubmissionPlan,
): void {
  const folder = `artifacts/submissions/${index}`;
  files.set(`${folder}/js_funcs/js_funcs_0.sh`, FUNCTIONS);
  for (const [position, jobscript] of planned.entries()) {
    if (submitUs[position] === undefined) continue;
    files.set(`${folder}/jobscripts/js_${position}.sh`, jobscriptText(jobscript, index, position));
    const ids = jobscript.elements.map((_, column) =>
      jobscript.grid.map((row) => (row[column] ? numbers.idOf(row[column].run) : -1)).join(':'),
    );
    files.set(`${folder}/js_run_ids/js_${position}_EAR_IDs.txt`, `${ids.join('\n')}\n`);
    addStreams(files, `${folder}/js_std/${position}`, { numbers, execution, jobscript, position });
  }
}

interface StreamContext {
  readonly numbers: StudyNumbers;
  readonly execution: Execution;
  readonly jobscript: PlannedJobscript;
  readonly position: number;
}

/** Output and error files, one of each for every item of an array job (GEN4 §12.2). */
function addStreams(files: Files, folder: string, context: StreamContext): void {
  const { jobscript, position } = context;
  const job = jobscript.described.schedulerJobId ?? '';
  const isArray = isArrayJob(jobscript);
  const streams = new Map<string, { stdout: string; stderr: string }>();
  for (const column of jobscript.elements.keys()) {
    const name = `js_${position}.sh_${job}${isArray ? `.${column + 1}` : ''}`;
    for (const row of jobscript.grid) {
      const cell = row[column];
      const texts = cell && textsOf(context, cell.run);
      if (texts === undefined) continue;
      const stream = streams.get(name) ?? { stdout: '', stderr: '' };
      stream.stdout += texts.stdout ?? '';
      stream.stderr += texts.stderr ?? '';
      streams.set(name, stream);
      const own = `execute/t_${cell?.place.task}/e_${cell?.place.element}`;
      for (const [file, text] of Object.entries(texts.files ?? {})) {
        files.set(`${own}/${file}`, text);
      }
    }
  }
  for (const [name, { stdout, stderr }] of streams) {
    files.set(`${folder}/${name}.out`, stdout);
    files.set(`${folder}/${name}.err`, stderr);
  }
}

function textsOf(context: StreamContext, run: BuiltRun): RunTexts | undefined {
  const { execution, numbers, jobscript } = context;
  const fate = execution.fates.get(run);
  const id = numbers.idOf(run);
  const place = numbers.runs[id];
  if (fate?.outcome === undefined || fate.startUs === null || place === undefined) return undefined;
  const { task, element, ordinal: iteration, action } = place;
  const report: RunReport = {
    place: { task, element, iteration, action },
    runId: id,
    outcome: fate.outcome,
    host: execution.study.hostOf({ task, element, iteration, action }),
    startUs: fate.startUs,
    schedulerJobId: jobscript.described.schedulerJobId,
    column: fate.column,
  };
  return execution.study.textsOf(report);
}

function jobscriptText(jobscript: PlannedJobscript, submission: number, index: number): string {
  const { described, elements, rows } = jobscript;
  const folder = `artifacts/submissions/${submission}`;
  const { num_cores: cores, time_limit: limit } = described.resources;
  const options = [
    `#SBATCH --ntasks ${String(cores ?? 1)}`,
    ...(limit === undefined ? [] : [`#SBATCH --time ${String(limit)}`]),
    ...(isArrayJob(jobscript) ? [`#SBATCH --array 1-${elements.length}`] : []),
    `#SBATCH --output ${folder}/js_std/${index}/%x_%j.out`,
    `#SBATCH --error ${folder}/js_std/${index}/%x_%j.err`,
  ];
  return `#!/bin/bash
${options.join('\n')}
WK_PATH=\`pwd\`
SUB_IDX=${submission}
JS_IDX=${index}
SUB_DIR="$WK_PATH/${folder}"
export MATFLOW_JS_FUNCS_PATH="$SUB_DIR/js_funcs/js_funcs_0.sh"
. "$MATFLOW_JS_FUNCS_PATH"

EAR_ID_FILE="$SUB_DIR/js_run_ids/js_${index}_EAR_IDs.txt"
num_elements=(${elements.length})
num_actions=(${rows.length})
`;
}
