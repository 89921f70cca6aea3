import { durationOfRun, medianOfSorted } from './run-durations.ts';
import { NONE, type RunIndex } from './run-index.ts';
import { startOrder } from './start-order.ts';
import { isFailure, statusCode, statusOfCode } from './status.ts';

/** When runs ran: from columns of the run index to lanes of a picture. Times are microseconds. */

/** What the runs of a lane share: `task` is a position in the template, `host` a row of the hosts of the index. */
export type LaneOf =
  | { readonly kind: 'action'; readonly task: number; readonly action: number }
  | { readonly kind: 'jobscript'; readonly submission: number; readonly jobscript: number }
  | { readonly kind: 'host'; readonly host: number };
export type LaneKind = LaneOf['kind'];

export interface TimeRange {
  readonly fromUs: number;
  readonly toUs: number;
}

/** Runs of one action, jobscript or host that have started. */
export interface TimelineLane extends TimeRange {
  /** Tells it from others of its kind. */
  readonly key: string;
  readonly of: LaneOf;
  /** Run rows, the first to start first. */
  readonly runs: Uint32Array;
  readonly failedCount: number;
  /** Of runs that have both a start and an end; NaN without one. */
  readonly medianUs: number;
  /** 95 of 100 took no longer. */
  readonly ninetyFifthUs: number;
  readonly totalUs: number;
}

const RUNNING = statusCode('running');
/** A workflow whose last recorded time is no older goes on: its running runs reach until now. */
const LIVE_US = 600e6;

