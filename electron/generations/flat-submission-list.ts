import type { Jobscript, JobscriptBlock, Submission } from '../../shared/contract/submissions.ts';
import type { RunIndex } from '../../shared/model/run-index.ts';
import { noRuns } from '../../shared/model/status.ts';
import { isList } from '../persistence/values.ts';
import {
  type FlatBlock,
  type FlatJobscript,
  type FlatSubmission,
  submittedIn,
} from './flat-submissions.ts';
import { countsByJobscript, entryText, namedTexts } from './gen1-submissions.ts';
import { textOf } from './py-access.ts';

/** Submissions with their jobscripts, counts taken from the run index. */
export function flatSubmissionList(
  submissions: readonly FlatSubmission[],
  index: RunIndex,
): Submission[] {
  const counts = countsByJobscript(submissions, index);
  return submissions.map((submission, position): Submission => {
    const submitted = submittedIn(submission);
    const parallelism = submission.fields.get('JS_parallelism');
    const times = submission.parts.flatMap(({ atUs }) => atUs ?? []);
    return {
      index: position,
      status: submissionStatus(submission, submitted),
      ...(typeof parallelism === 'boolean' ? { isParallel: parallelism } : {}),
      ...(typeof parallelism === 'string' ? { parallelKind: parallelism } : {}),
      attempts: submission.parts.map(({ jobscripts }) => [...jobscripts]),
      ...(times.length > 0 && times.length === submission.parts.length
        ? { attemptsUs: times }
        : {}),
      jobscripts: submission.jobscripts.map((jobscript, js) =>
        jobscriptOf(jobscript, js, submitted.has(js), counts[position]?.[js] ?? noRuns()),
      ),
    };
  });
}

/** No parts: pending; every jobscript in some part: submitted; else partially (GEN4 §10.2). */
export function submissionStatus(
  { jobscripts }: FlatSubmission,
  submitted: ReadonlySet<number>,
): Submission['status'] {
  if (submitted.size === 0) return 'pending';
  return jobscripts.every((_, js) => submitted.has(js)) ? 'submitted' : 'partially-submitted';
}

function jobscriptOf(
  jobscript: FlatJobscript,
  index: number,
  isSubmitted: boolean,
  counts: number[],
): Jobscript {
  const { fields } = jobscript;
  const hasBlocks = isList(fields.get('blocks'));
  const blocks = jobscript.blocks.map((block) => blockOf(block, hasBlocks));
  const host = textOf(fields.get('submit_hostname'));
  const machine = textOf(fields.get('submit_machine'));
  const isArray = fields.get('is_array');
  const scheduled = jobscript.schedulerJobId;
  return {
    index,
    tasks: blocks.flatMap(({ tasks }) => tasks),
    actionCount: Math.max(0, ...blocks.map(({ actionCount }) => actionCount)),
    elementCount: Math.max(0, ...blocks.map(({ elementCount }) => elementCount)),
    runCount: blocks.reduce((sum, { runCount }) => sum + runCount, 0),
    dependencies: blocks.flatMap(({ dependencies }) =>
      dependencies.filter((dependency) => dependency.jobscript !== index),
    ),
    ...(hasBlocks ? { blocks } : {}),
    ...(typeof isArray === 'boolean' ? { isArray } : {}),
    resources: namedTexts(fields.get('resources')),
    ...(scheduled === undefined ? {} : { schedulerJobId: entryText(scheduled) }),
    ...(jobscript.processId === undefined ? {} : { processId: jobscript.processId }),
    ...(jobscript.submitUs === undefined ? {} : { submitUs: jobscript.submitUs }),
    ...(host === undefined ? {} : { submitHost: host }),
    ...(machine === undefined ? {} : { submitMachine: machine }),
    ...(jobscript.submitCommand.length === 0
      ? {}
      : { submitCommand: [...jobscript.submitCommand] }),
    versionInfo: namedTexts(fields.get('version_info')),
    notRecorded: [
      // A member that the version knows is there, and null while nothing is recorded.
      ...(fields.has('submit_hostname') ? [] : ['submit host', 'submit command']),
      ...(fields.has('process_ID') || fields.has('at_submit_metadata') ? [] : ['process ID']),
      ...(typeof isArray === 'boolean' ? [] : ['whether it is a job array']),
    ],
    isSubmitted: isSubmitted || jobscript.submitUs !== undefined,
    counts,
  };
}

function blockOf(block: FlatBlock, hasBlocks: boolean): JobscriptBlock {
  return {
    tasks: block.taskInsertIds.map((insertId, place) => ({
      insertId,
      loopIdx: [...(block.taskLoopIdx[place] ?? [])],
    })),
    actionCount: block.runIds.length,
    elementCount: block.columnCount,
    runCount: block.runIds.reduce((sum, row) => sum + row.filter((id) => id >= 0).length, 0),
    dependencies: block.dependencies.map(({ block: other, ...dependency }) => ({
      ...dependency,
      ...(hasBlocks ? { block: other } : {}),
    })),
  };
}
