import type { Task } from '../../../shared/contract/documents.ts';
import type { FlowEdge } from '../../../shared/contract/flow.ts';

/** A task at the other end of what flows. */
export interface OtherEnd {
  readonly task: Task;
  /** Loop that carries it on to its next iteration. */
  readonly loop: string | undefined;
}

/** A parameter that a task takes or gives, and from or to whom. */
export interface SideParameter {
  readonly name: string;
  /** Empty: given by the template, or taken by no task. */
  readonly others: readonly OtherEnd[];
}

/** What a task takes, or gives: what its schema names, and what flows besides. */
export function sideOf(
  task: Task,
  tasks: readonly Task[],
  edges: readonly FlowEdge[],
  side: 'takes' | 'gives',
): readonly SideParameter[] {
  const [own, other] = side === 'takes' ? (['to', 'from'] as const) : (['from', 'to'] as const);
  const found = new Map<string, Map<string, OtherEnd>>(
    (side === 'takes' ? task.inputs : task.outputs).map((name) => [name, new Map()]),
  );
  for (const edge of edges) {
    if (edge[own].taskInsertId !== task.insertId) continue;
    const isInside = edge[other].taskInsertId === task.insertId && edge.loop === undefined;
    const end = tasks.find(({ insertId }) => insertId === edge[other].taskInsertId);
    if (isInside || end === undefined) continue;
    for (const { name } of edge.parameters) {
      const others = found.get(name) ?? new Map<string, OtherEnd>();
      found.set(name, others);
      others.set(`${end.insertId} ${edge.loop}`, { task: end, loop: edge.loop });
    }
  }
  return [...found].map(([name, others]) => ({ name, others: [...others.values()] }));
}
