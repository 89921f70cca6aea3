import { NONE } from '../../shared/model/run-index.ts';
import type { RunColumns } from '../persistence/flat/run-columns.ts';
import { SKIP_REASONS } from './flat-status.ts';

/** What is asked of a skipped run to tell why it was skipped. */
export interface SkipEvidence {
  /** Runs whose outputs it takes. */
  readonly producers: readonly number[];
  /** Its iteration belongs to a loop. */
  readonly isInLoop: boolean;
}

/** Runs that were skipped without a reason being stored (GEN2, GEN3). */
export function skippedRuns(runs: RunColumns): number[] {
  const skipped: number[] = [];
  runs.skip.forEach((skip, id) => {
    if (skip !== SKIP_REASONS.none) skipped.push(id);
  });
  return skipped;
}

/**
 * Skip reasons where only "skipped" is stored (docs/status-rules.md): a run with a failed ancestor,
 * reached through skipped runs, was skipped because of it. One without, in a loop, has likely come
 * after the loop had ended. hpcflow itself skips for no other reason.
 *
 * @param evidence Of every skipped run, by run ID.
 */
export function inferredSkips(
  runs: RunColumns,
  evidence: ReadonlyMap<number, SkipEvidence>,
): Uint8Array {
  const skips = Uint8Array.from(runs.skip);
  const hasFailedAncestor = new Map<number, boolean>();
  for (const id of evidence.keys()) {
    const isFailed = ancestorFailed(id, runs, evidence, hasFailedAncestor);
    if (!isFailed && evidence.get(id)?.isInLoop === true) skips[id] = SKIP_REASONS.loopTermination;
  }
  return skips;
}

/** Depth first with a list of its own: a chain may be as long as a loop. */
function ancestorFailed(
  start: number,
  runs: RunColumns,
  evidence: ReadonlyMap<number, SkipEvidence>,
  known: Map<number, boolean>,
): boolean {
  const before = known.get(start);
  if (before !== undefined) return before;
  const seen = new Set([start]);
  const queue = [start];
  let isFailed = false;
  for (let id = queue.pop(); id !== undefined && !isFailed; id = queue.pop()) {
    for (const producer of evidence.get(id)?.producers ?? []) {
      if (seen.has(producer)) continue;
      seen.add(producer);
      if (known.get(producer) === true || hasFailed(runs, producer)) isFailed = true;
      else if (evidence.has(producer) && known.get(producer) === undefined) queue.push(producer);
    }
  }
  known.set(start, isFailed);
  return isFailed;
}

function hasFailed(runs: RunColumns, id: number): boolean {
  if ((runs.skip[id] ?? 0) !== SKIP_REASONS.none) return false;
  const hasEnded = !Number.isNaN(runs.endUs[id] ?? Number.NaN);
  return hasEnded && (runs.exitCode[id] ?? NONE) !== 0;
}
