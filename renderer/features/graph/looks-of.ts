import type { Loop, Structure, Task } from '../../../shared/contract/documents.ts';
import type { FlowEdge } from '../../../shared/contract/flow.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import {
  countsByAction,
  countsOfTask,
  iterationsOfTask,
} from '../../../shared/model/run-index-counts.ts';
import type { LoopFilter } from '../../../shared/model/run-index-queries.ts';
import {
  countOf,
  mostUrgent,
  noRuns,
  type RunStatus,
  type StatusCounts,
  totalOf,
} from '../../../shared/model/status.ts';
import { formatCount, formatCounted } from '../../ui/format.ts';
import { describeCounts } from '../../ui/status-words.ts';
import { chipSlots } from '../../visuals/task-graph/chips.ts';
import type {
  Chip,
  FrameLook,
  GraphLooks,
  NodeLook,
} from '../../visuals/task-graph/graph-looks.ts';
import type {
  GraphEdge,
  GraphFrame,
  GraphNode,
  TaskGraph,
} from '../../visuals/task-graph/task-graph.ts';
import { iterationCounts } from './iteration-counts.ts';

/** The iterations of one loop that exist, and the one that is looked at. */
export interface LoopLook {
  readonly loop: string;
  readonly iterations: readonly number[];
  readonly chosen: number | undefined;
}

interface LooksOf {
  readonly structure: Structure;
  /** `undefined` while the runs are being read. */
  readonly index: RunIndex | undefined;
  readonly flow: readonly FlowEdge[];
  readonly loops: readonly LoopLook[];
}

/** What boxes, frames and edges say. */
export function looksOf(graph: TaskGraph, { structure, index, flow, loops }: LooksOf): GraphLooks {
  const tasks = new Map(structure.tasks.map((task) => [task.insertId, task]));
  const byAction = new Map<number, ReadonlyMap<number, StatusCounts>>();
  const actionsOf = (task: Task): ReadonlyMap<number, StatusCounts> => {
    const known =
      byAction.get(task.index) ??
      (index === undefined ? new Map<number, StatusCounts>() : countsByAction(index, task.index));
    byAction.set(task.index, known);
    return known;
  };
  const ofTask = (task: Task): StatusCounts =>
    index === undefined ? noRuns() : countsOfTask(index, task.index);
  const nodes = new Map<string, NodeLook>();
  for (const node of graph.nodes) {
    const task = tasks.get(node.taskInsertId);
    if (task === undefined) continue;
    const look =
      node.action === undefined
        ? taskLook(node, task, ofTask(task), index)
        : actionLook(node, actionsOf(task).get(node.action) ?? noRuns(), index);
    nodes.set(node.id, look);
  }
  const frames = new Map<string, FrameLook>();
  for (const frame of graph.frames) {
    const task = frame.taskInsertId === undefined ? undefined : tasks.get(frame.taskInsertId);
    frames.set(
      frame.id,
      task === undefined
        ? loopLook(frame, loopsAround(frame.name, structure.loops), loops, index)
        : {
            counts: ofTask(task),
            detail: elementWords(task, index),
            chips: [],
            slots: [],
          },
    );
  }
  const edges = new Map(graph.edges.map((edge) => [edge.id, edgeWords(edge, flow)]));
  return { nodes, frames, edges };
}

function taskLook(
  { name }: GraphNode,
  task: Task,
  counts: StatusCounts,
  index: RunIndex | undefined,
): NodeLook {
  return {
    counts,
    name,
    isMono: false,
    left: elementWords(task, index),
    ...outcome(counts, index),
  };
}

function actionLook(
  { name }: GraphNode,
  counts: StatusCounts,
  index: RunIndex | undefined,
): NodeLook {
  const runs = totalOf(counts);
  const { right, rightStatus } = outcome(counts, index);
  return {
    counts,
    name,
    isMono: true,
    left: index === undefined ? '' : `× ${formatCount(runs)}`,
    right: rightStatus === undefined ? '' : right,
    rightStatus,
  };
}

/** `36 elements`, or with iterations `36 elements × 3`. */
export function elementWords(task: Task, index: RunIndex | undefined): string {
  const elements = formatCounted(task.elementCount, 'element');
  const iterations =
    index === undefined || task.loops.length === 0 ? 0 : iterationsOfTask(index, task.index);
  return iterations > 1 ? `${elements} × ${formatCount(iterations)}` : elements;
}

const BAD: readonly (readonly [status: RunStatus, words: string])[] = [
  ['error', 'failed'],
  ['likely-failed', 'likely failed'],
  ['aborted', 'aborted'],
];

/** How many runs failed; if none, how many there are. */
function outcome(
  counts: StatusCounts,
  index: RunIndex | undefined,
): Pick<NodeLook, 'right' | 'rightStatus'> {
  for (const [status, words] of BAD) {
    const count = countOf(counts, status);
    if (count > 0) return { right: `${formatCount(count)} ${words}`, rightStatus: status };
  }
  const right = index === undefined ? '' : formatCounted(totalOf(counts), 'run');
  return { right, rightStatus: undefined };
}

/** Loops around another one: its iterations are those within the chosen ones of these. */
function loopsAround(name: string, loops: readonly Loop[]): ReadonlySet<string> {
  const around = new Set<string>();
  const parentOf = (loop: string): string | undefined =>
    loops.find((known) => known.name === loop)?.parent;
  for (let at = parentOf(name); at !== undefined && !around.has(at); at = parentOf(at)) {
    around.add(at);
  }
  return around;
}

function loopLook(
  { name }: GraphFrame,
  around: ReadonlySet<string>,
  loops: readonly LoopLook[],
  index: RunIndex | undefined,
): FrameLook {
  const own = loops.find(({ loop }) => loop === name);
  if (own === undefined || index === undefined) {
    return { counts: undefined, detail: '', chips: [], slots: [] };
  }
  const others = loops.flatMap(({ loop, chosen }): LoopFilter[] =>
    chosen !== undefined && around.has(loop) ? [{ loop, iteration: chosen }] : [],
  );
  const counts = iterationCounts(index, name, others);
  const chips = own.iterations.map((iteration): Chip => {
    const of = counts.get(iteration);
    const words = of === undefined ? 'no runs' : describeCounts(of);
    return {
      iteration,
      status: of === undefined ? undefined : mostUrgent(of),
      isChosen: iteration === own.chosen,
      words: `Iteration ${iteration} of ${name}: ${words}`,
    };
  });
  const at = own.chosen === undefined ? undefined : own.iterations.indexOf(own.chosen);
  return {
    counts: undefined,
    detail:
      own.chosen === undefined
        ? formatCounted(own.iterations.length, 'iteration')
        : `iteration ${formatCount(own.chosen)}`,
    chips,
    slots: chipSlots(chips.length, at),
  };
}

/** `x: 100 values, from 100 elements to 1.` for each parameter. */
function edgeWords(
  { flow: own, loop, names, isPlanned }: GraphEdge,
  flow: readonly FlowEdge[],
): string {
  const lines = isPlanned
    ? [`${names.join(', ')}: as the template says, nothing has run yet`]
    : own
        .flatMap((at) => flow[at]?.parameters ?? [])
        .map(
          ({ name, isFile, valueCount, fromElementCount, toElementCount }) =>
            `${name}: ${formatCounted(valueCount, isFile ? 'file' : 'value')}, ` +
            `from ${formatCounted(fromElementCount, 'element')} to ${formatCount(toElementCount)}`,
        );
  if (loop !== undefined) lines.push(`To the next iteration of ${loop}`);
  return lines.join('\n');
}
