import { useEffect, useMemo, useState } from 'react';
import type { Structure } from '../../../shared/contract/documents.ts';
import type { TaskFlow } from '../../../shared/contract/flow.ts';
import type { Address } from '../../../shared/model/address.ts';
import type { RunIndex } from '../../../shared/model/run-index.ts';
import { isFailure, mostUrgent } from '../../../shared/model/status.ts';
import { useTaskFlow } from '../../queries/flow.ts';
import { useLoopChoice } from '../../queries/use-loop-choice.ts';
import { useRunIndex, useStructure } from '../../queries/workflow.ts';
import { usePlace } from '../../queries/workflow-place.ts';
import { Empty } from '../../ui/Empty.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { formatCounted } from '../../ui/format.ts';
import { ProgressNote } from '../../ui/ProgressNote.tsx';
import { Skeleton } from '../../ui/Skeleton.tsx';
import { useSingleKeys } from '../../ui/use-single-keys.ts';
import type { Lit } from '../../visuals/task-graph/GraphScene.tsx';
import { type GraphLooks, headWidth } from '../../visuals/task-graph/graph-looks.ts';
import { warmLayout } from '../../visuals/task-graph/layout-client.ts';
import {
  actionId,
  canOpen,
  type GraphFrame,
  type GraphNode,
  type TaskGraph,
  taskGraph,
  taskId,
} from '../../visuals/task-graph/task-graph.ts';
import styles from './GraphPage.module.css';
import { GraphPane } from './GraphPane.tsx';
import { GraphToolbar } from './GraphToolbar.tsx';
import { setOpenedTasks, toggleTask, useOpenedTasks } from './graph-state.ts';
import { looksOf } from './looks-of.ts';
import { useLit, useSelectedRow } from './use-lit.ts';

/** Tasks and what flows between them; loops as frames around them. */
export default function GraphPage() {
  const structure = useStructure();
  const index = useRunIndex();
  const flow = useTaskFlow();
  useEffect(warmLayout, []);
  const error = structure.error ?? index.error ?? flow.error;
  if (error !== undefined) {
    return (
      <div className={styles.alone}>
        <ErrorNote
          error={error}
          onRetry={() => {
            structure.refetch();
            index.refetch();
            flow.refetch();
          }}
        />
      </div>
    );
  }
  if (structure.data === undefined || flow.data === undefined) {
    return (
      <div className={styles.alone}>
        <ProgressNote progress={flow.progress} phase="Following values" onCancel={flow.cancel} />
        <Skeleton rows={6} label="Reading what flows between tasks" />
      </div>
    );
  }
  if (structure.data.tasks.length === 0) {
    return <Empty title="No tasks">This workflow has no task yet.</Empty>;
  }
  return <WholeGraph structure={structure.data} index={index.data} flow={flow.data} />;
}

interface WholeGraphProps {
  readonly structure: Structure;
  readonly index: RunIndex | undefined;
  readonly flow: TaskFlow;
}

