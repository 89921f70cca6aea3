import { formatTimestamp } from '../persistence/timestamp-text.ts';
import type { PyDict, PyValue } from '../persistence/values.ts';
import type { StudyNumbers } from './later-records.ts';
import { toDict } from './plain.ts';
import type { StudySubmission } from './study.ts';
import { dependencyOf, type PlannedJobscript } from './study-jobscripts.ts';
import { VERSION_INFO } from './study-submissions.ts';

const LOGIN_NODE = 'login1';

/** A submission as the JSON store has it (GEN4 §10.2). */
export function submissionDocument(
  numbers: StudyNumbers,
  submission: StudySubmission,
  planned: readonly PlannedJobscript[],
  submitUs: readonly (number | undefined)[],
  index: number,
): PyDict {
  const parts = submission.attempts.map((jobscripts, attempt) => {
    const atUs = submission.startUs + (attempt + 1) * 1_500_000;
    return [formatTimestamp(atUs), jobscripts] as const;
  });
  return toDict({
    at_submit_metadata: { submission_parts: Object.fromEntries(parts) },
    JS_parallelism: true,
    environments: [],
    jobscripts: planned.map((jobscript, position) =>
      jobscriptDocument(numbers, jobscript, submitUs[position], index, position),
    ),
  });
}

/** GEN4 §10.3 */
function jobscriptDocument(
  numbers: StudyNumbers,
  planned: PlannedJobscript,
  submitUs: number | undefined,
  submission: number,
  index: number,
): PyDict {
  const isSubmitted = submitUs !== undefined;
  const { described } = planned;
  const script = `artifacts/submissions/${submission}/jobscripts/js_${index}.sh`;
  return toDict({
    index,
    is_array: isArrayJob(planned),
    resources: resourcesOf(planned),
    blocks: [blockDocument(numbers, planned)],
    at_submit_metadata: {
      submit_cmdline: isSubmitted ? ['sbatch', script] : null,
      scheduler_job_ID: isSubmitted ? (described.schedulerJobId ?? null) : null,
      process_ID: null,
      submit_time: isSubmitted ? formatTimestamp(submitUs) : null,
    },
    submit_hostname: isSubmitted ? LOGIN_NODE : null,
    submit_machine: isSubmitted ? LOGIN_NODE : null,
    shell_idx: 0,
    version_info: isSubmitted
      ? { scheduler_name: 'slurm', scheduler_version: '23.02.7', ...VERSION_INFO }
      : null,
  });
}

export function isArrayJob({ described }: PlannedJobscript): boolean {
  return described.resources.use_job_array === true;
}

function resourcesOf({ described }: PlannedJobscript): PyDict {
  return toDict({
    num_cores: 1,
    scheduler: 'direct',
    scheduler_args: {},
    shell: 'bash',
    shell_args: {},
    os_name: 'posix',
    platform: null,
    scratch: null,
    time_limit: null,
    use_job_array: false,
    write_app_logs: false,
    combine_jobscript_std: false,
    combine_scripts: false,
    skip_downstream_on_failure: true,
    allow_failed_dependencies: null,
    ...described.resources,
  });
}

function blockDocument(numbers: StudyNumbers, planned: PlannedJobscript): PyValue {
  const { described, elements, rows, grid, dependencies } = planned;
  const { state } = numbers;
  const taskElements = elements.map((element, column) => [
    String(column),
    described.tasks.map(() => element),
  ]);
  return toDict({
    index: 0,
    task_insert_IDs: described.tasks.map(({ task }) => task),
    task_loop_idx: described.tasks.map(({ task, iteration }) => ({
      ...state.iterationOf(task, described.elements[0], iteration).loop_idx,
    })),
    task_actions: rows,
    task_elements: Object.fromEntries(taskElements),
    EAR_ID: grid.map((row) => row.map(({ run }) => numbers.idOf(run))),
    dependencies: [...dependencies].map(([jobscript, mapping]) => [
      [jobscript, 0],
      dependencyOf(mapping, elements.length),
    ]),
  });
}
