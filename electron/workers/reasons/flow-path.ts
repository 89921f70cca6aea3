import type { CriticalPath, FlowPath } from '../../../shared/contract/flow.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import type { LineageIndex } from './lineage-index.ts';
import { lineagePath } from './lineage-path.ts';
import { parentsOf } from './lineage-walks.ts';
import type { TaskFlowIndex } from './task-flow.ts';

/** What a run came from and what came of it, with the edges between tasks that it took. */
export function flowPath(lineage: LineageIndex, flow: TaskFlowIndex, row: number): FlowPath {
  const { above, below } = lineagePath(lineage, row);
  const edges = new Set<number>();
  const isAbove = maskOf(lineage.runCount, above, row);
  const isBelow = maskOf(lineage.runCount, below, row);
  const addParents = (reader: number, isOnPath: Uint8Array): void => {
    for (const writer of parentsOf(lineage, reader)) {
      if (isOnPath[writer] !== 1) continue;
      const edge = flow.edgeBetween(writer, reader);
      if (edge !== undefined) edges.add(edge);
    }
  };
  for (const reader of [...above, row]) addParents(reader, isAbove);
  for (const reader of below) addParents(reader, isBelow);
  return { above, below, edges: [...edges].sort((a, b) => a - b) };
}

function maskOf(length: number, rows: Uint32Array, row: number): Uint8Array {
  const mask = new Uint8Array(length);
  mask[row] = 1;
  for (const one of rows) mask[one] = 1;
  return mask;
}

/**
 * The chain of runs that decided when the last run of the workflow ended: from that one back, each
 * time to the run that ended last of those whose values it read. Runs without both times are passed
 * over.
 */
export function criticalPath(
  index: RunIndex,
  lineage: LineageIndex,
  flow: TaskFlowIndex,
): CriticalPath {
  const { startUs, endUs, count } = index.runs;
  const isTimed = (row: number): boolean =>
    Number.isFinite(startUs[row]) && Number.isFinite(endUs[row]);
  const lastOf = (rows: Iterable<number>): number | undefined => {
    let last: number | undefined;
    for (const row of rows) {
      if (!isTimed(row)) continue;
      if (last === undefined || (endUs[row] ?? 0) > (endUs[last] ?? 0)) last = row;
    }
    return last;
  };
  const chain: number[] = [];
  const seen = new Set<number>();
  let row = lastOf(Array.from({ length: count }, (_, at) => at));
  while (row !== undefined && !seen.has(row)) {
    seen.add(row);
    chain.unshift(row);
    row = lastOf(parentsOf(lineage, row));
  }
  const edges = new Set<number>();
  const runs = chain.map((at, position) => {
    const before = chain[position - 1];
    const edge = before === undefined ? undefined : flow.edgeBetween(before, at);
    if (edge !== undefined) edges.add(edge);
    const start = startUs[at] ?? 0;
    return {
      row: at,
      durationUs: (endUs[at] ?? 0) - start,
      waitUs: before === undefined ? 0 : start - (endUs[before] ?? 0),
    };
  });
  return { runs, edges: [...edges].sort((a, b) => a - b) };
}
