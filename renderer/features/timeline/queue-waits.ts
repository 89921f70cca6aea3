import type { Jobscript, Submission } from '../../../shared/contract/submissions.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import type { TimelineLane } from '../../../shared/model/timeline.ts';

/** Names a jobscript among all submissions. */
export const jobscriptKey = (submission: number, jobscript: number): string =>
  `${submission} ${jobscript}`;

/** When each jobscript was submitted; those without a submit time on record are left out. */
export function submitTimes(submissions: readonly Submission[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const { index, jobscripts } of submissions) {
    for (const { index: jobscript, submitUs } of jobscripts) {
      if (submitUs !== undefined) times.set(jobscriptKey(index, jobscript), submitUs);
    }
  }
  return times;
}

/** A jobscript that waited in the queue. */
export interface QueueWait {
  readonly submission: number;
  readonly jobscript: number;
  readonly waitedUs: number;
}

/**
 * How long jobscripts waited that could have started, the longest first: from submitting, or from the
 * end of what they depend on, until their first run.
 *
 * @param lanes One for each jobscript.
 */
export function queueWaits(
  index: RunIndex,
  lanes: readonly TimelineLane[],
  submissions: readonly Submission[],
): readonly QueueWait[] {
  const laneOf = new Map<string, TimelineLane>();
  for (const lane of lanes) {
    if (lane.of.kind === 'jobscript') {
      laneOf.set(jobscriptKey(lane.of.submission, lane.of.jobscript), lane);
    }
  }
  const waits: QueueWait[] = [];
  for (const { index: submission, jobscripts } of submissions) {
    for (const jobscript of jobscripts) {
      const lane = laneOf.get(jobscriptKey(submission, jobscript.index));
      if (lane === undefined || jobscript.submitUs === undefined) continue;
      const readyUs = jobscript.dependencies.reduce(
        (so, dependency) => Math.max(so, freeAt(index, laneOf, submission, dependency)),
        jobscript.submitUs,
      );
      // Clocks of nodes differ: one may seem to start before it was submitted.
      const waitedUs = Math.max(0, lane.fromUs - readyUs);
      waits.push({ submission, jobscript: jobscript.index, waitedUs });
    }
  }
  return waits.sort((a, b) => b.waitedUs - a.waitedUs);
}

/** When a dependency lets the first of those go that wait for it. */
function freeAt(
  index: RunIndex,
  laneOf: ReadonlyMap<string, TimelineLane>,
  submission: number,
  { jobscript, isArray }: Jobscript['dependencies'][number],
): number {
  const lane = laneOf.get(jobscriptKey(submission, jobscript));
  if (lane === undefined) return Number.NEGATIVE_INFINITY;
  if (!isArray) return lane.toUs;
  // Of an array each element lets its own go once all its runs have ended.
  const ends = new Map<number, number>();
  for (const row of lane.runs) {
    const element = index.iterations.element[index.runs.iteration[row] ?? 0] ?? 0;
    const endUs = index.runs.endUs[row] ?? Number.NaN;
    ends.set(element, Math.max(ends.get(element) ?? endUs, endUs));
  }
  return Array.from(ends.values()).reduce(
    (so, end) => (Number.isNaN(end) ? so : Math.min(so, end)),
    lane.toUs,
  );
}
