import type { Recent } from '../../../shared/contract/host.ts';
import { countOf, type StatusCounts, totalOf } from '../../../shared/model/status.ts';
import { formatCount } from '../../ui/format.ts';

/** One or two short remarks about the runs of a workflow, the most urgent first. */
export interface Remark {
  readonly text: string;
  readonly isFailure: boolean;
}

/** What stands out in the counts; empty when all is well. */
export function remarksOf(counts: StatusCounts): readonly Remark[] {
  const remarks: Remark[] = [];
  const add = (count: number, words: string, isFailure: boolean): void => {
    if (count > 0) remarks.push({ text: `${formatCount(count)} ${words}`, isFailure });
  };
  add(countOf(counts, 'error'), 'failed', true);
  add(countOf(counts, 'likely-failed'), 'likely failed', true);
  add(countOf(counts, 'aborted'), 'aborted', false);
  add(countOf(counts, 'running'), 'running', false);
  const total = totalOf(counts);
  if (remarks.length === 0 && total > 0) {
    const notSubmitted = countOf(counts, 'prepared') + countOf(counts, 'pending');
    if (notSubmitted === total) remarks.push({ text: 'not submitted', isFailure: false });
    else if (countOf(counts, 'complete') === total) {
      remarks.push({ text: 'outcome not stored', isFailure: false });
    }
  }
  return remarks.slice(0, 2);
}

/** True when the words typed into the filter are all in its name or path. */
export function matchesFilter(recent: Recent, filter: string): boolean {
  const text = `${recent.name} ${recent.path}`.toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
