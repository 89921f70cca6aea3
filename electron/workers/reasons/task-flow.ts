import type { FlowEdge } from '../../../shared/contract/flow.ts';
import type { CallContext } from '../../../shared/contract/handlers.ts';
import { NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import type { PlannedLink } from '../../generations/planned-flow.ts';
import type { LineageIndex } from './lineage-index.ts';
import { paceOf } from './pace.ts';

/** The flow between tasks, with a way from two runs to the edge between them. */
export interface TaskFlowIndex {
  readonly edges: readonly FlowEdge[];
  /** Position of the edge from a run that wrote to a run that read; `undefined` where there is none. */
  readonly edgeBetween: (writer: number, reader: number) => number | undefined;
}

interface FlowSources {
  readonly index: RunIndex;
  readonly lineage: LineageIndex;
  /** Insert IDs in template order. */
  readonly taskInsertIds: readonly number[];
  /** Names of all loops, those around others before them. */
  readonly outerFirst: readonly string[];
  readonly planned: readonly PlannedLink[];
}

/** One parameter of an edge, while it is counted. */
interface Tally {
  readonly values: Set<number>;
  readonly from: Set<number>;
  toCount: number;
  lastTo: number;
}

/** Above every number of an action. */
const ACTIONS = 65_536;
/** Above every number of actions of all tasks together that can be drawn or counted. */
const ENDS = 1_048_576;
const RUNS_AT_ONCE = 10_000;

/**
 * What flows between the actions of all tasks: every value that one run wrote and another read. Where
 * a task has no such value yet, what the template says is to flow.
 *
 * @throws {AppException} `cancelled`
 */
export async function taskFlow(
  { index, lineage, taskInsertIds, outerFirst, planned }: FlowSources,
  context: CallContext,
): Promise<TaskFlowIndex> {
  const { runs, iterations, elements } = index;
  const loops = outerFirst.flatMap((name) => {
    const column = index.loops.indexOf(name);
    return column < 0 ? [] : [column];
  });
  const ends = new Map<number, number>();
  const elementOf = (row: number): number => iterations.element[runs.iteration[row] ?? 0] ?? 0;
  const endOf = (row: number): number => {
    const end = (elements.task[elementOf(row)] ?? 0) * ACTIONS + (runs.action[row] ?? 0);
    const known = ends.get(end) ?? ends.size;
    if (known === ends.size) ends.set(end, known);
    return known;
  };
  const keyBetween = (writer: number, reader: number): number =>
    ((carryingLoop(index, loops, writer, reader) + 1) * ENDS + endOf(writer)) * ENDS +
    endOf(reader);

  const found = new Map<number, Map<number, Tally>>();
  const pace = paceOf('Following values', runs.count, context);
  for (let reader = 0; reader < runs.count; reader += 1) {
    if (reader % RUNS_AT_ONCE === 0) await pace(reader);
    const stop = lineage.referenceStart[reader + 1] ?? 0;
    for (let at = lineage.referenceStart[reader] ?? 0; at < stop; at += 1) {
      if (lineage.isWrite[at] === 1) continue;
      const parameter = lineage.parameter[at] ?? 0;
      const writer = lineage.writer[parameter] ?? NONE;
      if (writer === NONE || writer === reader) continue;
      const key = keyBetween(writer, reader);
      const tallies = found.get(key) ?? new Map<number, Tally>();
      found.set(key, tallies);
      const path = lineage.path[at] ?? 0;
      const tally = tallies.get(path) ?? {
        values: new Set<number>(),
        from: new Set<number>(),
        toCount: 0,
        lastTo: NONE,
      };
      tallies.set(path, tally);
      if (!tally.values.has(parameter)) {
        tally.values.add(parameter);
        tally.from.add(elementOf(writer));
      }
      // Runs of an element are neighbours.
      if (tally.lastTo !== elementOf(reader)) {
        tally.lastTo = elementOf(reader);
        tally.toCount += 1;
      }
    }
  }

  const endsByNumber = [...ends.keys()].map((end) => ({
    taskInsertId: taskInsertIds[Math.floor(end / ACTIONS)] ?? 0,
    action: end % ACTIONS,
  }));
  const positions = new Map([...found.keys()].map((key, at) => [key, at]));
  const edges = [...found].flatMap(([key, tallies]): FlowEdge[] => {
    const to = endsByNumber[key % ENDS];
    const from = endsByNumber[Math.floor(key / ENDS) % ENDS];
    const loop = index.loops[Math.floor(key / ENDS / ENDS) - 1];
    if (from === undefined || to === undefined) return [];
    return [
      {
        from,
        to,
        ...(loop === undefined ? {} : { loop }),
        parameters: [...tallies].map(([path, tally]) => ({
          ...named(lineage.paths[path] ?? ''),
          valueCount: tally.values.size,
          fromElementCount: tally.from.size,
          toElementCount: tally.toCount,
        })),
      },
    ];
  });
  return {
    edges: [...edges, ...plannedEdges(edges, planned)],
    edgeBetween: (writer, reader) => positions.get(keyBetween(writer, reader)),
  };
}

/** Column of the outermost loop whose next iteration the reader is in; {@link NONE} within one iteration. */
function carryingLoop(
  { loops, iterations, runs }: RunIndex,
  outerFirst: readonly number[],
  writer: number,
  reader: number,
): number {
  const width = loops.length;
  const from = (runs.iteration[writer] ?? 0) * width;
  const to = (runs.iteration[reader] ?? 0) * width;
  for (const column of outerFirst) {
    const before = iterations.loopIdx[from + column] ?? NONE;
    const after = iterations.loopIdx[to + column] ?? NONE;
    if (before !== NONE && after !== NONE && before !== after) return column;
  }
  return NONE;
}

function named(path: string): { readonly name: string; readonly isFile: boolean } {
  return {
    name: path.slice(path.indexOf('.') + 1),
    isFile: path.startsWith('input_files.') || path.startsWith('output_files.'),
  };
}

/** Links of the template that runs do not show: to a task without runs that read, or by a loop. */
function plannedEdges(edges: readonly FlowEdge[], planned: readonly PlannedLink[]): FlowEdge[] {
  const fed = new Set(
    edges.filter(({ loop }) => loop === undefined).map(({ to }) => to.taskInsertId),
  );
  const carried = new Set(edges.map(({ to, loop }) => `${to.taskInsertId} ${loop ?? ''}`));
  const added = new Map<string, FlowEdge>();
  for (const { from, to, name, loop } of planned) {
    const isShown = loop === undefined ? fed.has(to) : carried.has(`${to} ${loop}`);
    if (isShown) continue;
    const key = JSON.stringify([from, to, loop]);
    const edge = added.get(key) ?? {
      from: { taskInsertId: from },
      to: { taskInsertId: to },
      ...(loop === undefined ? {} : { loop }),
      parameters: [],
    };
    const counts = { valueCount: 0, fromElementCount: 0, toElementCount: 0 };
    edge.parameters.push({ name, isFile: false, ...counts });
    added.set(key, edge);
  }
  return [...added.values()];
}
