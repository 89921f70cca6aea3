import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { useSingleKeys } from '../../ui/use-single-keys.ts';
import { useElementSize } from '../use-element-size.ts';
import type { Box, GraphPlaces } from './elk-graph.ts';
import { GraphMinimap } from './GraphMinimap.tsx';
import { GraphScene, type Lit } from './GraphScene.tsx';
import { GraphZoom } from './GraphZoom.tsx';
import { type GraphLooks, placedChips } from './graph-looks.ts';
import { detailAt, drawnBox } from './graph-view.ts';
import { type Direction, walk } from './graph-walk.ts';
import styles from './TaskGraphPicture.module.css';
import type { GraphFrame, TaskGraph } from './task-graph.ts';
import { useGraphView } from './use-graph-view.ts';
import { useTextCut } from './use-text-cut.ts';

export interface TaskGraphPictureProps {
  /** What it shows, in words. */
  readonly label: string;
  readonly graph: TaskGraph;
  readonly places: GraphPlaces;
  readonly looks: GraphLooks;
  readonly lit: Lit | undefined;
  readonly selected: string | undefined;
  /** What one sees first of a graph that is too large to be read as a whole. */
  readonly first: string | undefined;
  /** A box in words: what it is, what feeds it, and what it feeds. */
  readonly wordsOf: (node: string) => string;
  readonly onSelect: (node: string) => void;
  /** Goes into a box: to its runs. */
  readonly onEnter: (node: string) => void;
  readonly onIteration: (frame: GraphFrame, iteration: number) => void;
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
};
const ZOOM_STEP = 1.25;
/** Of more boxes only those in sight are drawn. */
const MOST_DRAWN = 150;

/**
 * The graph, to move about in: drawn as SVG, with a button over each box and each iteration, in the
 * order of the template, so that keys and assistive technology meet ordinary controls.
 */
export function TaskGraphPicture(props: TaskGraphPictureProps) {
  const { label, graph, places, looks, lit, selected, first, wordsOf } = props;
  const [paneRef, size] = useElementSize<HTMLDivElement>();
  const pane = useMemo(
    () => ({ width: size.widthPx, height: size.heightPx }),
    [size.widthPx, size.heightPx],
  );
  const boxOf = (id: string | undefined): Box | undefined =>
    id === undefined ? undefined : places.boxes.get(id);
  const { view, zoom, fit, centre } = useGraphView({
    paneRef,
    pane,
    graph: places,
    shown: boxOf(selected),
    first: boxOf(first),
  });
  const cut = useTextCut();
  const isPart = graph.nodes.length > MOST_DRAWN && view !== undefined;
  const { x = 0, y = 0, width = 0, height = 0 } = isPart ? drawnBox(view, pane) : {};
  const sight = useMemo(
    () => (width === 0 ? undefined : { x, y, width, height }),
    [x, y, width, height],
  );
  const [hovered, setHovered] = useState<string>();
  const near = hovered ?? selected;
  useSingleKeys({
    '+': () => zoom(ZOOM_STEP),
    '=': () => zoom(ZOOM_STEP),
    '-': () => zoom(1 / ZOOM_STEP),
    '0': fit,
  });

  const ids = useId();
  const buttonId = (node: string): string => `${ids} ${node}`;
  const onKeyDown = (event: KeyboardEvent, from: string): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = ARROWS[event.key];
    const to =
      direction !== undefined
        ? walk(graph, places, from, direction)
        : event.key === 'Home'
          ? graph.nodes[0]?.id
          : event.key === 'End'
            ? graph.nodes.at(-1)?.id
            : undefined;
    if (direction === undefined && to === undefined) return;
    event.preventDefault();
    if (to === undefined) return;
    props.onSelect(to);
    document.getElementById(buttonId(to))?.focus({ preventScroll: true });
  };
  const current = selected !== undefined && places.boxes.has(selected) ? selected : undefined;
  const focusable = graph.nodes.some(({ id }) => id === current) ? current : graph.nodes[0]?.id;
  const transform =
    view === undefined ? '' : `translate(${view.x}px, ${view.y}px) scale(${view.scale})`;
  return (
    <div ref={paneRef} className={styles.pane}>
      {view !== undefined && (
        <>
          <svg className={styles.picture} aria-hidden="true">
            <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
              <GraphScene
                graph={graph}
                places={places}
                looks={looks}
                cut={cut}
                lit={lit}
                near={near}
                isDim={lit !== undefined}
                selected={current}
                detail={detailAt(view)}
                sight={sight}
              />
            </g>
          </svg>
          <ol className={styles.controls} style={{ transform }} aria-label={label}>
            {graph.nodes.map(({ id, name }) => {
              const box = places.boxes.get(id);
              return box === undefined ? null : (
                <li key={id}>
                  <button
                    id={buttonId(id)}
                    type="button"
                    className={styles.node}
                    style={placeOf(box)}
                    tabIndex={id === focusable ? 0 : -1}
                    aria-pressed={id === current}
                    aria-label={wordsOf(id)}
                    title={name}
                    onClick={() => props.onSelect(id)}
                    onDoubleClick={() => props.onEnter(id)}
                    onKeyDown={(event) => {
                      if (event.key === 'Enter') {
                        event.preventDefault();
                        props.onEnter(id);
                      } else onKeyDown(event, id);
                    }}
                    onPointerEnter={() => setHovered(id)}
                    onPointerLeave={() => setHovered(undefined)}
                  />
                </li>
              );
            })}
          </ol>
          <div className={styles.controls} style={{ transform }}>
            {graph.frames.map((frame) => (
              <FrameChips
                key={frame.id}
                frame={frame}
                places={places}
                looks={looks}
                onIteration={props.onIteration}
              />
            ))}
          </div>
          <GraphZoom
            scale={view.scale}
            onZoom={(step) => zoom(step > 0 ? ZOOM_STEP : 1 / ZOOM_STEP)}
            onFit={fit}
          />
          <GraphMinimap
            graph={graph}
            places={places}
            looks={looks}
            view={view}
            pane={pane}
            selected={current}
            onCentre={centre}
          />
        </>
      )}
    </div>
  );
}

const placeOf = ({ x, y, width, height }: Box) => ({ left: x, top: y, width, height });

interface FrameChipsProps {
  readonly frame: GraphFrame;
  readonly places: GraphPlaces;
  readonly looks: GraphLooks;
  readonly onIteration: (frame: GraphFrame, iteration: number) => void;
}

function FrameChips({ frame, places, looks, onIteration }: FrameChipsProps) {
  const box = places.boxes.get(frame.id);
  const look = looks.frames.get(frame.id);
  if (box === undefined || look === undefined || look.chips.length === 0) return null;
  return (
    <fieldset className={styles.chips}>
      <legend className="visually-hidden">Iterations of {frame.name}</legend>
      {placedChips(look, box).map(({ box: own, chip, key }) =>
        chip === undefined ? null : (
          <button
            key={key}
            type="button"
            className={styles.chip}
            // Targets reach to the next one.
            style={placeOf({
              x: own.x - 2,
              y: own.y - 3,
              width: own.width + 4,
              height: own.height + 6,
            })}
            aria-pressed={chip.isChosen}
            aria-label={chip.words}
            title={chip.words}
            onClick={() => onIteration(frame, chip.iteration)}
          />
        ),
      )}
    </fieldset>
  );
}
