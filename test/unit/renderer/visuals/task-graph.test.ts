import Elk from 'elkjs/lib/elk.bundled.js';
import { describe, expect, test } from 'vitest';
import { chipSlots } from '../../../../renderer/visuals/task-graph/chips.ts';
import { edgePath, headPath } from '../../../../renderer/visuals/task-graph/edge-path.ts';
import {
  type Box,
  elkGraph,
  type GraphPlaces,
  placesOf,
} from '../../../../renderer/visuals/task-graph/elk-graph.ts';
import { edgeLabel } from '../../../../renderer/visuals/task-graph/graph-sizes.ts';
import {
  drawnBox,
  firstView,
  fitView,
  isWholeInSight,
  revealBox,
  zoomAt,
} from '../../../../renderer/visuals/task-graph/graph-view.ts';
import { walk } from '../../../../renderer/visuals/task-graph/graph-walk.ts';
import { type TaskGraph, taskGraph } from '../../../../renderer/visuals/task-graph/task-graph.ts';
import type { Loop, Task } from '../../../../shared/contract/documents.ts';
import type { FlowEdge } from '../../../../shared/contract/flow.ts';

function task(insertId: number, loops: readonly string[] = [], actionCount = 1): Task {
  return {
    index: insertId,
    insertId,
    name: `task_${insertId}`,
    dirName: `task_${insertId}`,
    objective: `task_${insertId}`,
    actions: Array.from({ length: actionCount }, (_, index) => ({
      index,
      kind: 'main' as const,
      label: `step_${index}`,
      commands: [],
    })),
    inputs: [],
    outputs: [],
    elementSetCount: 1,
    elementCount: 1,
    loops: [...loops],
  };
}

function loop(name: string, taskInsertIds: number[], parent?: string): Loop {
  return {
    name,
    taskInsertIds,
    requestedIterations: 3,
    addedIterations: 3,
    ...(parent === undefined ? {} : { parent }),
    iterableParameters: [],
    nonIterableParameters: [],
  };
}

function flow(
  from: readonly [task: number, action: number],
  to: readonly [task: number, action: number],
  name: string,
  by?: string,
): FlowEdge {
  return {
    from: { taskInsertId: from[0], action: from[1] },
    to: { taskInsertId: to[0], action: to[1] },
    ...(by === undefined ? {} : { loop: by }),
    parameters: [{ name, isFile: false, valueCount: 1, fromElementCount: 1, toElementCount: 1 }],
  };
}

/** As in a sampling study: levels, each of several states. */
const TASKS = [
  task(0),
  task(1, ['levels']),
  task(2, ['levels', 'states'], 2),
  task(3, ['levels', 'states']),
];
const LOOPS = [loop('levels', [1, 2, 3]), loop('states', [2, 3], 'levels')];
const FLOW = [
  flow([0, 0], [1, 0], 'threshold'),
  flow([0, 0], [1, 0], 'seeds'),
  flow([1, 0], [2, 0], 'x'),
  flow([2, 0], [2, 1], 'file'),
  flow([2, 1], [3, 0], 'g'),
  flow([3, 0], [2, 0], 'state', 'states'),
  flow([3, 0], [1, 0], 'threshold', 'levels'),
];

const NO_WIDTHS: ReadonlyMap<string, number> = new Map();
const none: ReadonlySet<number> = new Set();

async function laidOut(graph: TaskGraph, widths = NO_WIDTHS): Promise<GraphPlaces> {
  return placesOf(graph, await new Elk().layout(elkGraph(graph, widths)));
}

const boxOf = (places: GraphPlaces, id: string): Box => {
  const box = places.boxes.get(id);
  if (box === undefined) throw new Error(`${id} has no place`);
  return box;
};
const isInside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;
const isApart = (a: Box, b: Box): boolean =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

