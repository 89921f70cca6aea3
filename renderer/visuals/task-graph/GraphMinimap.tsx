import { memo, type PointerEvent, useMemo } from 'react';
import { mostUrgent } from '../../../shared/model/status.ts';
import type { GraphPlaces } from './elk-graph.ts';
import type { GraphLooks } from './graph-looks.ts';
import { type Extent, type GraphView, isWholeInSight, visibleBox } from './graph-view.ts';
import styles from './TaskGraphPicture.module.css';
import type { TaskGraph } from './task-graph.ts';

const WIDTH = 148;
const HEIGHT = 96;
const PAD = 4;
/** Failures are seen however small the boxes are. */
const LEAST_PX = 2.5;

interface GraphMinimapProps {
  readonly graph: TaskGraph;
  readonly places: GraphPlaces;
  readonly looks: GraphLooks;
  readonly view: GraphView;
  readonly pane: Extent;
  readonly selected: string | undefined;
  /** Brings a place of the graph to the middle. */
  readonly onCentre: (x: number, y: number) => void;
}

/** All of the graph, small, with the part that is in sight; nothing where all of it is. */
export function GraphMinimap(props: GraphMinimapProps) {
  const { graph, places, looks, view, pane, selected, onCentre } = props;
  const scale = Math.min((WIDTH - 2 * PAD) / places.width, (HEIGHT - 2 * PAD) / places.height);
  const left = (WIDTH - places.width * scale) / 2;
  const top = (HEIGHT - places.height * scale) / 2;
  const sight = useMemo(() => visibleBox(view, pane), [view, pane]);
  if (isWholeInSight(view, places, pane)) return null;
  const seek = (event: PointerEvent<HTMLElement>): void => {
    event.stopPropagation();
    if (event.buttons !== 1) return;
    const bounds = event.currentTarget.getBoundingClientRect();
    onCentre(
      (event.clientX - bounds.left - left) / scale,
      (event.clientY - bounds.top - top) / scale,
    );
  };
  return (
    <div
      className={styles.minimap}
      aria-hidden="true"
      onPointerDown={seek}
      onPointerMove={seek}
      style={{ width: WIDTH, height: HEIGHT }}
    >
      <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
        <g transform={`translate(${left} ${top}) scale(${scale})`}>
          <Boxes
            graph={graph}
            places={places}
            looks={looks}
            selected={selected}
            least={LEAST_PX / scale}
          />
          <rect
            className={styles.sight}
            x={sight.x}
            y={sight.y}
            width={sight.width}
            height={sight.height}
            strokeWidth={1.2 / scale}
          />
        </g>
      </svg>
    </div>
  );
}

interface BoxesProps extends Pick<GraphMinimapProps, 'graph' | 'places' | 'looks' | 'selected'> {
  readonly least: number;
}

const Boxes = memo(function Boxes({ graph, places, looks, selected, least }: BoxesProps) {
  return (
    <>
      {graph.frames.map(({ id }) => {
        const box = places.boxes.get(id);
        return box === undefined ? null : <rect key={id} className={styles.smallFrame} {...box} />;
      })}
      {graph.nodes.map(({ id }) => {
        const box = places.boxes.get(id);
        const look = looks.nodes.get(id);
        if (box === undefined) return null;
        const urgent = look === undefined ? undefined : mostUrgent(look.counts);
        return (
          <rect
            key={id}
            className={styles.smallNode}
            data-status={urgent}
            data-selected={id === selected}
            x={box.x}
            y={box.y}
            width={Math.max(box.width, least)}
            height={Math.max(box.height, least)}
          />
        );
      })}
    </>
  );
});
