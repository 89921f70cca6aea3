import type { CriticalPath } from '../../../shared/contract/flow.ts';
import { NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import type { LineageIndex } from './lineage-index.ts';
import { parentsOf } from './lineage-walks.ts';

/** Runs of one jobscript that follow each other so closely are taken for one after the other. */
const SAME_JOB_US = 10e6;
/** Clocks of nodes differ: a run that seems to start so much before its input came still waited for it. */
const CLOCK_US = 2e6;

type Step = CriticalPath['runs'][number];

/**
 * What the end of the workflow waited for: from the run that ended last, again and again to what
 * ended last of all it had to wait for. That is a run whose output it reads, the action before it in its
 * iteration, or the run before it in the same job.
 *
 * @returns The first to run first; empty where no run has ended.
 */
export function criticalPath(index: RunIndex, lineage: LineageIndex): readonly Step[] {
  const { endUs, startUs } = index.runs;
  const last = lastEnded(index);
  if (last === undefined) return [];
  const before = jobPredecessors(index);
  const steps: Step[] = [];
  const seen = new Set<number>();
  let row = last;
  for (;;) {
    seen.add(row);
    const start = startUs[row] ?? Number.NaN;
    let waitedFor: { readonly row: number; readonly after: Step['after'] } | undefined;
    const consider = (earlier: number | undefined, why: Step['after']): void => {
      if (earlier === undefined || seen.has(earlier)) return;
      const end = endUs[earlier] ?? Number.NaN;
      if (!(end <= start + CLOCK_US)) return;
      // Of equals the value is the better reason.
      if (waitedFor === undefined || end > (endUs[waitedFor.row] ?? 0)) {
        waitedFor = { row: earlier, after: why };
      }
    };
    for (const parent of parentsOf(lineage, row)) consider(parent, 'input');
    for (const earlier of earlierActions(index, row)) consider(earlier, 'action');
    consider(before.get(row), 'job');
    steps.push({
      row,
      durationUs: (endUs[row] ?? Number.NaN) - start,
      waitUs: waitedFor === undefined ? 0 : Math.max(0, start - (endUs[waitedFor.row] ?? start)),
      ...(waitedFor?.after === undefined ? {} : { after: waitedFor.after }),
    });
    if (waitedFor === undefined) return steps.reverse();
    row = waitedFor.row;
  }
}

function lastEnded({ runs }: RunIndex): number | undefined {
  let last: number | undefined;
  for (let row = 0; row < runs.count; row += 1) {
    const end = runs.endUs[row] ?? Number.NaN;
    if (Number.isNaN(end) || Number.isNaN(runs.startUs[row] ?? Number.NaN)) continue;
    if (last === undefined || end > (runs.endUs[last] ?? 0)) last = row;
  }
  return last;
}

/** Runs of the same iteration that hpcflow executes before this one. */
function earlierActions({ runs, iterations }: RunIndex, row: number): readonly number[] {
  const first = iterations.runStart[runs.iteration[row] ?? 0] ?? row;
  return Array.from({ length: row - first }, (_, at) => first + at);
}

/** The run that ended right before each started, in the same jobscript. */
function jobPredecessors({ runs }: RunIndex): ReadonlyMap<number, number> {
  const jobs = new Map<string, number[]>();
  for (let row = 0; row < runs.count; row += 1) {
    if (runs.jobscript[row] === NONE || Number.isNaN(runs.startUs[row] ?? Number.NaN)) continue;
    const key = `${runs.submission[row]} ${runs.jobscript[row]}`;
    const known = jobs.get(key);
    if (known === undefined) jobs.set(key, [row]);
    else known.push(row);
  }
  const before = new Map<number, number>();
  for (const rows of jobs.values()) {
    rows.sort((a, b) => (runs.startUs[a] ?? 0) - (runs.startUs[b] ?? 0));
    for (const [at, row] of rows.entries()) {
      const earlier = rows[at - 1];
      if (earlier === undefined) continue;
      const waited = (runs.startUs[row] ?? 0) - (runs.endUs[earlier] ?? Number.NaN);
      if (waited >= 0 && waited <= SAME_JOB_US) before.set(row, earlier);
    }
  }
  return before;
}