function WholeGraph({ structure, index, flow }: WholeGraphProps) {
  const { workflowId, address, go } = usePlace();
  const { tasks, loops } = structure;
  const opened = useOpenedTasks(workflowId);
  const openable = useMemo(() => tasks.filter(canOpen), [tasks]);
  const choice = useLoopChoice();
  const graph = useMemo(
    () => taskGraph(tasks, loops, flow.edges, opened),
    [tasks, loops, flow, opened],
  );
  const looks = useMemo(
    () => looksOf(graph, { structure, index, flow: flow.edges, loops: choice.loops }),
    [graph, structure, index, flow, choice.loops],
  );
  const frameWidths = useFrameWidths(graph.frames, looks);
  const [query, setQuery] = useState('');
  const found = useMemo(() => foundNodes(graph, query), [graph, query]);
  const way = useLit(graph, structure, index);
  const lit = useMemo(() => (query.trim() === '' ? way.lit : litFound(found)), [query, found, way]);
  const row = useSelectedRow(structure, index);
  const hasTask = address.task !== undefined;

  const addressOf = ({ taskInsertId, action }: GraphNode): Address => {
    // What is selected of the same task stays selected.
    const { element, iteration } = address;
    const kept =
      address.task !== taskInsertId || element === undefined
        ? {}
        : { element, ...(iteration === undefined ? {} : { iteration }) };
    const own = action ?? (address.task === taskInsertId ? address.action : undefined);
    return {
      view: 'graph',
      task: taskInsertId,
      ...kept,
      ...(own === undefined ? {} : { action: own }),
    };
  };
  const select = (id: string): void => {
    const node = graph.nodes.find((known) => known.id === id);
    if (node === undefined) return;
    // A step from box to box is no place to come back to; leaving the graph is.
    go(addressOf(node), { isReplacing: hasTask });
  };
  const enter = (id: string): void => {
    const node = graph.nodes.find((known) => known.id === id);
    if (node !== undefined) go({ ...addressOf(node), view: 'runs' });
  };
  useSingleKeys({
    e: openable.some(({ insertId }) => insertId === address.task)
      ? () => toggleTask(workflowId, address.task ?? 0)
      : undefined,
  });
  const [drawn, setDrawn] = useState<Parameters<typeof GraphToolbar>[0]['drawn']>();
  return (
    <div className={styles.page}>
      <GraphToolbar
        found={found}
        query={query}
        onQuery={setQuery}
        onFound={select}
        detail={
          openable.length > 0 && openable.every(({ insertId }) => opened.has(insertId))
            ? 'actions'
            : 'tasks'
        }
        onDetail={(detail) =>
          setOpenedTasks(
            workflowId,
            detail === 'tasks' ? [] : openable.map(({ insertId }) => insertId),
          )
        }
        hasActions={openable.length > 0}
        pathOf={row !== undefined ? 'run' : hasTask ? 'task' : undefined}
        words={way.words ?? sizeWords(structure)}
        drawn={drawn}
      />
      <GraphPane
        graph={graph}
        looks={looks}
        frameWidths={frameWidths}
        lit={lit}
        selected={selectedBox(graph, address)}
        first={firstFailure(graph, looks)}
        onSelect={select}
        onEnter={enter}
        onIteration={(loop, iteration) => {
          const isChosen = choice.loops.some(
            (known) => known.loop === loop && known.chosen === iteration,
          );
          choice.choose(loop, isChosen ? undefined : iteration);
        }}
        onDrawn={setDrawn}
      />
    </div>
  );
}

/** What the heads of frames need, so that names and iterations do not meet. */
function useFrameWidths(
  frames: readonly GraphFrame[],
  looks: GraphLooks,
): ReadonlyMap<string, number> {
  const widths = frames.flatMap(({ id, name }) => {
    const look = looks.frames.get(id);
    return look === undefined ? [] : [[id, headWidth(name, look)] as const];
  });
  // By content: counts that change do not lay the graph out anew.
  const key = JSON.stringify(widths);
  return useMemo(() => new Map<string, number>(JSON.parse(key)), [key]);
}

function selectedBox({ nodes }: TaskGraph, { task, action }: Address): string | undefined {
  if (task === undefined) return undefined;
  const whole = taskId(task);
  if (action === undefined || nodes.some(({ id }) => id === whole)) return whole;
  return actionId(task, action);
}

/** The first box in which something failed, else the first. */
function firstFailure({ nodes }: TaskGraph, looks: GraphLooks): string | undefined {
  const failed = nodes.find(({ id }) => {
    const urgent = mostUrgent(looks.nodes.get(id)?.counts ?? []);
    return urgent !== undefined && isFailure(urgent);
  });
  return (failed ?? nodes[0])?.id;
}

function foundNodes({ nodes, frames }: TaskGraph, query: string): readonly string[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return [];
  const frameNames = new Map(frames.map(({ id, name }) => [id, name]));
  return nodes
    .filter(({ name, parent, action }) => {
      // An action is found by its task too.
      const around = action === undefined ? '' : (frameNames.get(parent ?? '') ?? '');
      return `${name} ${around}`.toLowerCase().includes(wanted);
    })
    .map(({ id }) => id);
}

function litFound(found: readonly string[]): Lit {
  return { nodes: new Set(found), edges: new Set() };
}

function sizeWords({ tasks, loops }: Structure): string {
  const words = formatCounted(tasks.length, 'task');
  return loops.length === 0 ? words : `${words}, ${formatCounted(loops.length, 'loop')}`;
}
