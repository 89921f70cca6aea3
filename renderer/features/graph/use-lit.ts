import { useMemo } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import { NONE, type RunIndex } from '../../../shared/model/run-index.ts';
import { runRow } from '../../../shared/model/run-index-queries.ts';
import { useFlowPath } from '../../queries/flow.ts';
import { useCriticalPath } from '../../queries/reasons.ts';
import { useRunFilter } from '../../queries/run-filter.ts';
import { useInspectedRun } from '../../queries/use-inspected-run.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { formatCounted, formatDuration } from '../../ui/format.ts';
import type { Lit } from '../../visuals/task-graph/GraphScene.tsx';
import type { TaskGraph } from '../../visuals/task-graph/task-graph.ts';
import { useGraphState } from './graph-state.ts';
import { litByFlow, litByRuns } from './lit-ways.ts';

export interface LitWayShown {
  /** `undefined`: nothing is brought out. */
  readonly lit: Lit | undefined;
  /** What is, in words. */
  readonly words: string | undefined;
}

const NOTHING: LitWayShown = { lit: undefined, words: undefined };

/** The way through the graph that is brought out: of the selected run or task, or the critical one. */
export function useLit(
  graph: TaskGraph,
  structure: Structure,
  index: RunIndex | undefined,
): LitWayShown {
  const { address } = usePlace();
  const way = useGraphState((state) => state.way);
  const row = useSelectedRow(structure, index);
  const path = useFlowPath(way === 'path' ? row : undefined).data;
  const critical = useCriticalPath(way === 'critical').data;
  return useMemo((): LitWayShown => {
    if (way === 'none' || index === undefined) return NOTHING;
    if (way === 'critical') {
      if (critical === undefined) return NOTHING;
      const rows = critical.runs.map((run) => run.row);
      const lit = litByRuns(graph, structure, index, rows, critical.edges);
      return { lit, words: criticalWords(critical.runs) };
    }
    if (row !== undefined) {
      if (path === undefined) return NOTHING;
      const rows = [...path.above, row, ...path.below];
      const from = formatCounted(path.above.length, 'run');
      return {
        lit: litByRuns(graph, structure, index, rows, path.edges),
        words: `Came from ${from}, led to ${formatCounted(path.below.length, 'run')}`,
      };
    }
    const boxes = graph.nodes.filter(
      ({ taskInsertId, action }) =>
        taskInsertId === address.task &&
        (address.action === undefined || action === undefined || action === address.action),
    );
    if (boxes.length === 0) return NOTHING;
    return {
      lit: litByFlow(
        graph,
        boxes.map(({ id }) => id),
      ),
      words: undefined,
    };
  }, [way, index, critical, graph, structure, row, path, address.task, address.action]);
}

/** Row of the run that the address is about; `undefined` when it is about a task only. */
export function useSelectedRow(
  structure: Structure | undefined,
  index: RunIndex | undefined,
): number | undefined {
  const { address } = usePlace();
  const [filter] = useRunFilter();
  const inspected = useInspectedRun(structure, index, address, filter.loop);
  if (index === undefined || inspected?.action === undefined) return undefined;
  const row = runRow(index, inspected.iterationRow, inspected.action, inspected.attempt);
  return row === NONE ? undefined : row;
}

function criticalWords(
  runs: readonly { readonly durationUs: number; readonly waitUs: number }[],
): string {
  if (runs.length === 0) return 'No run has both times';
  const workUs = runs.reduce((sum, { durationUs }) => sum + (durationUs || 0), 0);
  const waitUs = runs.reduce((sum, run) => sum + run.waitUs, 0);
  return (
    `${formatCounted(runs.length, 'run')} decided when it ended: ` +
    `${formatDuration(workUs)} of work, ${formatDuration(waitUs)} between`
  );
}
