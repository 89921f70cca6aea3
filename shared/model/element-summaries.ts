import { durationOfRun } from './run-durations.ts';
import { NO_EXIT_CODE, type RunIndex } from './run-index.ts';
import {
  elementsOfTask,
  iterationsOfElement,
  iterationTest,
  type LoopChoice,
  runsOfIteration,
} from './run-index-queries.ts';
import {
  type GroupStatus,
  groupStatus,
  mostUrgent,
  RUN_STATUSES,
  type RunStatus,
  statusCode,
  URGENCY,
} from './status.ts';

/**
 * What the elements table shows and sorts by, one entry per element of a task, as columns: with
 * 100,000 elements no object per row is made.
 */
export interface ElementSummaries {
  /** Element row of the first entry. */
  readonly firstRow: number;
  readonly count: number;
  /** Bit `statusCode(s)` is set when at least one run has status `s`. */
  readonly statusMask: Uint16Array;
  /** Place of the most urgent status in {@link URGENCY}; its length when there are no runs. */
  readonly urgency: Uint8Array;
  /** Iterations that were looked at (all, or those the loop filter leaves). */
  readonly iterationCount: Uint32Array;
  /** Earliest start; NaN when nothing started. */
  readonly startUs: Float64Array;
  /** Latest end; NaN when nothing ended or something still runs. */
  readonly endUs: Float64Array;
  /** Sum of the durations of ended runs; NaN when none ended. */
  readonly ranUs: Float64Array;
  /** Exit code of the most urgent run that has one; NaN when none has. */
  readonly exitCode: Float64Array;
}

/** Iterations whose times an element shows; its statuses and exit code are of all. */
export type TimeScope = 'all' | 'final';

const URGENCY_OF_CODE = RUN_STATUSES.map((status) => URGENCY.indexOf(status));

/**
 * Summaries of the elements of the task at a position of the template.
 *
 * @param filter Iterations to look at.
 * @param scope Whether times are of all of these, or of the newest of each element.
 */
export function summariseElements(
  index: RunIndex,
  task: number,
  filter?: LoopChoice,
  scope: TimeScope = 'all',
): ElementSummaries {
  const { start: firstRow, stop } = elementsOfTask(index, task);
  const count = stop - firstRow;
  const statusMask = new Uint16Array(count);
  const urgency = new Uint8Array(count).fill(URGENCY.length);
  const iterationCount = new Uint32Array(count);
  const startUs = new Float64Array(count).fill(Number.NaN);
  const endUs = new Float64Array(count).fill(Number.NaN);
  const ranUs = new Float64Array(count).fill(Number.NaN);
  const exitCode = new Float64Array(count).fill(Number.NaN);
  const isWanted = iterationTest(index, filter);
  const { runs } = index;

  for (let at = 0; at < count; at += 1) {
    const iterations = iterationsOfElement(index, firstRow + at);
    let mask = 0;
    let rank = URGENCY.length;
    let earliest = Number.NaN;
    let latest = Number.NaN;
    let ran = Number.NaN;
    let isOpen = false;
    let exit = Number.NaN;
    let exitRank = Number.POSITIVE_INFINITY;
    let newest = iterations.stop - 1;
    while (newest > iterations.start && !isWanted(newest)) newest -= 1;
    for (let iteration = iterations.start; iteration < iterations.stop; iteration += 1) {
      if (!isWanted(iteration)) continue;
      const hasTimes = scope === 'all' || iteration === newest;
      iterationCount[at] = (iterationCount[at] ?? 0) + 1;
      const range = runsOfIteration(index, iteration);
      for (let row = range.start; row < range.stop; row += 1) {
        const code = runs.status[row] ?? 0;
        mask |= 1 << code;
        const ownRank = URGENCY_OF_CODE[code] ?? URGENCY.length;
        rank = Math.min(rank, ownRank);
        const ownExit = runs.exitCode[row] ?? NO_EXIT_CODE;
        if (ownExit !== NO_EXIT_CODE && ownRank < exitRank) {
          exit = ownExit;
          exitRank = ownRank;
        }
        if (!hasTimes) continue;
        const begin = runs.startUs[row] ?? Number.NaN;
        const end = runs.endUs[row] ?? Number.NaN;
        if (!(begin >= earliest)) earliest = Number.isNaN(begin) ? earliest : begin;
        if (!(end <= latest)) latest = Number.isNaN(end) ? latest : end;
        if (Number.isNaN(end) && !Number.isNaN(begin)) isOpen = true;
        const duration = durationOfRun(index, row);
        if (!Number.isNaN(duration)) ran = Number.isNaN(ran) ? duration : ran + duration;
      }
    }
    statusMask[at] = mask;
    urgency[at] = rank;
    startUs[at] = earliest;
    endUs[at] = isOpen ? Number.NaN : latest;
    ranUs[at] = ran;
    exitCode[at] = exit;
  }
  return {
    firstRow,
    count,
    statusMask,
    urgency,
    iterationCount,
    startUs,
    endUs,
    ranUs,
    exitCode,
  };
}

const countsOfMask = (mask: number): number[] => RUN_STATUSES.map((_, code) => (mask >>> code) & 1);

/** Status an element shows, and the most urgent one in it; `undefined` without runs. */
export function statusOfMask(
  mask: number,
): { readonly status: GroupStatus; readonly worst: RunStatus } | undefined {
  const counts = countsOfMask(mask);
  const status = groupStatus(counts);
  const worst = mostUrgent(counts);
  return status === undefined || worst === undefined ? undefined : { status, worst };
}

/** A status, or `failed`: recorded and inferred failures together. */
export type StatusFilter = RunStatus | 'failed';

/** Bits of the statuses a filter lets through. */
export function maskOfFilter(filter: StatusFilter): number {
  if (filter === 'failed') return maskOfFilter('error') | maskOfFilter('likely-failed');
  return 1 << statusCode(filter);
}

/** Bits that any of several filters lets through; `undefined` when there are none. */
export function maskOfFilters(filters: readonly StatusFilter[] | undefined): number | undefined {
  if (filters === undefined || filters.length === 0) return undefined;
  return filters.reduce((mask, filter) => mask | maskOfFilter(filter), 0);
}

/** How many elements have at least one run that the filter lets through. */
export function countElements(summaries: ElementSummaries, filter: StatusFilter): number {
  const mask = maskOfFilter(filter);
  let count = 0;
  for (const bits of summaries.statusMask) if ((bits & mask) !== 0) count += 1;
  return count;
}
