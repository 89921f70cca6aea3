import type { Task } from '../../../shared/contract/documents.ts';
import type { Jobscript, Submission } from '../../../shared/contract/submissions.ts';
import { formatCounted, formatTimeUs } from '../../ui/format.ts';

type LoopIdx = readonly { readonly loop: string; readonly iteration: number }[];

/** Status of a submission with what it rests on. */
export function submissionStatusText({ status, jobscripts }: Submission): string {
  const submitted = jobscripts.filter((jobscript) => jobscript.isSubmitted).length;
  switch (status) {
    case 'pending':
      return 'Pending: no jobscript submitted';
    case 'submitted':
      return jobscripts.length === 1
        ? 'Submitted'
        : `Submitted: all ${formatCounted(jobscripts.length, 'jobscript')}`;
    case 'partially-submitted':
      return `Partially submitted: ${submitted} of ${formatCounted(jobscripts.length, 'jobscript')}`;
  }
}

/** Earliest submit time of its jobscripts, microseconds since 1970 UTC. */
export function firstSubmitUs({ jobscripts }: Submission): number | undefined {
  const times = jobscripts.flatMap(({ submitUs }) => submitUs ?? []);
  return times.length === 0 ? undefined : Math.min(...times);
}

/** `loop 2` or `outer 1, inner 0`; empty outside of loops. */
export function loopText(loopIdx: LoopIdx): string {
  return loopIdx.map(({ loop, iteration }) => `${loop} ${iteration}`).join(', ');
}

/** Name of a task; a task the template does not have is named by its insert ID. */
export function taskName(tasks: readonly Task[], insertId: number): string {
  return tasks.find((task) => task.insertId === insertId)?.name ?? `task ${insertId}`;
}

/** `t1, t2 (loop 1)`: the tasks of a jobscript, each with its loop iteration. */
export function jobscriptTasksText(jobscript: Jobscript, tasks: readonly Task[]): string {
  return jobscript.tasks
    .map(({ insertId, loopIdx }) => {
      const loops = loopText(loopIdx);
      return `${taskName(tasks, insertId)}${loops === '' ? '' : ` (${loops})`}`;
    })
    .join(', ');
}

/**
 * Like {@link jobscriptTasksText}, short enough for the picture: `2 tasks`, `fit` with `3 iterations`
 * beside it. Only the name may be cut.
 */
export function jobscriptShortWords(
  jobscript: Jobscript,
  tasks: readonly Task[],
): { readonly name: string; readonly aside: string } {
  const [first, ...rest] = jobscript.tasks;
  if (first === undefined) return { name: 'no tasks', aside: '' };
  const others = new Set(rest.map(({ insertId }) => insertId));
  others.delete(first.insertId);
  if (others.size > 0) return { name: `${others.size + 1} tasks`, aside: '' };
  const name = taskName(tasks, first.insertId);
  return {
    name,
    aside: rest.length > 0 ? `${rest.length + 1} iterations` : loopText(first.loopIdx),
  };
}

/** `js 0, js 2 (array)`, or `nothing`. */
export function dependsOnText({ dependencies }: Jobscript): string {
  if (dependencies.length === 0) return 'nothing';
  return dependencies
    .map(({ jobscript, isArray }) => `js ${jobscript}${isArray ? ' (array)' : ''}`)
    .join(', ');
}

/** What one dependency means, in a sentence. */
export function dependencyText(
  dependency: Jobscript['dependencies'][number],
  elementCount: number,
): string {
  if (dependency.isArray) return 'array dependency: each element waits for the one of its number';
  const waiting = dependency.elementCount;
  return waiting >= elementCount
    ? 'all of its elements wait for those they need'
    : `${waiting} of ${formatCounted(elementCount, 'element')} wait for those they need`;
}

/**
 * Submit attempts in words, where there was more than one.
 *
 * @param writer What wrote the workflow, such as `hpcFlow 0.2.0a59`.
 */
export function attemptsText(
  { attempts, attemptsUs }: Submission,
  writer: string,
): string | undefined {
  if (attempts.length < 2) return undefined;
  const parts = attempts.map((jobscripts, at) => {
    const timeUs = attemptsUs?.[at];
    return `js ${jobscripts.join(', ')}${timeUs === undefined ? '' : ` on ${formatTimeUs(timeUs)}`}`;
  });
  const rest = attemptsUs === undefined ? ` (times not recorded by ${writer})` : '';
  return `Submitted in ${attempts.length} parts: ${parts.join('; then ')}${rest}`;
}

/** Whether its jobscripts run at the same time; `undefined` where hpcflow was left to decide. */
export function parallelText({ isParallel, parallelKind }: Submission): string | undefined {
  if (parallelKind === 'direct') return 'only beside others that run directly';
  if (parallelKind === 'scheduled') return 'only beside others of the scheduler';
  if (parallelKind !== undefined) return parallelKind;
  if (isParallel === undefined) return undefined;
  return isParallel ? 'yes, beside others it does not wait for' : 'no, one after the other';
}

/** Why a jobscript has no job of a scheduler: a null scheduler is none (FORMATS §8.4), as is `direct`. */
export function noJobWords({ isSubmitted, resources }: Jobscript): string {
  if (!isSubmitted) return 'not submitted';
  const scheduler = resources.find(({ name }) => name === 'scheduler')?.text;
  return scheduler === undefined || scheduler === 'direct'
    ? 'none: run directly, without a scheduler'
    : 'none recorded';
}
