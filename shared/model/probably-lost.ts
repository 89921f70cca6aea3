import { NONE, type RunIndex } from './run-index.ts';
import { runsOfElements } from './run-index-queries.ts';
import { statusCode } from './status.ts';

/** A run that says it is running, and likely is not. All of it from what is on disk. */
export interface LostRun {
  readonly row: number;
  readonly startUs: number;
  readonly evidence: LostEvidence;
}

export type LostEvidence =
  /** Its jobscript went on to another run of the element, which it does only after an end. */
  | { readonly kind: 'went-on'; readonly nextStartUs: number }
  | {
      readonly kind: 'outlasted';
      /** Runs of the same action that have ended. */
      readonly endedCount: number;
      /** When the last of them ended. */
      readonly lastEndUs: number;
      /** How long the longest of them took. */
      readonly longestUs: number;
    };

const RUNNING = statusCode('running');
/** Below this a run is taken to be slow, not lost. */
const LEAST_WAIT_US = 3600 * 1_000_000;
const TIMES_LONGER = 5;

/**
 * Runs that say running though their jobscript has gone on to a later run of the same element, by
 * recorded times alone; and runs that have said it for far longer than any run of their action took: at
 * least five times, and an hour. Of others nothing can be said.
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
  return open.flatMap((row): readonly LostRun[] => {
    const startUs = runs.startUs[row] ?? Number.NaN;
    const nextStartUs = nextStart(index, row);
    if (nextStartUs !== undefined) {
      return [{ row, startUs, evidence: { kind: 'went-on', nextStartUs } }];
    }
    const others = ended.get(keyOf(row));
    const waited = nowUs - startUs;
    if (others === undefined || !(waited > LEAST_WAIT_US)) return [];
    if (waited < TIMES_LONGER * others.longest) return [];
    return [
      {
        row,
        startUs,
        evidence: {
          kind: 'outlasted',
          endedCount: others.count,
          lastEndUs: others.last,
          longestUs: others.longest,
        },
      },
    ];
  });
}

/** When the jobscript of a run first started a later run of its element; `undefined` when it has not. */
function nextStart(index: RunIndex, row: number): number | undefined {
  const { runs, iterations } = index;
  const jobscript = runs.jobscript[row] ?? NONE;
  const startUs = runs.startUs[row] ?? Number.NaN;
  if (jobscript === NONE) return undefined;
  const element = iterations.element[runs.iteration[row] ?? 0] ?? 0;
  const { start, stop } = runsOfElements(index, { start: element, stop: element + 1 });
  let next = Number.POSITIVE_INFINITY;
  for (let other = start; other < stop; other += 1) {
    if (runs.jobscript[other] !== jobscript || runs.submission[other] !== runs.submission[row]) {
      continue;
    }
    const otherUs = runs.startUs[other] ?? Number.NaN;
    if (otherUs > startUs && otherUs < next) next = otherUs;
  }
  return Number.isFinite(next) ? next : undefined;
}
