import { useMemo } from 'react';
import type { Submission } from '../../../shared/contract/submissions.ts';
import { NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import { statusCode } from '../../../shared/model/status.ts';
import { stepsOf, type TimeSteps } from '../../../shared/model/time-steps.ts';
import {
  type LaneKind,
  shownEndUs,
  slowRuns,
  type TimeRange,
  timelineLanes,
} from '../../../shared/model/timeline.ts';
import { useSubmissions } from '../../queries/submissions.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { drawnLane } from '../../visuals/timeline/timeline-lanes.ts';
import { jobscriptKey, queueWaits, submitTimes } from './queue-waits.ts';

const NO_SUBMISSIONS: readonly Submission[] = [];

/** What a timeline is drawn from, each part made anew only when what it is made of changes. */
export function useTimeline(index: RunIndex, range: TimeRange, kind: LaneKind) {
  const { workflowId } = usePlace();
  const submissions = useSubmissions(workflowId).data?.submissions ?? NO_SUBMISSIONS;
  const submitted = useMemo(() => submitTimes(submissions), [submissions]);
  const actions = useMemo(() => timelineLanes(index, 'action'), [index]);
  const jobscripts = useMemo(() => timelineLanes(index, 'jobscript'), [index]);
  const lanes = useMemo(() => {
    const chosen =
      kind === 'action' ? actions : kind === 'jobscript' ? jobscripts : timelineLanes(index, kind);
    return chosen.map((lane) => drawnLane(index, range, lane));
  }, [index, range, kind, actions, jobscripts]);
  const slow = useMemo(() => slowRuns(index, actions), [index, actions]);
  const waits = useMemo(
    () => queueWaits(index, jobscripts, submissions),
    [index, jobscripts, submissions],
  );
  const running = useMemo(() => runningSteps(index, range), [index, range]);
  const waiting = useMemo(
    () => (submitted.size === 0 ? undefined : waitingSteps(index, range, submitted)),
    [index, range, submitted],
  );
  return { lanes, slow, waits, running, waiting };
}

function runningSteps(index: RunIndex, range: TimeRange): TimeSteps {
  const { startUs } = index.runs;
  return stepsOf(
    startUs,
    startUs.map((_, row) => shownEndUs(index, row, range)),
  );
}

const SUBMITTED = statusCode('submitted');

/** From submitting to starting; of what has not started, until the end of the record. */
function waitingSteps(
  { runs }: RunIndex,
  { fromUs, toUs }: TimeRange,
  submitted: ReadonlyMap<string, number>,
): TimeSteps {
  const from = new Float64Array(runs.count);
  const to = new Float64Array(runs.count);
  for (let row = 0; row < runs.count; row += 1) {
    const key = jobscriptKey(runs.submission[row] ?? NONE, runs.jobscript[row] ?? NONE);
    const start = runs.startUs[row] ?? Number.NaN;
    const isOut = runs.status[row] === SUBMITTED;
    from[row] = Math.max(fromUs, submitted.get(key) ?? Number.NaN);
    // What was skipped waits for nothing.
    to[row] = isOut ? toUs : start;
  }
  return stepsOf(from, to);
}
