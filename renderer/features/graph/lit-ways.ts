import type { Structure } from '../../../shared/contract/documents.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { placeOfRun } from '../../../shared/model/run-index-queries.ts';
import type { Lit } from '../../visuals/task-graph/GraphScene.tsx';
import { actionId, type TaskGraph, taskId } from '../../visuals/task-graph/task-graph.ts';

/** The edges of the flow that were taken, and the boxes of the runs that were passed. */
export function litByRuns(
  graph: TaskGraph,
  structure: Structure,
  index: RunIndex,
  rows: Iterable<number>,
  flowEdges: readonly number[],
): Lit {
  const known = new Set(graph.nodes.map(({ id }) => id));
  const nodes = new Set<string>();
  for (const row of rows) {
    const { task, action } = placeOfRun(index, row);
    const insertId = structure.tasks[task]?.insertId;
    if (insertId === undefined) continue;
    const id = taskId(insertId);
    nodes.add(known.has(id) ? id : actionId(insertId, action));
  }
  const taken = new Set(flowEdges);
  const edges = graph.edges.filter(({ flow }) => flow.some((at) => taken.has(at)));
  return { nodes, edges: new Set(edges.map(({ id }) => id)) };
}

/** All that can flow into some boxes, and all that can flow out of them. */
export function litByFlow(graph: TaskGraph, from: readonly string[]): Lit {
  const nodes = new Set(from);
  const edges = new Set<string>();
  const follow = (isDown: boolean): void => {
    const open = [...from];
    const seen = new Set(from);
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const edge of graph.edges) {
        if ((isDown ? edge.from : edge.to) !== at) continue;
        edges.add(edge.id);
        const next = isDown ? edge.to : edge.from;
        nodes.add(next);
        if (seen.has(next)) continue;
        seen.add(next);
        open.push(next);
      }
    }
  };
  follow(false);
  follow(true);
  return { nodes, edges };
}
