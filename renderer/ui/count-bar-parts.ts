import { countOf, type RunStatus, type StatusCounts } from '../../shared/model/status.ts';

/** Parts of a count bar, from success (left) to error (right). */
const ORDER: readonly RunStatus[] = [
  'success',
  'complete',
  'running',
  'submitted',
  'prepared',
  'pending',
  'ended-by-loop',
  'aborted',
  'skipped',
  'likely-failed',
  'error',
];

const GAP_PX = 1;

/** Any status that is there is seen, a failure most of all. */
const leastWidth = (status: RunStatus): number =>
  status === 'error' || status === 'likely-failed' ? 4 : 2;

/** The statuses that are there, in the order of the bar. */
export function presentStatuses(counts: StatusCounts): readonly RunStatus[] {
  return ORDER.filter((status) => countOf(counts, status) > 0);
}

export interface BarPart {
  readonly status: RunStatus;
  readonly x: number;
  readonly width: number;
}

/** A count bar as boxes of px, where it is drawn rather than laid out. */
export function countBarParts(counts: StatusCounts, widthPx: number): readonly BarPart[] {
  const present = presentStatuses(counts);
  const widths = new Map<RunStatus, number>();
  let room = widthPx - GAP_PX * Math.max(0, present.length - 1);
  let open = [...present];
  // Parts that would be too narrow take their least width first; the others share the rest.
  for (let isSettled = false; !isSettled; ) {
    const total = open.reduce((sum, status) => sum + countOf(counts, status), 0);
    const share = (status: RunStatus): number => (room * countOf(counts, status)) / total;
    const narrow = open.filter((status) => share(status) < leastWidth(status));
    isSettled = narrow.length === 0 || narrow.length === open.length;
    for (const status of isSettled ? open : narrow) {
      widths.set(status, isSettled ? share(status) : leastWidth(status));
    }
    if (!isSettled) {
      room -= narrow.reduce((sum, status) => sum + leastWidth(status), 0);
      open = open.filter((status) => !narrow.includes(status));
    }
  }
  let x = 0;
  return present.map((status) => {
    const width = widths.get(status) ?? 0;
    const part = { status, x, width };
    x += width + GAP_PX;
    return part;
  });
}
