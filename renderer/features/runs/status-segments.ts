import {
  countElements,
  type ElementSummaries,
  type StatusFilter,
} from '../../../shared/model/element-summaries.ts';
import { isFailure, type RunStatus, URGENCY } from '../../../shared/model/status.ts';

export interface StatusSegment {
  readonly filter: StatusFilter;
  /** Status whose glyph stands for it. */
  readonly glyph: RunStatus;
  /** Elements with at least one such run. */
  readonly count: number;
}

/** With "All" these are five: as many as stay readable in one control. */
const MOST_SEGMENTS = 4;

/** Filters worth offering: what there is, most urgent first, and always those that are on. */
export function statusSegments(
  summaries: ElementSummaries,
  active: readonly StatusFilter[],
): readonly StatusSegment[] {
  const segments: StatusSegment[] = [];
  for (const status of URGENCY) {
    if (isFailure(status)) continue;
    const count = countElements(summaries, status);
    if (count > 0) segments.push({ filter: status, glyph: status, count });
  }
  const errors = countElements(summaries, 'error');
  const failed = countElements(summaries, 'failed');
  if (failed > 0) {
    segments.unshift({
      filter: 'failed',
      glyph: errors > 0 ? 'error' : 'likely-failed',
      count: failed,
    });
  }
  const shown = segments.slice(0, MOST_SEGMENTS);
  const own = active
    .filter((filter) => !shown.some((segment) => segment.filter === filter))
    .map((filter) => ({
      filter,
      glyph: filter === 'failed' ? ('likely-failed' as const) : filter,
      count: countElements(summaries, filter),
    }));
  // One kind of failure stands for all of them when there is no other.
  const rest = own.some(
    ({ filter, count }) => (filter === 'error' || filter === 'likely-failed') && count === failed,
  )
    ? shown.filter(({ filter }) => filter !== 'failed' || active.includes('failed'))
    : shown;
  return [...own, ...rest].slice(0, Math.max(MOST_SEGMENTS, own.length));
}
