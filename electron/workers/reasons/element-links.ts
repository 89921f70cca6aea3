import type { RunIndex } from '../../../shared/model/run-index.ts';
import type { LineageIndex } from './lineage-index.ts';

/** Elements (rows of the run index) that an element was made of, and those made of it. */
export interface ElementLinks {
  readonly parents: Neighbours;
  readonly children: Neighbours;
}

/** The neighbours of element row `e` are `rows[start[e]] … rows[start[e + 1] - 1]`, ascending. */
interface Neighbours {
  readonly start: Uint32Array;
  readonly rows: Uint32Array;
}

export function neighboursOf({ start, rows }: Neighbours, element: number): Uint32Array {
  return rows.subarray(start[element] ?? 0, start[element + 1] ?? 0);
}

/**
 * Lineage between elements, over all their iterations. Only from an earlier task of the template to a
 * later one: what a loop carries back to its first task says nothing about what stands beside what.
 */
export function elementLinks(index: RunIndex, lineage: LineageIndex): ElementLinks {
  const { elements, iterations, runs } = index;
  const seenBy = new Int32Array(elements.count).fill(-1);
  const start = new Uint32Array(elements.count + 1);
  const rows: number[] = [];
  for (let element = 0; element < elements.count; element += 1) {
    start[element] = rows.length;
    const own: number[] = [];
    const firstRun = iterations.runStart[elements.iterationStart[element] ?? 0] ?? 0;
    const stopRun = iterations.runStart[elements.iterationStart[element + 1] ?? 0] ?? 0;
    const stop = lineage.referenceStart[stopRun] ?? 0;
    for (let at = lineage.referenceStart[firstRun] ?? 0; at < stop; at += 1) {
      if (lineage.isWrite[at] === 1) continue;
      const writer = lineage.writer[lineage.parameter[at] ?? 0] ?? -1;
      if (writer < 0) continue;
      const parent = iterations.element[runs.iteration[writer] ?? 0] ?? 0;
      if (seenBy[parent] === element) continue;
      seenBy[parent] = element;
      if ((elements.task[parent] ?? 0) < (elements.task[element] ?? 0)) own.push(parent);
    }
    for (const parent of own.sort((a, b) => a - b)) rows.push(parent);
  }
  start[elements.count] = rows.length;
  const parents = { start, rows: Uint32Array.from(rows) };
  return { parents, children: turned(parents) };
}

/** The same links from their other end. */
function turned({ start, rows }: Neighbours): Neighbours {
  const count = start.length - 1;
  const turnedStart = new Uint32Array(count + 1);
  for (const row of rows) turnedStart[row + 1] = (turnedStart[row + 1] ?? 0) + 1;
  for (let at = 0; at < count; at += 1) {
    turnedStart[at + 1] = (turnedStart[at + 1] ?? 0) + (turnedStart[at] ?? 0);
  }
  const next = turnedStart.slice();
  const turnedRows = new Uint32Array(rows.length);
  for (let element = 0; element < count; element += 1) {
    for (let at = start[element] ?? 0; at < (start[element + 1] ?? 0); at += 1) {
      const row = rows[at] ?? 0;
      const to = next[row] ?? 0;
      turnedRows[to] = element;
      next[row] = to + 1;
    }
  }
  return { start: turnedStart, rows: turnedRows };
}
