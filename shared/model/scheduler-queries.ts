/** What is recorded of a job. */
export interface RecordedJob {
  /** Resource `scheduler`, or the scheduler's name as found at submission. */
  readonly scheduler: string | undefined;
  readonly jobId: string | undefined;
  readonly processId: number | undefined;
  /** Position of the run's element in its job array, from 0; `undefined` for the whole job. */
  readonly arrayIndex: number | undefined;
}

/** A command to ask a scheduler with, for people to run where the job ran. */
export interface SchedulerQuery {
  readonly command: string;
  /** When it answers: while the job is known to the scheduler, or after it ended. */
  readonly answers: 'while it waits or runs' | 'after it ended';
}

/** Job IDs come from files: only what can be one is put into a command. */
const JOB_ID = /^[\w.[\]-]+$/;

const SACCT_FORMAT = 'JobID,State,ExitCode,Elapsed,Timelimit,ReqMem,MaxRSS,NodeList';

/**
 * Commands that ask the recorded scheduler about a job; empty where none is recorded. hpcflow submits
 * arrays as `1-N` (FORMATS §8), so tasks of an array count from 1.
 */
export function schedulerQueries(job: RecordedJob): readonly SchedulerQuery[] {
  const { jobId, processId, arrayIndex } = job;
  const running = 'while it waits or runs';
  const kind = schedulerKind(job.scheduler);
  if (jobId !== undefined && JOB_ID.test(jobId)) {
    const task = arrayIndex === undefined ? undefined : arrayIndex + 1;
    if (kind === 'slurm') {
      const id = task === undefined ? jobId : `${jobId}_${task}`;
      return [
        { command: `sacct -j ${id} --format=${SACCT_FORMAT}`, answers: 'after it ended' },
        { command: `squeue -j ${id}`, answers: running },
      ];
    }
    if (kind === 'sge') {
      const ofTask = task === undefined ? '' : ` -t ${task}`;
      return [
        { command: `qacct -j ${jobId}${ofTask}`, answers: 'after it ended' },
        { command: `qstat -j ${jobId}`, answers: running },
      ];
    }
  }
  if (processId !== undefined) {
    return [{ command: `ps -o pid,stat,etime,rss,args -p ${processId}`, answers: running }];
  }
  return [];
}

function schedulerKind(name: string | undefined): 'slurm' | 'sge' | undefined {
  const lower = name?.toLowerCase() ?? '';
  if (lower.includes('slurm')) return 'slurm';
  // Grid Engine calls itself SGE, UGE, OGE, OGS/GE and more.
  return /\b(s|u|o|a)?ge\b|grid engine/.test(lower) || lower.includes('sge') ? 'sge' : undefined;
}
