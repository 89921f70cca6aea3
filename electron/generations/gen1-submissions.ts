import type { Jobscript, Submission } from '../../shared/contract/submissions.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import { noRuns } from '../../shared/model/status.ts';
import type { JobscriptRecord, SubmissionRecord } from '../persistence/records.ts';
import { isDict, type PyValue } from '../persistence/values.ts';
import { submittedJobscripts } from './gen1-placement.ts';
import { dictOf, indexOf, indicesOf, intOf, listOf, textOf } from './py-access.ts';
import { pythonRepr } from './python-repr.ts';

/** Characters of one resource or version entry. */
const ENTRY_CHARACTERS = 500;

/** What GEN1 does not record of a jobscript (FORMATS §8.2). */
const NOT_RECORDED = ['submit host', 'submit command', 'process ID', 'whether it is a job array'];

/** Submissions with their jobscripts (FORMATS §8), counts taken from the run index. */
export function gen1SubmissionList(
  submissions: readonly SubmissionRecord[],
  index: RunIndex,
): Submission[] {
  const counts = countsByJobscript(submissions, index);
  return submissions.map((submission, position): Submission => {
    const submitted = submittedJobscripts(submission);
    const isParallel = submission.fields.get('JS_parallelism');
    return {
      index: position,
      status: statusOf(submission, submitted),
      ...(typeof isParallel === 'boolean' ? { isParallel } : {}),
      attempts: listOf(submission.fields.get('submission_attempts')).map(indicesOf),
      jobscripts: submission.jobscripts.map((jobscript, js) =>
        jobscriptOf(jobscript, js, submitted.has(js), counts[position]?.[js] ?? noRuns()),
      ),
    };
  });
}

/** No attempts: pending; all jobscripts in an attempt: submitted; else partially (FORMATS §8.6). */
function statusOf(
  submission: SubmissionRecord,
  submitted: ReadonlySet<number>,
): Submission['status'] {
  if (submitted.size === 0) return 'pending';
  return submission.jobscripts.every((_, js) => submitted.has(js))
    ? 'submitted'
    : 'partially-submitted';
}

function jobscriptOf(
  { fields, submit_time }: JobscriptRecord,
  index: number,
  isSubmitted: boolean,
  counts: number[],
): Jobscript {
  const grid = listOf(fields.get('EAR_idx')).map(listOf);
  const loops = listOf(fields.get('task_loop_idx'));
  const schedulerJobId = fields.get('scheduler_job_ID');
  return {
    index,
    tasks: indicesOf(fields.get('task_insert_IDs')).map((insertId, position) => ({
      insertId,
      loopIdx: storedLoopIdx(loops[position]),
    })),
    actionCount: grid.length,
    elementCount: Math.max(0, ...grid.map((row) => row.length)),
    runCount: grid.reduce((sum, row) => sum + row.filter(isRun).length, 0),
    dependencies: [...dictOf(fields.get('dependencies'))].flatMap(([key, value]) => {
      // Keys stay texts after a reload (FORMATS §8.3, T22).
      if (!/^\d+$/.test(key)) return [];
      const dependency = dictOf(value);
      return {
        jobscript: Number(key),
        isArray: dependency.get('is_array') === true,
        elementCount: dictOf(dependency.get('js_element_mapping')).size,
      };
    }),
    resources: namedTexts(fields.get('resources')),
    ...(schedulerJobId === null || schedulerJobId === undefined
      ? {}
      : { schedulerJobId: entryText(schedulerJobId) }),
    ...(submit_time === null ? {} : { submitUs: submit_time }),
    versionInfo: namedTexts(fields.get('version_info')),
    notRecorded: NOT_RECORDED,
    isSubmitted: isSubmitted || submit_time !== null,
    counts,
  };
}

/** -1 marks a cell where nothing is to be run (T22). */
export function isRun(cell: PyValue): boolean {
  return indexOf(cell) !== undefined;
}

export function storedLoopIdx(value: PyValue | undefined): { loop: string; iteration: number }[] {
  return [...dictOf(value)].flatMap(([loop, iteration]) => {
    const number = intOf(iteration);
    return number === undefined ? [] : { loop, iteration: number };
  });
}

export function namedTexts(value: PyValue | undefined): { name: string; text: string }[] {
  if (!isDict(value)) return [];
  return [...value].flatMap(([name, item]) =>
    item === null ? [] : { name, text: entryText(item) },
  );
}

/** Texts as they are, everything else as Python prints it. */
export function entryText(value: PyValue): string {
  return textOf(value) ?? pythonRepr(value, ENTRY_CHARACTERS).text;
}

/** Counts by status, by submission and jobscript; one pass over the runs. */
export function countsByJobscript(
  submissions: readonly { readonly jobscripts: readonly unknown[] }[],
  { runs }: RunIndex,
): number[][][] {
  const counts = submissions.map(({ jobscripts }) => jobscripts.map(noRuns));
  for (let row = 0; row < runs.count; row += 1) {
    const own = counts[runs.submission[row] ?? -1]?.[runs.jobscript[row] ?? -1];
    const status = runs.status[row] ?? 0;
    if (own !== undefined) own[status] = (own[status] ?? 0) + 1;
  }
  return counts;
}
