import type { RunIndex } from '../../../shared/model/run-index.ts';
import { formatDuration, formatShortTimeUs } from '../../ui/format.ts';

const NO_BREAK = '\u00a0';

/** When the runs of a workflow took place: `Started 22 Jun 2023, took 4 m 12 s.` */
export function spanWords(index: RunIndex, nowMs: number): string | undefined {
  let first = Number.NaN;
  let last = Number.NaN;
  let isOpen = false;
  const { startUs, endUs, count } = index.runs;
  for (let row = 0; row < count; row += 1) {
    const start = startUs[row] ?? Number.NaN;
    if (Number.isNaN(start)) continue;
    const end = endUs[row] ?? Number.NaN;
    if (Number.isNaN(first) || start < first) first = start;
    if (Number.isNaN(end)) isOpen = true;
    else if (Number.isNaN(last) || end > last) last = end;
  }
  if (Number.isNaN(first)) return undefined;
  const began = `First run started ${formatShortTimeUs(first, nowMs)}`;
  if (isOpen || Number.isNaN(last)) return `${began}.`;
  return `${began}; the last ended ${formatDuration(last - first).replaceAll(' ', NO_BREAK)} later.`;
}
