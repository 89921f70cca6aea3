import type { Loop, Task } from '../../../shared/contract/documents.ts';
import type { FlowEdge, FlowEnd } from '../../../shared/contract/flow.ts';
import { actionName } from '../../../shared/model/action-name.ts';

/** A box: a task, or an action of a task that is opened. */
export interface GraphNode {
  readonly id: string;
  readonly taskInsertId: number;
  readonly action?: number | undefined;
  readonly name: string;
  /** Frame it stands in. */
  readonly parent?: string | undefined;
}

/** A frame around boxes: a loop, or a task that is opened into its actions. */
export interface GraphFrame {
  readonly id: string;
  readonly kind: 'loop' | 'task';
  readonly name: string;
  /** Of an opened task. */
  readonly taskInsertId?: number | undefined;
  readonly parent?: string | undefined;
}

/** Parameters that flow from one box to another, joined. */
export interface GraphEdge {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Names as they are read, each once. */
  readonly names: readonly string[];
  /** Loop that carries them on to its next iteration. */
  readonly loop?: string | undefined;
  /** Against the order of the tasks: drawn around the boxes in between. */
  readonly isBack: boolean;
  /** Told by the template alone. */
  readonly isPlanned: boolean;
  /** Positions in the edges of the flow. */
  readonly flow: readonly number[];
}

export interface TaskGraph {
  /** In the order of the template. */
  readonly nodes: readonly GraphNode[];
  /** Outer ones before those in them. */
  readonly frames: readonly GraphFrame[];
  readonly edges: readonly GraphEdge[];
}

export const taskId = (insertId: number): string => `task ${insertId}`;
export const actionId = (insertId: number, action: number): string =>
  `task ${insertId} action ${action}`;
export const loopId = (name: string): string => `loop ${name}`;

/** A task of one action says all there is to say. */
export function canOpen(task: Task): boolean {
  return task.actions.length > 1;
}

/**
 * Boxes, frames and edges of a workflow.
 *
 * @param opened Insert IDs of the tasks that are shown as their actions.
 */
export function taskGraph(
  tasks: readonly Task[],
  loops: readonly Loop[],
  flow: readonly FlowEdge[],
  opened: ReadonlySet<number>,
): TaskGraph {
  const isOpen = (task: Task): boolean => opened.has(task.insertId) && canOpen(task);
  const nodes = tasks.flatMap((task): GraphNode[] => {
    const { insertId, name } = task;
    const around = task.loops.at(-1);
    const parent = around === undefined ? undefined : loopId(around);
    if (!isOpen(task)) return [{ id: taskId(insertId), taskInsertId: insertId, name, parent }];
    return task.actions.map(({ index }) => ({
      id: actionId(insertId, index),
      taskInsertId: insertId,
      action: index,
      name: actionName(task, index),
      parent: taskId(insertId),
    }));
  });
  const frames = [...loopFrames(tasks, loops), ...tasks.filter(isOpen).map(taskFrame)];
  return { nodes, frames, edges: joinedEdges(tasks, flow, isOpen, nodes) };
}

function taskFrame({ insertId, name, loops }: Task): GraphFrame {
  const around = loops.at(-1);
  return {
    id: taskId(insertId),
    kind: 'task',
    name,
    taskInsertId: insertId,
    ...(around === undefined ? {} : { parent: loopId(around) }),
  };
}

/** Loops with a task in them or in a loop inside them, outermost first. */
function loopFrames(tasks: readonly Task[], loops: readonly Loop[]): GraphFrame[] {
  const parents = new Map(loops.map(({ name, parent }) => [name, parent]));
  const depths = new Map<string, number>();
  for (const innermost of new Set(tasks.flatMap((task) => task.loops.at(-1) ?? []))) {
    const chain: string[] = [];
    // Damaged data may name a loop as its own ancestor.
    for (
      let at: string | undefined = innermost;
      at !== undefined && parents.has(at) && !chain.includes(at);
      at = parents.get(at)
    ) {
      chain.unshift(at);
    }
    for (const [depth, name] of chain.entries()) {
      depths.set(name, Math.max(depths.get(name) ?? 0, depth));
    }
  }
  return [...depths]
    .sort(([, a], [, b]) => a - b)
    .map(([name, depth]) => {
      const parent = depth === 0 ? undefined : parents.get(name);
      return {
        id: loopId(name),
        kind: 'loop',
        name,
        ...(parent === undefined ? {} : { parent: loopId(parent) }),
      };
    });
}

function joinedEdges(
  tasks: readonly Task[],
  flow: readonly FlowEdge[],
  isOpen: (task: Task) => boolean,
  nodes: readonly GraphNode[],
): GraphEdge[] {
  const byInsertId = new Map(tasks.map((task) => [task.insertId, task]));
  const order = new Map(nodes.map(({ id }, at) => [id, at]));
  const boxOf = ({ taskInsertId, action }: FlowEnd, isStart: boolean): string => {
    const task = byInsertId.get(taskInsertId);
    if (task === undefined || !isOpen(task)) return taskId(taskInsertId);
    // The template tells of tasks only: what comes in meets the first action, what leaves the last.
    const known = action ?? (isStart ? task.actions.length - 1 : 0);
    return actionId(taskInsertId, known);
  };
  const edges = new Map<string, GraphEdge>();
  for (const [at, { from, to, loop, parameters }] of flow.entries()) {
    const [start, end] = [boxOf(from, true), boxOf(to, false)];
    // Between the actions of a task that is closed, within one iteration.
    if (start === end && loop === undefined) continue;
    const [startsAt, endsAt] = [order.get(start), order.get(end)];
    if (startsAt === undefined || endsAt === undefined) continue;
    const id = JSON.stringify([start, end, loop]);
    const known = edges.get(id);
    edges.set(id, {
      id,
      from: start,
      to: end,
      names: [...new Set([...(known?.names ?? []), ...parameters.map(({ name }) => name)])],
      loop,
      isBack: startsAt >= endsAt,
      isPlanned: (known?.isPlanned ?? true) && parameters.every((one) => one.valueCount === 0),
      flow: [...(known?.flow ?? []), at],
    });
  }
  return [...edges.values()];
}
