import { durationOfRun } from '../../../shared/model/run-durations.ts';
import { NO_EXIT_CODE, NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import { noRuns, type StatusCounts, statusOfCode } from '../../../shared/model/status.ts';
import { formatCount, formatDuration } from '../../ui/format.ts';
import { describeCounts, STATUS_WORDS } from '../../ui/status-words.ts';
import type { MAP_MODES } from '../../visuals/run-map/map-colouring.ts';
import type { MapHit } from '../../visuals/run-map/map-hit.ts';

export const MODE_WORDS: Readonly<Record<(typeof MAP_MODES)[number], string>> = {
  status: 'Status',
  'exit-code': 'Exit code',
  duration: 'Duration',
  host: 'Host',
  jobscript: 'Jobscript',
};

/** `Iteration 2 of calibrate, DAMASK_grid`; the action alone outside of loops. */
export function columnWords({ of }: MapHit): string {
  const action = of.task.actions[of.action] ?? of.task.name;
  const loops = of.loopIdx
    .filter(({ iteration }) => iteration !== NONE)
    .map(({ loop, iteration }) => `${loop} ${iteration}`);
  return loops.length === 0 ? action : `${loops.join(', ')}: ${action}`;
}

/** How a run ended: `Error, exit code 137`. */
export function outcomeWords(index: RunIndex, run: number): string {
  if (run === NONE) return 'Nothing to run';
  const { name } = STATUS_WORDS[statusOfCode(index.runs.status[run] ?? 0)];
  const exitCode = index.runs.exitCode[run] ?? NO_EXIT_CODE;
  return exitCode === NO_EXIT_CODE ? name : `${name}, exit code ${exitCode}`;
}

/** When, where and how long it ran, as far as it is recorded. */
export function runFacts(index: RunIndex, run: number): readonly string[] {
  if (run === NONE) return [];
  const duration = durationOfRun(index, run);
  const host = index.hosts[index.runs.host[run] ?? NONE];
  const jobscript = index.runs.jobscript[run] ?? NONE;
  return [
    ...(Number.isNaN(duration) ? [] : [`ran ${formatDuration(duration)}`]),
    ...(host === undefined ? [] : [`on ${host}`]),
    ...(jobscript === NONE ? [] : [`jobscript ${jobscript}`]),
  ];
}

/** Counts by status of the runs in a cell of several elements. */
export function countsOfHit(index: RunIndex, { of, elements }: MapHit): StatusCounts {
  const counts = noRuns();
  for (const element of elements) {
    const run = of.runs[element] ?? NONE;
    if (run === NONE) continue;
    const code = index.runs.status[run] ?? 0;
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
}

/** Which elements share a cell: `Elements 12 to 23`, or where they lie apart `12 elements from 3 to 188`. */
export function elementsWords({ elements }: MapHit): string {
  const least = elements.reduce((a, b) => Math.min(a, b));
  const most = elements.reduce((a, b) => Math.max(a, b));
  const range = `${formatCount(least)} to ${formatCount(most)}`;
  return most - least + 1 === elements.length
    ? `Elements ${range}`
    : `${formatCount(elements.length)} elements from ${range}`;
}

/** A cell as it is read aloud. */
export function cellWords(index: RunIndex, hit: MapHit, label: string | undefined): string {
  const { task } = hit.of;
  const own = [
    `${task.name}, element ${hit.element}${label === undefined ? '' : `, ${label}`}`,
    columnWords(hit),
    outcomeWords(index, hit.run),
  ];
  if (hit.elements.length === 1) return `${own.join('. ')}.`;
  return `${elementsWords(hit)}: ${describeCounts(countsOfHit(index, hit))}. Most urgent: ${own.join('. ')}.`;
}
