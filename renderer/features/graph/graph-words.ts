import { describeCounts } from '../../ui/status-words.ts';
import type { GraphLooks } from '../../visuals/task-graph/graph-looks.ts';
import type { GraphNode, TaskGraph } from '../../visuals/task-graph/task-graph.ts';

/** A box as it is read out: what it is, how it stands, what feeds it and what it feeds. */
export function nodeWords(graph: TaskGraph, looks: GraphLooks): (node: string) => string {
  const names = new Map(graph.nodes.map((node) => [node.id, nameOf(graph, node)]));
  return (id) => {
    const look = looks.nodes.get(id);
    const listed = (side: 'from' | 'to'): string =>
      graph.edges
        .filter((edge) => edge[side] === id)
        .map((edge) => {
          const other = names.get(side === 'from' ? edge.to : edge.from) ?? '';
          const next = edge.loop === undefined ? '' : `, next iteration of ${edge.loop}`;
          return `${other} (${edge.names.join(', ')}${next})`;
        })
        .join(', ');
    const [fedBy, feeds] = [listed('to'), listed('from')];
    return [
      names.get(id) ?? id,
      ...(look === undefined ? [] : [look.left, describeCounts(look.counts)]),
      fedBy === '' ? 'Fed by no task' : `Fed by ${fedBy}`,
      feeds === '' ? 'Feeds no task' : `Feeds ${feeds}`,
    ]
      .filter((part) => part !== '')
      .join('. ');
  };
}

function nameOf({ frames }: TaskGraph, { name, parent, action }: GraphNode): string {
  if (action === undefined) return name;
  const task = frames.find(({ id }) => id === parent);
  return task === undefined ? name : `${name} of ${task.name}`;
}
