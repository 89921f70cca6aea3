/**
 * The twelve statuses a run, or a group of runs, can show.
 *
 * The number of a status is its code in {@link RunColumns.status}; letters and words are those of
 * the design language. `mixed` never belongs to a single run.
 */
export const RUN_STATUSES = [
  'pending',
  'prepared',
  'submitted',
  'running',
  'complete',
  'success',
  'likely-failed',
  'error',
  'skipped',
  'ended-by-loop',
  'aborted',
] as const;

/** Status of one element action run (EAR). */
export type RunStatus = (typeof RUN_STATUSES)[number];

/** Status of a group of runs: that of all of them, or `mixed`. */
export type GroupStatus = RunStatus | 'mixed';

/** How many runs have each status; indexed like {@link RUN_STATUSES}. */
export type StatusCounts = readonly number[];

const CODE_OF: ReadonlyMap<RunStatus, number> = new Map(
  RUN_STATUSES.map((status, code) => [status, code]),
);

/** Code of a status as stored in the status column. */
export function statusCode(status: RunStatus): number {
  return CODE_OF.get(status) ?? 0;
}

/** Status of a stored code; an unknown code reads as `pending`. */
export function statusOfCode(code: number): RunStatus {
  return RUN_STATUSES[code] ?? 'pending';
}

/** Most urgent first: the order in which a group picks the colour it shows. */
export const URGENCY: readonly RunStatus[] = [
  'error',
  'likely-failed',
  'aborted',
  'skipped',
  'running',
  'submitted',
  'prepared',
  'pending',
  'complete',
  'ended-by-loop',
  'success',
];

/** Failed as recorded (`error`) or as inferred (`likely-failed`). */
export function isFailure(status: RunStatus): boolean {
  return status === 'error' || status === 'likely-failed';
}

/** Counts of an empty group. */
export function noRuns(): number[] {
  return new Array<number>(RUN_STATUSES.length).fill(0);
}

/** Number of runs in `counts` that have `status`. */
export function countOf(counts: StatusCounts, status: RunStatus): number {
  return counts[statusCode(status)] ?? 0;
}

/** Number of runs in `counts`. */
export function totalOf(counts: StatusCounts): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** The most urgent status present in `counts`; `undefined` for an empty group. */
export function mostUrgent(counts: StatusCounts): RunStatus | undefined {
  return URGENCY.find((status) => countOf(counts, status) > 0);
}

/**
 * Status a group shows: one status only if every run has it, where runs ended by a loop count with
 * success; otherwise `mixed`. So a group is never green if anything failed, was skipped or aborted.
 */
export function groupStatus(counts: StatusCounts): GroupStatus | undefined {
  const present = RUN_STATUSES.filter((status) => countOf(counts, status) > 0);
  const distinct =
    present.length > 1 && present.includes('success')
      ? present.filter((status) => status !== 'ended-by-loop')
      : present;
  if (distinct.length > 1) return 'mixed';
  return distinct[0];
}
