import type { RunIndex } from '../../../shared/model/run-index.ts';
import { statusCode } from '../../../shared/model/status.ts';
import type { LineageIndex } from './lineage-index.ts';
import { childrenOf, parentsOf, reach } from './lineage-walks.ts';

/**
 * Which failures are culprits and which are victims.
 *
 * - A *root* is a run that failed (as recorded or as inferred) or was aborted, and whose inputs had come.
 * - A *knock-on failure* failed only because an input never came: the run that should have written
 *   it failed, was aborted or was skipped, and it is not set.
 * - A *victim* is a skipped run, or a knock-on failure. Runs ended by their loop are neither.
 */
export interface FailureRoots {
  /** Root run rows, ascending. */
  readonly roots: readonly number[];
  /** Run rows of knock-on failures, ascending. */
  readonly knockOn: readonly number[];
  /** Skipped run rows, ascending. */
  readonly skipped: readonly number[];
  readonly isRoot: (row: number) => boolean;
  readonly isVictim: (row: number) => boolean;
}

const ERROR = statusCode('error');
const LIKELY = statusCode('likely-failed');
const ABORTED = statusCode('aborted');
const SKIPPED = statusCode('skipped');

function isStopped(code: number | undefined): boolean {
  return code === ERROR || code === LIKELY || code === ABORTED;
}

/** Did a run not do what others waited for? */
function hasNotDelivered(code: number | undefined): boolean {
  return isStopped(code) || code === SKIPPED;
}

/**
 * Parameters whose being set decides whether a failure is a knock-on: read by a failed run, and to be
 * written by one that failed or was skipped. Ascending.
 */
export function doubtfulInputs(index: RunIndex, lineage: LineageIndex): Uint32Array {
  const doubtful = new Set<number>();
  const { status } = index.runs;
  for (let row = 0; row < index.runs.count; row += 1) {
    if (status[row] !== ERROR && status[row] !== LIKELY) continue;
    const stop = lineage.referenceStart[row + 1] ?? 0;
    for (let at = lineage.referenceStart[row] ?? 0; at < stop; at += 1) {
      if (lineage.isWrite[at] === 1) continue;
      const parameter = lineage.parameter[at] ?? 0;
      const writer = lineage.writer[parameter] ?? -1;
      if (writer >= 0 && writer !== row && hasNotDelivered(status[writer])) doubtful.add(parameter);
    }
  }
  return Uint32Array.from(doubtful).sort();
}

/** @param isUnset Whether a parameter of {@link doubtfulInputs} is not set. */
export function failureRoots(
  index: RunIndex,
  lineage: LineageIndex,
  isUnset: (parameter: number) => boolean,
): FailureRoots {
  const { status } = index.runs;
  const roots: number[] = [];
  const knockOn: number[] = [];
  const skipped: number[] = [];
  for (let row = 0; row < index.runs.count; row += 1) {
    const code = status[row];
    if (code === SKIPPED) skipped.push(row);
    else if (isStopped(code)) {
      const isKnockOn = code !== ABORTED && misses(index, lineage, row, isUnset);
      (isKnockOn ? knockOn : roots).push(row);
    }
  }
  const victims = new Set([...knockOn, ...skipped]);
  const rootSet = new Set(roots);
  return {
    roots,
    knockOn,
    skipped,
    isRoot: (row) => rootSet.has(row),
    isVictim: (row) => victims.has(row),
  };
}

function misses(
  index: RunIndex,
  lineage: LineageIndex,
  row: number,
  isUnset: (parameter: number) => boolean,
): boolean {
  const stop = lineage.referenceStart[row + 1] ?? 0;
  for (let at = lineage.referenceStart[row] ?? 0; at < stop; at += 1) {
    if (lineage.isWrite[at] === 1) continue;
    const parameter = lineage.parameter[at] ?? 0;
    const writer = lineage.writer[parameter] ?? -1;
    if (writer < 0 || writer === row) continue;
    if (hasNotDelivered(index.runs.status[writer]) && isUnset(parameter)) return true;
  }
  return false;
}

/** Runs a run waits for: those whose outputs it reads, and the earlier actions of its iteration. */
function waitedFor(index: RunIndex, lineage: LineageIndex, row: number): readonly number[] {
  const parents = new Set(parentsOf(lineage, row));
  const iteration = index.runs.iteration[row] ?? 0;
  const action = index.runs.action[row] ?? 0;
  for (let at = index.iterations.runStart[iteration] ?? 0; at < row; at += 1) {
    if ((index.runs.action[at] ?? 0) < action) parents.add(at);
  }
  return [...parents];
}

/**
 * Root failures that kept a run from what it needed, nearest first; empty for a run that lacked
 * nothing. Works for a run of any status: one that has not started may never start.
 */
export function rootsOf(
  index: RunIndex,
  lineage: LineageIndex,
  roots: FailureRoots,
  row: number,
): readonly number[] {
  const { isRoot } = roots;
  const above = reach(
    [row],
    (at) => (isRoot(at) && at !== row ? [] : waitedFor(index, lineage, at)),
    (at) => isRoot(at) || roots.isVictim(at),
  );
  return above.filter((at) => isRoot(at));
}

/** Runs that wait for a run: readers of its outputs, and the later actions of its iteration. */
function waitingFor(index: RunIndex, lineage: LineageIndex, row: number): readonly number[] {
  const children = new Set(childrenOf(lineage, row));
  const iteration = index.runs.iteration[row] ?? 0;
  const action = index.runs.action[row] ?? 0;
  const stop = index.iterations.runStart[iteration + 1] ?? 0;
  for (let at = row + 1; at < stop; at += 1) {
    if ((index.runs.action[at] ?? 0) > action) children.add(at);
  }
  return [...children];
}

/** Run rows that are victims of any of the given failures, ascending: the blast radius. */
export function victimsOf(
  index: RunIndex,
  lineage: LineageIndex,
  roots: FailureRoots,
  failures: Iterable<number>,
): readonly number[] {
  const below = reach(failures, (row) => waitingFor(index, lineage, row), roots.isVictim);
  return [...below].sort((a, b) => a - b);
}
