import type { CriticalPath, FlowPath } from '../../../shared/contract/flow.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { criticalPath } from './critical-path.ts';
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

/** What the end waited for, with the edges between tasks that it took. */
export function criticalFlow(
  index: RunIndex,
  lineage: LineageIndex,
  flow: TaskFlowIndex,
): CriticalPath {
  const runs = [...criticalPath(index, lineage)];
  const edges = new Set<number>();
  for (const [at, { row }] of runs.entries()) {
    const before = runs[at - 1];
    const edge = before === undefined ? undefined : flow.edgeBetween(before.row, row);
    if (edge !== undefined) edges.add(edge);
  }
  return { runs, edges: [...edges].sort((a, b) => a - b) };
}
