import { memo, useId } from 'react';
import { CountsGlyph } from '../../ui/StatusGlyph.tsx';
import { CountBarShapes } from './CountBarShapes.tsx';
import { edgePath, headPath } from './edge-path.ts';
import type { Box, GraphPlaces, PlacedEdge } from './elk-graph.ts';
import styles from './GraphScene.module.css';
import type { FrameLook, GraphLooks, NodeLook } from './graph-looks.ts';
import { placedChips } from './graph-looks.ts';
import { HEAD_HEIGHT, LABEL_HEIGHT } from './graph-sizes.ts';
import type { GraphEdge, GraphFrame, TaskGraph } from './task-graph.ts';

/** What is brought out. */
export interface Lit {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

export type TextCut = (text: string, widthPx: number, face: 'strong' | 'mono') => string;

interface GraphSceneProps {
  readonly graph: TaskGraph;
  readonly places: GraphPlaces;
  readonly looks: GraphLooks;
  readonly cut: TextCut;
  readonly lit?: Lit | undefined;
  /** What is not lit steps back. */
  readonly isDim?: boolean | undefined;
  /** Box whose own edges are lit. */
  readonly near?: string | undefined;
  readonly selected?: string | undefined;
  /** Too small for words: names in large letters only, no labels. */
  readonly isFar: boolean;
}

/** The graph as shapes of SVG: also what is saved as a picture. */
export const GraphScene = memo(function GraphScene(props: GraphSceneProps) {
  const { graph, places, looks, cut, lit, isDim = false, near, selected, isFar } = props;
  const isEdgeLit = ({ id, from, to }: GraphEdge): boolean =>
    lit === undefined ? from === near || to === near : lit.edges.has(id);
  const hatch = useId();
  // Lit edges over the others, so that they can be followed.
  const edges = [...graph.edges].sort((a, b) => Number(isEdgeLit(a)) - Number(isEdgeLit(b)));
  const isEven = (at: number): boolean => depthOf(graph, at) % 2 === 1;
  return (
    <g className={styles.scene} data-far={isFar}>
      {graph.frames.map((frame, at) => {
        const box = places.boxes.get(frame.id);
        return box === undefined ? null : (
          <Frame
            key={frame.id}
            frame={frame}
            box={box}
            isEven={isEven(at)}
            isSelected={frame.id === selected}
          />
        );
      })}
      {edges.map((edge) => {
        const place = places.edges.get(edge.id);
        return place === undefined ? null : (
          <Edge
            key={edge.id}
            edge={edge}
            place={place}
            words={looks.edges.get(edge.id) ?? ''}
            isDim={isDim}
            isLit={isEdgeLit(edge)}
          />
        );
      })}
      {graph.nodes.map(({ id, action }) => {
        const box = places.boxes.get(id);
        const look = looks.nodes.get(id);
        return box === undefined || look === undefined ? null : (
          <Node
            key={id}
            box={box}
            look={look}
            isAction={action !== undefined}
            isSelected={id === selected}
            isDim={isDim && lit?.nodes.has(id) !== true}
            isFar={isFar}
            cut={cut}
            hatch={hatch}
          />
        );
      })}
      {graph.frames.map((frame, at) => {
        const box = places.boxes.get(frame.id);
        const look = looks.frames.get(frame.id);
        return box === undefined || look === undefined ? null : (
          <g key={frame.id} className={styles.layer} data-even={isEven(at)}>
            <Head frame={frame} box={box} look={look} cut={cut} />
          </g>
        );
      })}
      <defs>
        <pattern
          id={hatch}
          width="4"
          height="4"
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <rect className={styles.hatch} width="2" height="4" />
        </pattern>
      </defs>
    </g>
  );
});

function depthOf({ frames }: TaskGraph, at: number): number {
  let depth = 0;
  for (let frame = frames[at]; frame?.parent !== undefined && depth <= frames.length; depth += 1) {
    const { parent }: GraphFrame = frame;
    frame = frames.find(({ id }) => id === parent);
  }
  return depth;
}

interface FrameProps {
  readonly frame: GraphFrame;
  readonly box: Box;
  readonly isEven: boolean;
  readonly isSelected: boolean;
}

function Frame({ frame: { kind }, box, isEven, isSelected }: FrameProps) {
  return (
    <g className={styles.layer} data-even={isEven}>
      <rect className={styles.frame} data-kind={kind} data-selected={isSelected} {...box} rx={6} />
    </g>
  );
}

interface EdgeProps {
  readonly edge: GraphEdge;
  readonly place: PlacedEdge;
  readonly words: string;
  readonly isLit: boolean;
  /** Others are lit. */
  readonly isDim: boolean;
}

function Edge({ edge, place: { points, label }, words, isLit: isOn, isDim }: EdgeProps) {
  return (
    <g
      className={styles.edge}
      data-lit={isOn}
      data-dim={isDim && !isOn}
      data-planned={edge.isPlanned}
    >
      <path className={styles.line} d={edgePath(points)} />
      <path className={styles.arrow} d={headPath(points)} />
      <path className={styles.hit} d={edgePath(points)}>
        <title>{words}</title>
      </path>
      {label !== undefined && (
        <text className={styles.label} x={label.x} y={label.y + LABEL_HEIGHT - 3}>
          {label.text}
        </text>
      )}
    </g>
  );
}

interface NodeProps {
  readonly box: Box;
  readonly look: NodeLook;
  readonly isAction: boolean;
  readonly isSelected: boolean;
  readonly isDim: boolean;
  readonly isFar: boolean;
  readonly cut: TextCut;
  readonly hatch: string;
}

const PAD = 11;
const NAME_LEFT = PAD + 19;

const Node = memo(function Node(props: NodeProps) {
  const { box, look, isAction, isSelected, isDim, isFar, cut, hatch } = props;
  const { x, y, width, height } = box;
  const inner = width - 2 * PAD;
  const face = look.isMono ? 'mono' : 'strong';
  return (
    <g
      className={styles.node}
      transform={`translate(${x} ${y})`}
      data-selected={isSelected}
      data-dim={isDim}
    >
      <rect className={styles.box} width={width} height={height} rx={4} />
      {isFar ? (
        <text className={styles.far} x={PAD} y={height / 2 + 7}>
          {cut(look.name, (inner * 12) / 20, 'strong')}
        </text>
      ) : (
        <>
          <g transform={`translate(${PAD} ${isAction ? 7 : 11})`}>
            <CountsGlyph counts={look.counts} />
          </g>
          <text
            className={look.isMono ? styles.mono : styles.name}
            x={NAME_LEFT}
            y={isAction ? 17 : 21}
          >
            {cut(look.name, width - NAME_LEFT - PAD, face)}
          </text>
          <text className={styles.small} x={PAD} y={height - 8}>
            {look.left}
          </text>
          <text
            className={styles.small}
            x={width - PAD}
            y={height - 8}
            textAnchor="end"
            data-status={look.rightStatus}
          >
            {look.right}
          </text>
        </>
      )}
      <g transform={`translate(${PAD} ${isFar ? height - 12 : isAction ? 23 : 30})`}>
        <CountBarShapes counts={look.counts} widthPx={inner} heightPx={4} hatch={hatch} />
      </g>
    </g>
  );
});

interface HeadProps {
  readonly frame: GraphFrame;
  readonly box: Box;
  readonly look: FrameLook;
  readonly cut: TextCut;
}

const LOOP_ARROWS =
  'M10.5 1l2 2-2 2M0.5 6V5a2 2 0 0 1 2-2h10M2.5 12l-2-2 2-2M12.5 7v1a2 2 0 0 1-2 2h-10';

function Head({ frame, box, look, cut }: HeadProps) {
  const middle = box.y + HEAD_HEIGHT / 2;
  const chips = placedChips(look, box);
  const [first] = chips;
  const room = (first?.box.x ?? box.x + box.width - 8) - box.x - 34;
  const name = cut(frame.name, Math.max(60, room - 70), 'strong');
  return (
    <g className={styles.head}>
      {look.counts === undefined ? (
        <path
          className={styles.loop}
          transform={`translate(${box.x + 12} ${middle - 6.5})`}
          d={LOOP_ARROWS}
        />
      ) : (
        <g transform={`translate(${box.x + 12} ${middle - 6})`}>
          <CountsGlyph counts={look.counts} />
        </g>
      )}
      <text className={styles.title} x={box.x + 32} y={middle + 4}>
        {name}
        <tspan className={styles.detail} dx={8}>
          {look.detail}
        </tspan>
      </text>
      {chips.map(({ box: own, chip, key }) =>
        chip === undefined ? (
          <text
            key={key}
            className={styles.gap}
            x={own.x + own.width / 2}
            y={own.y + 11}
            textAnchor="middle"
          >
            …
          </text>
        ) : (
          <g key={key} className={styles.chip} data-status={chip.status ?? 'pending'}>
            {chip.isChosen && (
              <rect
                className={styles.ring}
                x={own.x - 2.25}
                y={own.y - 2.25}
                width={own.width + 4.5}
                height={own.height + 4.5}
                rx={4}
              />
            )}
            <rect className={styles.cell} {...own} rx={2} />
            <text x={own.x + own.width / 2} y={own.y + 11.5} textAnchor="middle">
              {chip.iteration}
            </text>
          </g>
        ),
      )}
    </g>
  );
}