describe('the graph of tasks', () => {
  test('joins what flows between two tasks, and frames loops in one another', () => {
    const { nodes, frames, edges } = taskGraph(TASKS, LOOPS, FLOW, none);
    expect(nodes.map(({ parent }) => parent)).toEqual([
      undefined,
      'loop levels',
      'loop states',
      'loop states',
    ]);
    expect(frames.map(({ id, parent }) => [id, parent])).toEqual([
      ['loop levels', undefined],
      ['loop states', 'loop levels'],
    ]);
    expect(edges.map(({ from, to, names, isBack }) => [from, to, names.join(), isBack])).toEqual([
      ['task 0', 'task 1', 'threshold,seeds', false],
      ['task 1', 'task 2', 'x', false],
      ['task 2', 'task 3', 'g', false],
      ['task 3', 'task 2', 'state', true],
      ['task 3', 'task 1', 'threshold', true],
    ]);
  });

  test('shows an opened task as its actions, once each', () => {
    const { nodes, edges, frames } = taskGraph(TASKS, LOOPS, FLOW, new Set([2, 3]));
    expect(nodes.map(({ id }) => id)).toEqual([
      'task 0',
      'task 1',
      'task 2 action 0',
      'task 2 action 1',
      'task 3',
    ]);
    expect(frames.at(-1)).toMatchObject({ id: 'task 2', kind: 'task', parent: 'loop states' });
    expect(edges.map(({ from, to }) => `${from} → ${to}`)).toContain(
      'task 2 action 0 → task 2 action 1',
    );
  });

  test('knows what only the template tells, and ends in no circle of damaged loops', () => {
    const planned = { ...flow([0, 0], [1, 0], 'p'), from: { taskInsertId: 0 } };
    const [parameter] = planned.parameters;
    if (parameter !== undefined) parameter.valueCount = 0;
    const circle = [loop('a', [1], 'b'), loop('b', [1], 'a')];
    const { edges, frames } = taskGraph([task(0), task(1, ['b', 'a'])], circle, [planned], none);
    expect(edges).toMatchObject([{ isPlanned: true }]);
    expect(frames).toHaveLength(2);
  });
});

describe('the layout', () => {
  test('goes down, keeps loops in their frames, and leads back at the right side', async () => {
    const graph = taskGraph(TASKS, LOOPS, FLOW, none);
    const places = await laidOut(graph, new Map([['loop levels', 700]]));
    const levels = boxOf(places, 'loop levels');
    expect(levels.width).toBeGreaterThanOrEqual(700);
    expect(isInside(boxOf(places, 'loop states'), levels)).toBe(true);
    expect(isInside(boxOf(places, 'task 3'), boxOf(places, 'loop states'))).toBe(true);
    expect(isApart(boxOf(places, 'task 0'), levels)).toBe(true);
    for (const { id, from, to, isBack } of graph.edges) {
      const points = places.edges.get(id)?.points ?? [];
      const [start, end] = [points[0], points.at(-1)];
      const [source, target] = [boxOf(places, from), boxOf(places, to)];
      if (isBack) {
        expect(start?.x).toBeCloseTo(source.x + source.width);
        expect(end?.x).toBeCloseTo(target.x + target.width);
      } else {
        expect(start?.y).toBeCloseTo(source.y + source.height);
        expect(end?.y).toBeCloseTo(target.y);
        expect(target.y).toBeGreaterThan(source.y + source.height);
      }
    }
    const labels = graph.edges.map(({ id }) => places.edges.get(id)?.label?.text);
    expect(labels).toEqual(['threshold, seeds', 'x', 'g', 'state', 'threshold']);
  });

  test('of 40 tasks has no box over another', async () => {
    const tasks = Array.from({ length: 40 }, (_, at) => task(at));
    const links = tasks.flatMap(({ insertId }) =>
      insertId === 0 ? [] : [flow([Math.floor((insertId * 7) / 11), 0], [insertId, 0], 'p')],
    );
    const graph = taskGraph(tasks, [], links, none);
    const boxes = [...(await laidOut(graph)).boxes.values()];
    expect(boxes).toHaveLength(40);
    for (const [at, box] of boxes.entries()) {
      for (const other of boxes.slice(at + 1)) expect(isApart(box, other)).toBe(true);
    }
  });

  test('rounds the corners of edges and ends them with a head', () => {
    const points = [
      { x: 0, y: 0 },
      { x: 0, y: 20 },
      { x: 30, y: 20 },
    ];
    expect(edgePath(points)).toBe('M0 0L0 12Q0 20 8 20L25 20');
    expect(headPath(points)).toBe('M24 23.2L30 20L24 16.8z');
    expect(edgePath([])).toBe('');
  });

  test('joins as many names as there is room for', () => {
    expect(edgeLabel(['x'])).toBe('x');
    expect(edgeLabel(['threshold', 'chain_seeds'])).toBe('threshold, chain_seeds');
    expect(edgeLabel(['threshold', 'chain_seeds', 'volume_element', 'x'])).toBe(
      'threshold, chain_seeds +2',
    );
  });
});

