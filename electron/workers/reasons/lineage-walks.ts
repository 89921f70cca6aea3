import type { LineageIndex } from './lineage-index.ts';

/** Ways along the lineage index. */

/** Run row that wrote a parameter; `undefined` for an input that no run has made. */
export function producerOf(lineage: LineageIndex, parameter: number): number | undefined {
  const row = lineage.writer[parameter];
  return row === undefined || row < 0 ? undefined : row;
}

/** Run rows that read a parameter, ascending. */
export function readersOf(lineage: LineageIndex, parameter: number): Uint32Array {
  if (parameter >= lineage.parameterCount) return new Uint32Array();
  return lineage.reader.subarray(
    lineage.readerStart[parameter] ?? 0,
    lineage.readerStart[parameter + 1] ?? 0,
  );
}

/** Calls `visit` for all that a run reads or writes. */
export function forEachReference(
  lineage: LineageIndex,
  row: number,
  visit: (parameter: number, path: string, isWrite: boolean) => void,
): void {
  const stop = lineage.referenceStart[row + 1] ?? 0;
  for (let at = lineage.referenceStart[row] ?? 0; at < stop; at += 1) {
    const path = lineage.paths[lineage.path[at] ?? 0] ?? '';
    visit(lineage.parameter[at] ?? 0, path, lineage.isWrite[at] === 1);
  }
}

/** Run rows whose outputs a run reads, each once, ascending. */
export function parentsOf(lineage: LineageIndex, row: number): readonly number[] {
  const parents = new Set<number>();
  const stop = lineage.referenceStart[row + 1] ?? 0;
  for (let at = lineage.referenceStart[row] ?? 0; at < stop; at += 1) {
    if (lineage.isWrite[at] === 1) continue;
    const writer = lineage.writer[lineage.parameter[at] ?? 0] ?? -1;
    if (writer >= 0 && writer !== row) parents.add(writer);
  }
  return [...parents].sort((a, b) => a - b);
}

/** Run rows that read an output of a run, each once, ascending. */
export function childrenOf(lineage: LineageIndex, row: number): readonly number[] {
  const children = new Set<number>();
  const stop = lineage.referenceStart[row + 1] ?? 0;
  for (let at = lineage.referenceStart[row] ?? 0; at < stop; at += 1) {
    if (lineage.isWrite[at] !== 1) continue;
    for (const reader of readersOf(lineage, lineage.parameter[at] ?? 0)) {
      if (reader !== row) children.add(reader);
    }
  }
  return [...children].sort((a, b) => a - b);
}

/**
 * Run rows that can be reached from `from`, nearest first, without those they start from.
 *
 * @param isPassed Rows that are kept and gone on from; others end the walk.
 */
export function reach(
  from: Iterable<number>,
  next: (row: number) => Iterable<number>,
  isPassed: (row: number) => boolean = () => true,
): readonly number[] {
  const seen = new Set<number>(from);
  const found: number[] = [];
  let edge = [...seen];
  while (edge.length > 0) {
    const further: number[] = [];
    for (const row of edge) {
      for (const neighbour of next(row)) {
        if (seen.has(neighbour)) continue;
        seen.add(neighbour);
        if (!isPassed(neighbour)) continue;
        found.push(neighbour);
        further.push(neighbour);
      }
    }
    edge = further;
  }
  return found;
}
