import type { LineageIndex } from './lineage-index.ts';
import { childrenOf, forEachReference, parentsOf } from './lineage-walks.ts';

/** One run in the graph around a run. */
export interface FocusNode {
  readonly row: number;
  /** Steps below the run in the middle; above it negative. */
  readonly level: number;
  /** Neighbours that are not in the graph: it can be opened further. */
  readonly hiddenAbove: number;
  readonly hiddenBelow: number;
}

/** Values one run takes from another. */
export interface FocusEdge {
  readonly from: number;
  readonly to: number;
  /** Paths under which `to` reads them. */
  readonly paths: readonly string[];
}

export interface FocusGraph {
  readonly nodes: readonly FocusNode[];
  readonly edges: readonly FocusEdge[];
}

interface FocusOptions {
  /** Levels to show above and below. */
  readonly above: number;
  readonly below: number;
  /** Run rows to show the neighbours of, whatever their level. */
  readonly opened: ReadonlySet<number>;
  readonly mostNodes: number;
}

/**
 * The runs around a run: what it was made of and what was made of it, nearest first until there are
 * `mostNodes`. What is left out is counted where it would hang.
 */
export function focusGraph(lineage: LineageIndex, row: number, options: FocusOptions): FocusGraph {
  const levels = new Map<number, number>([[row, 0]]);
  const add = (neighbours: readonly number[], level: number, further: number[]): void => {
    for (const neighbour of neighbours) {
      if (levels.has(neighbour) || levels.size >= options.mostNodes) continue;
      levels.set(neighbour, level);
      further.push(neighbour);
    }
  };
  let edge: readonly number[] = [row];
  while (edge.length > 0) {
    const further: number[] = [];
    for (const at of edge) {
      const level = levels.get(at) ?? 0;
      const isOpen = options.opened.has(at);
      const goesUp = at === row || level < 0 || isOpen;
      const goesDown = at === row || level > 0 || isOpen;
      if (goesUp && (isOpen || -level < options.above)) {
        add(parentsOf(lineage, at), level - 1, further);
      }
      if (goesDown && (isOpen || level < options.below)) {
        add(childrenOf(lineage, at), level + 1, further);
      }
    }
    edge = further;
  }
  const edges = edgesAmong(lineage, levels);
  straighten(levels, edges);
  const nodes = [...levels].map(([at, level]): FocusNode => {
    const isHidden = (neighbour: number): boolean => !levels.has(neighbour);
    return {
      row: at,
      level,
      hiddenAbove: parentsOf(lineage, at).filter(isHidden).length,
      hiddenBelow: childrenOf(lineage, at).filter(isHidden).length,
    };
  });
  return { nodes, edges };
}

/** Moves runs further out until no edge stays within a level: what is made first stands first. */
function straighten(levels: Map<number, number>, edges: readonly FocusEdge[]): void {
  let isMoving = true;
  // Runs form no cycles; were a damaged file to say so, this ends all the same.
  for (let round = 0; isMoving && round < levels.size; round += 1) {
    isMoving = false;
    for (const { from, to } of edges) {
      const [a, b] = [levels.get(from) ?? 0, levels.get(to) ?? 0];
      if (a < b) continue;
      if (b <= 0 && a < 0) levels.set(from, b - 1);
      else if (b > 0) levels.set(to, a + 1);
      else continue;
      isMoving = true;
    }
  }
}

function edgesAmong(lineage: LineageIndex, rows: ReadonlyMap<number, number>): FocusEdge[] {
  const edges: FocusEdge[] = [];
  for (const to of rows.keys()) {
    const paths = new Map<number, Set<string>>();
    forEachReference(lineage, to, (parameter, path, isWrite) => {
      if (isWrite) return;
      const from = lineage.writer[parameter] ?? -1;
      if (from < 0 || from === to || !rows.has(from)) return;
      const known = paths.get(from) ?? new Set();
      paths.set(from, known.add(path));
    });
    for (const [from, names] of paths) edges.push({ from, to, paths: [...names] });
  }
  return edges;
}