/** From the first start to the last time on record, or until now where the workflow goes on. */
export function recordedRange(index: RunIndex): TimeRange | undefined {
  let [fromUs, toUs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let isRunning = false;
  const { startUs, endUs, status, count } = index.runs;
  for (let row = 0; row < count; row += 1) {
    const start = startUs[row] ?? Number.NaN;
    if (Number.isNaN(start)) continue;
    if (start < fromUs) fromUs = start;
    const last = endUs[row] ?? Number.NaN;
    toUs = Math.max(toUs, start, Number.isNaN(last) ? start : last);
    if (status[row] === RUNNING) isRunning = true;
  }
  if (fromUs > toUs) return undefined;
  const nowUs = index.asOfMs * 1000;
  // One lost run of long ago would leave no room for those that are on record.
  const isLive = isRunning && nowUs - toUs <= Math.max(LIVE_US, (toUs - fromUs) / 2);
  return { fromUs, toUs: isLive && nowUs > toUs ? nowUs : toUs };
}

/** When a run ended: until the end of the record while it runs, and at once where no end is told. */
export function shownEndUs(index: RunIndex, row: number, { toUs }: TimeRange): number {
  const end = index.runs.endUs[row] ?? Number.NaN;
  if (!Number.isNaN(end)) return end;
  return index.runs.status[row] === RUNNING ? toUs : (index.runs.startUs[row] ?? toUs);
}

/** From the first start to the last end of some runs; `undefined` without one. */
export function reachOf(
  index: RunIndex,
  range: TimeRange,
  rows: readonly number[],
): TimeRange | undefined {
  if (rows.length === 0) return undefined;
  return {
    fromUs: rows.reduce((so, row) => Math.min(so, index.runs.startUs[row] ?? so), Infinity),
    toUs: rows.reduce((so, row) => Math.max(so, shownEndUs(index, row, range)), -Infinity),
  };
}

/** Lanes of all runs that have started: actions in the order of the template, others by time. */
export function timelineLanes(index: RunIndex, kind: LaneKind): readonly TimelineLane[] {
  const range = recordedRange(index);
  if (range === undefined) return [];
  const groups = new Map<number, number[]>();
  for (const row of startOrder(index)) {
    const number = numberOf(index, kind, row);
    const group = groups.get(number);
    if (group === undefined) groups.set(number, [row]);
    else group.push(row);
  }
  const lanes = Array.from(groups.values(), (rows) =>
    laneOfRows(index, range, laneOf(index, kind, rows[0] ?? 0), rows),
  );
  return lanes.sort((a, b) =>
    a.of.kind === 'action' && b.of.kind === 'action'
      ? a.of.task - b.of.task || a.of.action - b.of.action
      : a.fromUs - b.fromUs,
  );
}

/** More than there are actions of a task, or jobscripts of a submission. */
const MOST_IN_ONE = 2 ** 21;

/** Tells lanes apart without making a text for each run. */
function numberOf({ runs, iterations, elements }: RunIndex, kind: LaneKind, row: number): number {
  if (kind === 'host') return runs.host[row] ?? NONE;
  if (kind === 'jobscript') {
    return (runs.submission[row] ?? NONE) * MOST_IN_ONE + (runs.jobscript[row] ?? NONE);
  }
  const element = iterations.element[runs.iteration[row] ?? 0] ?? 0;
  return (elements.task[element] ?? 0) * MOST_IN_ONE + (runs.action[row] ?? 0);
}

function laneOf({ runs, iterations, elements }: RunIndex, kind: LaneKind, row: number): LaneOf {
  if (kind === 'host') return { kind, host: runs.host[row] ?? NONE };
  if (kind === 'jobscript') {
    const submission = runs.submission[row] ?? NONE;
    return { kind, submission, jobscript: runs.jobscript[row] ?? NONE };
  }
  const element = iterations.element[runs.iteration[row] ?? 0] ?? 0;
  return { kind, task: elements.task[element] ?? 0, action: runs.action[row] ?? 0 };
}

function keyOf(of: LaneOf): string {
  if (of.kind === 'host') return `host ${of.host}`;
  if (of.kind === 'jobscript') return `js ${of.submission} ${of.jobscript}`;
  return `action ${of.task} ${of.action}`;
}

function laneOfRows(
  index: RunIndex,
  range: TimeRange,
  of: LaneOf,
  rows: readonly number[],
): TimelineLane {
  const { startUs, status } = index.runs;
  const runs = Uint32Array.from(rows);
  let [failedCount, totalUs, toUs] = [0, 0, Number.NEGATIVE_INFINITY];
  const durations: number[] = [];
  for (const row of runs) {
    if (isFailure(statusOfCode(status[row] ?? 0))) failedCount += 1;
    const duration = durationOfRun(index, row);
    if (!Number.isNaN(duration)) durations.push(duration);
    const end = shownEndUs(index, row, range);
    toUs = Math.max(toUs, end);
    totalUs += Math.max(0, end - (startUs[row] ?? end));
  }
  const sorted = Float64Array.from(durations).sort();
  return {
    key: keyOf(of),
    of,
    runs,
    fromUs: startUs[runs[0] ?? 0] ?? range.fromUs,
    toUs,
    failedCount,
    medianUs: medianOfSorted(sorted),
    ninetyFifthUs: sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN,
    totalUs,
  };
}

/** Times of one submission. */
export interface SubmissionRange extends TimeRange {
  readonly submission: number;
  readonly runCount: number;
}

/** When the runs of each submission ran, in the order of their numbers. */
export function submissionRanges(index: RunIndex, range: TimeRange): readonly SubmissionRange[] {
  const found = new Map<number, { fromUs: number; toUs: number; runCount: number }>();
  const { submission, startUs, count } = index.runs;
  for (let row = 0; row < count; row += 1) {
    const start = startUs[row] ?? Number.NaN;
    const number = submission[row] ?? NONE;
    if (Number.isNaN(start) || number === NONE) continue;
    const end = shownEndUs(index, row, range);
    const known = found.get(number);
    if (known === undefined) found.set(number, { fromUs: start, toUs: end, runCount: 1 });
    else {
      known.fromUs = Math.min(known.fromUs, start);
      known.toUs = Math.max(known.toUs, end);
      known.runCount += 1;
    }
  }
  return Array.from(found, ([number, times]) => ({ submission: number, ...times })).sort(
    (a, b) => a.submission - b.submission,
  );
}

/** Share of a range in which submissions would leave nothing to see of themselves. */
const MOSTLY_IDLE = 0.6;

/**
 * What is shown at first: all, or, where that is mostly time between submissions, the one with the
 * most runs.
 */
export function firstShown(
  ranges: readonly SubmissionRange[],
  { fromUs, toUs }: TimeRange,
): SubmissionRange | undefined {
  const busyUs = ranges.reduce((sum, each) => sum + each.toUs - each.fromUs, 0);
  if (ranges.length < 2 || busyUs >= (1 - MOSTLY_IDLE) * (toUs - fromUs)) return undefined;
  return ranges.reduce((best, each) => (each.runCount > best.runCount ? each : best));
}

/** A run that took several times as long as others of its action. */
export interface SlowRun {
  readonly row: number;
  readonly durationUs: number;
  /** Its duration over the median of its action. */
  readonly times: number;
}

const SLOW_TIMES = 3;
/** Of fewer runs the median says little. */
const LEAST_RUNS = 5;
/** What takes less is not worth a look. */
const LEAST_SLOW_US = 1e6;

/** Runs of three times the median of their action and more, the most time lost first. */
export function slowRuns(index: RunIndex, actions: readonly TimelineLane[]): readonly SlowRun[] {
  const slow: SlowRun[] = [];
  for (const { runs, medianUs } of actions) {
    if (runs.length < LEAST_RUNS || !(medianUs > 0)) continue;
    const leastUs = Math.max(LEAST_SLOW_US, SLOW_TIMES * medianUs);
    for (const row of runs) {
      const durationUs = durationOfRun(index, row);
      if (durationUs >= leastUs) slow.push({ row, durationUs, times: durationUs / medianUs });
    }
  }
  const lostOf = ({ durationUs, times }: SlowRun): number => durationUs * (1 - 1 / times);
  return slow.sort((a, b) => lostOf(b) - lostOf(a));
}
