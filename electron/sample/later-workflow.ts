import type { FlatWorkflow } from '../persistence/flat-writing/flat-workflow.ts';
import { formatTimestamp } from '../persistence/timestamp-text.ts';
import { DEFAULT_TS_FMT } from '../persistence/timestamps.ts';
import { isDict, type PyDict, type PyValue } from '../persistence/values.ts';
import { Execution } from './later-execution.ts';
import { laterFiles, runDirectoryRows, type SubmissionPlan } from './later-files.ts';
import { type NumberedRun, runRecords, StudyNumbers } from './later-records.ts';
import type { LaterStudy } from './later-study.ts';
import { submissionDocument } from './later-submissions.ts';
import { laterTemplate } from './later-template.ts';
import { toDict } from './plain.ts';
import { planJobscripts } from './study-jobscripts.ts';
import { addLoop } from './study-loops.ts';
import type { BuiltRun } from './study-records.ts';
import { StudyState } from './study-state.ts';
import { addTask, templateOf } from './study-tasks.ts';

const TS_NAME_FMT = '%Y-%m-%d_%H%M%S';

/** Only what is given (GEN4 §16.4). */
function givenResources(given: Readonly<Record<string, PyValue>> = {}): PyValue {
  return toDict(given);
}

/**
 * The records that hpcflow of GEN4 would have written for a study.
 *
 * @param name - Of the workflow, with its timestamp.
 */
export function buildLaterStudy(study: LaterStudy, name: string): FlatWorkflow {
  const state = new StudyState(study, givenResources);
  const resources = state.parameters.add({ type: 'workflow_resources' }, givenResources());
  const tasks = study.tasks.map((_, insertId) => addTask(state, insertId));
  const loops = study.loops.map((loop) => laterLoop(addLoop(state, loop)));
  const numbers = new StudyNumbers(state);
  const execution = new Execution(study, state);
  const plans = study.submissions.map((submission, index): SubmissionPlan => {
    const planned = planJobscripts(state, submission.jobscripts);
    return { index, planned, submitUs: execution.runSubmission(submission, planned) };
  });
  const submissionOf = submissionsByRun(plans);
  const commandsFileOf = commandsFiles(numbers, submissionOf);
  const { template, components } = laterTemplate(
    templateOf(state, resources, tasks),
    state.components.toDict(),
    study.loops,
  );
  return {
    name,
    creationInfo: toDict({
      app_info: {
        name: study.appName,
        version: study.appVersion,
        python_version: '3.11.9',
        is_frozen: false,
      },
      create_time: formatTimestamp(study.createdUs),
      id: '5f0f6d5e-7f43-4c3a-9d57-2b1c7a9f0a11',
    }),
    tsFmt: DEFAULT_TS_FMT,
    tsNameFmt: TS_NAME_FMT,
    template,
    templateComponents: components,
    numAddedTasks: study.tasks.length,
    ...numbers.records(),
    runs: runRecords(numbers, execution, submissionOf, commandsFileOf),
    runDirectories: runDirectoryRows(numbers, study.tasksWithFolders, submissionOf) ?? [],
    loops,
    submissions: study.submissions.map((submission, index) => {
      const plan = plans[index];
      return submissionDocument(
        numbers,
        submission,
        plan?.planned ?? [],
        plan?.submitUs ?? [],
        index,
      );
    }),
    parameters: numbers.parameters(),
    files: laterFiles(numbers, execution, plans, commandsFileOf),
  };
}

/** GEN4 §17: added iterations by the iterations of enclosing loops, of which there are none. */
function laterLoop(loop: PyDict): PyDict {
  const iterable = loop.get('iterable_parameters');
  const outputs = [...(isDict(iterable) ? iterable : [])].map(([type, entry]) => {
    const tasks = isDict(entry) ? entry.get('output_tasks') : undefined;
    return [type, Array.isArray(tasks) ? (tasks.at(-1) ?? null) : null] as const;
  });
  return toDict({
    num_added_iterations: [[[], loop.get('num_added_iterations') ?? 1]],
    iterable_parameters: iterable ?? new Map(),
    output_parameters: new Map<string, PyValue>(outputs),
    parents: [],
  });
}

function submissionsByRun(plans: readonly SubmissionPlan[]) {
  const byRun = new Map<BuiltRun, number>();
  for (const { index, planned } of plans) {
    for (const { grid } of planned) {
      for (const { run } of grid.flat()) byRun.set(run, index);
    }
  }
  return (run: BuiltRun): number | undefined => byRun.get(run);
}

/** Runs with the same commands share the file of the first of them (GEN4 §12.5). */
function commandsFiles(numbers: StudyNumbers, submissionOf: (run: BuiltRun) => number | undefined) {
  const first = new Map<string, number>();
  const keyOf = ({ run, task, action }: NumberedRun): string | undefined => {
    const submission = submissionOf(run);
    return submission === undefined ? undefined : `${submission}.${task}.${action}`;
  };
  for (const run of numbers.runs) {
    const key = keyOf(run);
    if (key !== undefined && !first.has(key)) first.set(key, run.id);
  }
  return (run: NumberedRun): number | undefined => first.get(keyOf(run) ?? '');
}
