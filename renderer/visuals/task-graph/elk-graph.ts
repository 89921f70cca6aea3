import type { ElkExtendedEdge, ElkNode, ElkPort, LayoutOptions } from 'elkjs/lib/elk-api.js';
import {
  ACTION_HEIGHT,
  ACTION_WIDTH,
  edgeLabel,
  FRAME_PAD,
  HEAD_HEIGHT,
  LABEL_HEIGHT,
  labelWidth,
  TASK_HEIGHT,
  TASK_WIDTH,
} from './graph-sizes.ts';
import type { GraphEdge, GraphFrame, GraphNode, TaskGraph } from './task-graph.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  /** From where the values come to where they go, bend by bend. */
  readonly points: readonly Point[];
  readonly label?: (Point & { readonly text: string }) | undefined;
}

/** Where everything stands; ids are those of the graph. */
export interface GraphPlaces {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly edges: ReadonlyMap<string, PlacedEdge>;
  readonly width: number;
  readonly height: number;
}

/** More boxes are laid out with less care, and without names on edges: they could not be read anyway. */
const CAREFUL_NODES = 150;
const LABELLED_NODES = 500;

const BACK_LABEL_GAP = 3;

const ROOT = 'graph';

function optionsFor(nodeCount: number): LayoutOptions {
  return {
    'elk.algorithm': 'layered',
    'elk.direction': 'DOWN',
    'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
    'elk.edgeRouting': 'ORTHOGONAL',
    'elk.json.shapeCoords': 'ROOT',
    'elk.json.edgeCoords': 'ROOT',
    'elk.padding': '[top=24,left=24,bottom=24,right=24]',
    'elk.spacing.nodeNode': '36',
    'elk.spacing.edgeNode': '18',
    'elk.spacing.edgeEdge': '12',
    'elk.spacing.edgeLabel': '5',
    'elk.layered.spacing.nodeNodeBetweenLayers': '28',
    'elk.layered.spacing.edgeNodeBetweenLayers': '14',
    'elk.layered.spacing.edgeEdgeBetweenLayers': '12',
    'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
    'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
    ...(nodeCount <= CAREFUL_NODES
      ? { 'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES' }
      : { 'elk.layered.thoroughness': '1' }),
  };
}

/**
 * The graph as ELK takes it: layers from top to bottom, frames as nodes with children. Edges leave
 * boxes below and enter them above; those that go back are at the right side, and told to ELK the
 * other way round so that they do not turn the order of the tasks.
 *
 * @param frameWidths What the head of a frame needs at least.
 */
export function elkGraph(graph: TaskGraph, frameWidths: ReadonlyMap<string, number>): ElkNode {
  const ports = new Map<string, ElkPort[]>();
  const addPort = (node: string, id: string, side: 'NORTH' | 'SOUTH' | 'EAST'): string => {
    const own = ports.get(node) ?? [];
    own.push({ id, width: 0, height: 0, layoutOptions: { 'elk.port.side': side } });
    ports.set(node, own);
    return id;
  };
  const isLabelled = graph.nodes.length <= LABELLED_NODES;
  const edges = graph.edges.map((edge, at) => elkEdge(edge, at, isLabelled, addPort));
  const children = new Map<string, ElkNode[]>();
  const childrenOf = (parent: string | undefined): ElkNode[] => {
    const known = children.get(parent ?? ROOT) ?? [];
    children.set(parent ?? ROOT, known);
    return known;
  };
  const frames = new Set(graph.frames.map(({ id }) => id));
  const inKnown = (parent: string | undefined): string | undefined =>
    parent !== undefined && frames.has(parent) ? parent : undefined;
  // Frames stand where their first box does, so that ELK keeps the order of the template.
  const placed = new Set<string>();
  const byId = new Map(graph.frames.map((frame) => [frame.id, frame]));
  const placeFrame = (id: string): void => {
    const frame = byId.get(id);
    if (frame === undefined || placed.has(id)) return;
    placed.add(id);
    const parent = inKnown(frame.parent);
    if (parent !== undefined) placeFrame(parent);
    childrenOf(parent).push(elkFrame(frame, childrenOf(id), frameWidths.get(id) ?? 0));
  };
  for (const node of graph.nodes) {
    const parent = inKnown(node.parent);
    if (parent !== undefined) placeFrame(parent);
    childrenOf(parent).push(elkNode(node, ports.get(node.id) ?? []));
  }
  return {
    id: ROOT,
    layoutOptions: optionsFor(graph.nodes.length),
    children: childrenOf(undefined),
    edges,
  };
}

function elkNode({ id, action }: GraphNode, ports: ElkPort[]): ElkNode {
  return {
    id,
    width: action === undefined ? TASK_WIDTH : ACTION_WIDTH,
    height: action === undefined ? TASK_HEIGHT : ACTION_HEIGHT,
    ports,
    layoutOptions: { 'elk.portConstraints': 'FIXED_SIDE' },
  };
}

function elkFrame({ id }: GraphFrame, children: ElkNode[], width: number): ElkNode {
  const top = HEAD_HEIGHT + 12;
  return {
    id,
    children,
    layoutOptions: {
      'elk.padding': `[top=${top},left=${FRAME_PAD},bottom=${FRAME_PAD},right=${FRAME_PAD}]`,
      'elk.nodeSize.constraints': 'MINIMUM_SIZE',
      // Heights first: ELK turns a graph that goes down on its side, but not this.
      'elk.nodeSize.minimum': `(${top + FRAME_PAD},${width})`,
    },
  };
}

function elkEdge(
  { from, to, names, isBack }: GraphEdge,
  at: number,
  isLabelled: boolean,
  addPort: (node: string, id: string, side: 'NORTH' | 'SOUTH' | 'EAST') => string,
): ElkExtendedEdge {
  const source = addPort(from, `out ${at}`, isBack ? 'EAST' : 'SOUTH');
  const target = addPort(to, `in ${at}`, isBack ? 'EAST' : 'NORTH');
  const text = edgeLabel(names);
  return {
    id: String(at),
    sources: [isBack ? target : source],
    targets: [isBack ? source : target],
    ...(isLabelled && text !== ''
      ? { labels: [{ text, width: labelWidth(text), height: LABEL_HEIGHT }] }
      : {}),
  };
}

/** What ELK answered, by the ids of the graph. */
export function placesOf(graph: TaskGraph, laidOut: ElkNode): GraphPlaces {
  const boxes = new Map<string, Box>();
  const edges = new Map<string, PlacedEdge>();
  const visit = (node: ElkNode): void => {
    for (const child of node.children ?? []) {
      const { id, x = 0, y = 0, width = 0, height = 0 } = child;
      boxes.set(id, { x, y, width, height });
      visit(child);
    }
    for (const edge of node.edges ?? []) {
      const own = graph.edges[Number(edge.id)];
      if (own !== undefined) edges.set(own.id, placedEdge(own, edge));
    }
  };
  visit(laidOut);
  return { boxes, edges, width: laidOut.width ?? 0, height: laidOut.height ?? 0 };
}

function placedEdge({ isBack }: GraphEdge, { sections = [], labels }: ElkExtendedEdge): PlacedEdge {
  const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [
    startPoint,
    ...bendPoints,
    endPoint,
  ]);
  const [label] = labels ?? [];
  return {
    points: isBack ? points.reverse() : points,
    ...(label?.x === undefined || label.y === undefined
      ? {}
      : {
          label: {
            // Beside a line that goes back ELK leaves it no room.
            x: label.x + (isBack ? BACK_LABEL_GAP : 0),
            y: label.y,
            text: label.text ?? '',
          },
        }),
  };
}
