import { memo, useId } from 'react';
import { CountsGlyph } from '../../ui/StatusGlyph.tsx';
import { edgePath, headPath } from './edge-path.ts';
import type { Box, GraphPlaces, PlacedEdge } from './elk-graph.ts';
import { GraphBox } from './GraphBox.tsx';
import styles from './GraphScene.module.css';
import type { FrameLook, GraphLooks } from './graph-looks.ts';
import { NAME_LEFT, placedChips } from './graph-looks.ts';
import { HEAD_HEIGHT, LABEL_HEIGHT } from './graph-sizes.ts';
import type { Detail } from './graph-view.ts';
import type { GraphEdge, GraphFrame, TaskGraph } from './task-graph.ts';
import type { TextCut } from './use-text-cut.ts';

/** What is brought out. */
export interface Lit {
  readonly nodes: ReadonlySet<string>;
  readonly edges: ReadonlySet<string>;
}

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
  readonly detail: Detail;
  /** What is drawn of a graph that is too large to be drawn whole. */
  readonly sight?: Box | undefined;
}

/** The graph as shapes of SVG: also what is saved as a picture. */
export const GraphScene = memo(function GraphScene(props: GraphSceneProps) {
  const { graph, places, looks, cut, lit, isDim = false, near, selected, detail, sight } = props;
  const isEdgeLit = ({ id, from, to }: GraphEdge): boolean =>
    lit === undefined ? from === near || to === near : lit.edges.has(id);
  const hatch = useId();
  // Lit edges over the others, so that they can be followed.
  const edges = [...graph.edges].sort((a, b) => Number(isEdgeLit(a)) - Number(isEdgeLit(b)));
  const isDrawn = (box: Box): boolean => sight === undefined || meets(box, sight);
  const isEven = (at: number): boolean => depthOf(graph, at) % 2 === 1;
  return (
    <g className={styles.scene} data-detail={detail}>
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
        return place === undefined || !isDrawn(boundsOf(place)) ? null : (
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
        return box === undefined || look === undefined || !isDrawn(box) ? null : (
          <GraphBox
            key={id}
            box={box}
            look={look}
            isAction={action !== undefined}
            isSelected={id === selected}
            isDim={isDim && lit?.nodes.has(id) !== true}
            detail={detail}
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

function meets(a: Box, b: Box): boolean {
  return (
    a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height
  );
}

/** All that an edge covers, but for its label. */
function boundsOf({ points }: PlacedEdge): Box {
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

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
      <title>{words}</title>
      <path className={styles.line} d={edgePath(points)} />
      <path className={styles.arrow} d={headPath(points)} />
      <path className={styles.hit} data-hit d={edgePath(points)} />
      {label !== undefined && (
        <text className={styles.label} x={label.x} y={label.y + LABEL_HEIGHT - 3}>
          {label.text}
        </text>
      )}
    </g>
  );
}

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
  const end = first?.box.x ?? box.x + box.width - 8;
  const room = end - box.x - NAME_LEFT - look.detail.length * 6.3 - 16;
  const name = cut(frame.name, Math.max(60, room), 'strong');
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
      <text className={styles.title} x={box.x + NAME_LEFT} y={middle + 4}>
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
            y={own.y + 12}
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
            <text x={own.x + own.width / 2} y={own.y + 12.5} textAnchor="middle">
              {chip.iteration}
            </text>
          </g>
        ),
      )}
    </g>
  );
}
