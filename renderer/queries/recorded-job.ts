import type { Jobscript } from '../../shared/contract/submissions.ts';
import type { RecordedJob } from '../../shared/model/scheduler-queries.ts';

/** What is recorded of the job of a jobscript. `column`: of the element in the jobscript. */
export function recordedJob(jobscript: Jobscript, column?: number): RecordedJob {
  const named = (name: string, of: Jobscript['resources']): string | undefined =>
    of.find((known) => known.name === name)?.text.replaceAll(/^['"]|['"]$/g, '');
  return {
    scheduler:
      named('scheduler_name', jobscript.versionInfo) ?? named('scheduler', jobscript.resources),
    jobId: jobscript.schedulerJobId,
    processId: jobscript.processId,
    arrayIndex: jobscript.isArray === true ? column : undefined,
  };
}
