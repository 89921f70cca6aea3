import { formatTimestamp } from '../persistence/timestamp-text.ts';
import type { PyDict, PyValue } from '../persistence/values.ts';
import { toDict } from './plain.ts';
import type { StudySubmission } from './study.ts';
import {
  jobscriptDocument,
  type PlannedJobscript,
  type PlannedRun,
  planJobscripts,
  producerOf,
} from './study-jobscripts.ts';
import type { StudyState } from './study-state.ts';

/** How many columns of a jobscript run at the same time. */
const LANES = 8;
/** From one run's end to the next one's start; from a jobscript's submission to its start. */
const GAP_US = 310_000;
const QUEUE_US = 41_700_000;

export const VERSION_INFO = {
  shell_name: 'bash',
  shell_executable: ['/bin/bash'],
  shell_version: '5.1.16(1)-release',
  OS_name: 'Linux',
  OS_version: '#86-Ubuntu SMP Mon Jul 10 16:07:21 UTC 2023',
  OS_release: '5.15.0-78-generic',
  linux_release_file: '/etc/os-release',
  linux_distribution_name: 'Ubuntu',
  linux_distribution_version: '22.04.2 LTS (Jammy Jellyfish)',
};

/** Adds a submission, runs what of it was submitted, and returns its document (FORMATS §8.1). */
export function addSubmission(
  state: StudyState,
  submission: StudySubmission,
  index: number,
): PyDict {
  const planned = planJobscripts(state, submission.jobscripts);
  const submitted = new Set(submission.attempts.flat());
  const ends: number[] = [];
  const documents = planned.map((jobscript, position) => {
    for (const { run } of jobscript.grid.flat()) run.metadata.submission_idx = index;
    const document = new Map(jobscriptDocument(state, jobscript));
    if (!submitted.has(position)) return document;
    const waitsFor = [...jobscript.dependencies.keys()].map((other) => ends[other] ?? 0);
    const startUs = Math.max(submission.startUs, ...waitsFor) + GAP_US;
    const { schedulerJobId } = jobscript.described;
    const isScheduled = schedulerJobId !== undefined;
    const endUs = runJobscript(state, jobscript, startUs + (isScheduled ? QUEUE_US : 0));
    ends[position] = endUs;
    // Run directly, submitting is executing: the submit time lies after the runs (FORMATS T14).
    const submitUs = isScheduled ? submission.startUs + position * GAP_US : endUs + GAP_US;
    document.set('submit_time', formatTimestamp(submitUs));
    document.set('scheduler_job_ID', schedulerJobId ?? null);
    document.set('version_info', versionInfo(isScheduled));
    return document;
  });
  return toDict({
    submission_attempts: submission.attempts,
    JS_parallelism: true,
    jobscripts: documents,
  });
}

function versionInfo(isScheduled: boolean): PyValue {
  const scheduler = isScheduled ? { scheduler_name: 'slurm', scheduler_version: '21.08.5' } : {};
  return toDict({ ...scheduler, ...VERSION_INFO });
}

/** @returns when the last of its runs ended */
function runJobscript(state: StudyState, jobscript: PlannedJobscript, startUs: number): number {
  const laneFree = new Array<number>(LANES).fill(startUs);
  for (const column of jobscript.elements.keys()) {
    const lane = column % LANES;
    let now = laneFree[lane] ?? startUs;
    for (const row of jobscript.grid) {
      const cell = row[column];
      if (cell === undefined) continue;
      const endUs = execute(state, cell, now);
      // Not ended: nothing after it in this column has started.
      if (endUs === undefined) break;
      now = endUs + GAP_US;
    }
    laneFree[lane] = now;
  }
  return Math.max(...laneFree);
}

/** @returns when the run ended; undefined when it has not */
function execute(state: StudyState, { place, run }: PlannedRun, atUs: number): number | undefined {
  const producers = Object.values(run.data_idx).flatMap(
    (parameter) => producerOf(state, parameter) ?? [],
  );
  if (producers.some((other) => other !== run && other.metadata.end_time === null))
    return undefined;
  const { state: fate, durationUs } = state.study.outcomeOf(place);
  if (fate === 'waiting') return undefined;
  const startUs = Math.max(atUs, ...producers.map((other) => other.metadata.end_time ?? 0));
  run.metadata.start_time = startUs;
  if (fate === 'running') return undefined;
  run.metadata.end_time = startUs + durationUs;
  if (fate === 'done') setOutputs(state, { place, run });
  return run.metadata.end_time;
}

/** Sets the outputs of a run that did well and had its inputs. */
export function setOutputs(
  state: StudyState,
  { place, run }: Omit<PlannedRun, 'iterationIdx'>,
): void {
  const iteration = state.iterationOf(place.task, place.element, place.iteration);
  const inputOf = (type: string): PyValue | undefined => {
    const index = iteration.data_idx[`inputs.${type}`];
    return index === undefined ? undefined : state.parameters.valueOf(index);
  };
  // Without its inputs a run ends without a result: GEN1 goes on after a failure (FORMATS §12.1).
  const task = state.describedTask(place.task);
  const needed = task.actions[place.action]?.inputs ?? [];
  if (needed.some((type) => inputOf(type) === undefined)) return;
  for (const [path, index] of Object.entries(run.data_idx)) {
    if (!path.startsWith('outputs.')) continue;
    const type = path.slice('outputs.'.length);
    state.parameters.set(index, state.study.outputOf({ ...place, type, inputOf }));
  }
}
