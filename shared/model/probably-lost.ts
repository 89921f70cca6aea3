import type { RunIndex } from './run-index.ts';
import { statusCode } from './status.ts';

/** A run that says it is running, and likely is not. All of it from what is on disk. */
export interface LostRun {
  readonly row: number;
  readonly startUs: number;
  /** Runs of the same action that have ended. */
  readonly endedCount: number;
  /** When the last of them ended. */
  readonly lastEndUs: number;
  /** How long the longest of them took. */
  readonly longestUs: number;
}

const RUNNING = statusCode('running');
/** Below this a run is taken to be slow, not lost. */
const LEAST_WAIT_US = 3600 * 1_000_000;
const TIMES_LONGER = 5;

/**
 * Runs that have said running for far longer than any run of their action took: at least five times,
 * and an hour. Without an ended run of the action nothing can be said.
 */
export function probablyLost(index: RunIndex, nowUs: number): readonly LostRun[] {
  const { runs, iterations, elements } = index;
  const keyOf = (row: number): string => {
    const element = iterations.element[runs.iteration[row] ?? 0] ?? 0;
    return `${elements.task[element]} ${runs.action[row]}`;
  };
  const open: number[] = [];
  for (let row = 0; row < runs.count; row += 1) if (runs.status[row] === RUNNING) open.push(row);
  if (open.length === 0) return [];
  const wanted = new Set(open.map(keyOf));
  const ended = new Map<string, { count: number; last: number; longest: number }>();
  for (let row = 0; row < runs.count; row += 1) {
    const end = runs.endUs[row] ?? Number.NaN;
    const duration = end - (runs.startUs[row] ?? Number.NaN);
    if (Number.isNaN(duration)) continue;
    const key = keyOf(row);
    if (!wanted.has(key)) continue;
    const entry = ended.get(key) ?? { count: 0, last: end, longest: 0 };
    ended.set(key, entry);
    entry.count += 1;
    entry.last = Math.max(entry.last, end);
    entry.longest = Math.max(entry.longest, duration);
  }
  return open.flatMap((row) => {
    const others = ended.get(keyOf(row));
    const startUs = runs.startUs[row] ?? Number.NaN;
    const waited = nowUs - startUs;
    if (others === undefined || !(waited > LEAST_WAIT_US)) return [];
    if (waited < TIMES_LONGER * others.longest) return [];
    return [
      {
        row,
        startUs,
        endedCount: others.count,
        lastEndUs: others.last,
        longestUs: others.longest,
      },
    ];
  });
}
