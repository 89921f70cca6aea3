import type { LineagePath } from '../../../shared/contract/reasons.ts';
import type { LineageIndex } from './lineage-index.ts';
import { childrenOf, parentsOf } from './lineage-walks.ts';

/** Run rows a run came from, and those that came from it: all of them, ascending. */
export function lineagePath(lineage: LineageIndex, row: number): LineagePath {
  return {
    above: reached(lineage, row, (at) => parentsOf(lineage, at)),
    below: reached(lineage, row, (at) => childrenOf(lineage, at)),
  };
}

function reached(
  { runCount }: LineageIndex,
  from: number,
  next: (row: number) => readonly number[],
): LineagePath['above'] {
  const isSeen = new Uint8Array(runCount);
  isSeen[from] = 1;
  const open = [from];
  for (let row = open.pop(); row !== undefined; row = open.pop()) {
    for (const neighbour of next(row)) {
      if (isSeen[neighbour] === 1) continue;
      isSeen[neighbour] = 1;
      open.push(neighbour);
    }
  }
  isSeen[from] = 0;
  const found: number[] = [];
  for (let row = 0; row < runCount; row += 1) if (isSeen[row] === 1) found.push(row);
  return Uint32Array.from(found);
}