describe('moving about', () => {
  test('arrow keys follow what flows, and go to the nearest box where nothing does', async () => {
    const graph = taskGraph(TASKS, LOOPS, FLOW, none);
    const places = await laidOut(graph);
    expect(walk(graph, places, 'task 0', 'down')).toBe('task 1');
    expect(walk(graph, places, 'task 3', 'up')).toBe('task 2');
    expect(walk(graph, places, 'task 3', 'down')).toBeUndefined();
    const apart = taskGraph([task(0), task(1)], [], [], none);
    const beside = await laidOut(apart);
    const isLeft = boxOf(beside, 'task 0').x < boxOf(beside, 'task 1').x;
    expect(walk(apart, beside, 'task 0', isLeft ? 'right' : 'left')).toBe('task 1');
  });

  test('shows all that can be read, else what matters first', () => {
    const pane = { width: 800, height: 600 };
    expect(fitView({ width: 400, height: 300 }, pane)).toMatchObject({ scale: 1, x: 200 });
    const tall = { width: 800, height: 6000 };
    expect(fitView(tall, pane).scale).toBeCloseTo(0.095);
    const box = { x: 300, y: 3000, width: 200, height: 60 };
    const view = firstView(tall, pane, box);
    expect(view.scale).toBeGreaterThan(0.5);
    expect(isWholeInSight(view, tall, pane)).toBe(false);
    expect(revealBox(view, box, pane)).toBe(view);
    const moved = revealBox({ x: 0, y: 0, scale: 1 }, box, pane);
    expect(moved.y + box.y + box.height).toBeLessThanOrEqual(pane.height);
  });

  test('draws of a large graph what is in sight and around it, the same while one moves a little', () => {
    const pane = { width: 800, height: 600 };
    const box = drawnBox({ x: -1000, y: -900, scale: 1 }, pane);
    expect(box).toEqual(drawnBox({ x: -1010, y: -905, scale: 1 }, pane));
    expect(isInside({ x: 1000, y: 900, width: 800, height: 600 }, box)).toBe(true);
  });

  test('zooms about the pointer', () => {
    const view = zoomAt({ x: 10, y: 20, scale: 1 }, 1.5, 110, 220);
    expect((110 - view.x) / view.scale).toBeCloseTo(100);
    expect((220 - view.y) / view.scale).toBeCloseTo(200);
  });

  test('of many iterations shows the ends and those around the chosen one', () => {
    const shown = (count: number, at?: number) =>
      chipSlots(count, at).map((slot) => ('at' in slot ? slot.at : '…'));
    expect(shown(4)).toEqual([0, 1, 2, 3]);
    expect(shown(63, 30)).toEqual([0, '…', 26, 27, 28, 29, 30, 31, 32, 33, '…', 62]);
    expect(shown(63)).toEqual([0, '…', 54, 55, 56, 57, 58, 59, 60, 61, 62]);
    expect(shown(63, 0)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, '…', 62]);
  });
});
