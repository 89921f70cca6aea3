import {
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import type { TimeSteps } from '../../../shared/model/time-steps.ts';
import { statusColour } from '../../design/status-colours.ts';
import { usePreferences } from '../../ui/preferences.ts';
import { type DrawnFigure, Figure, type FigurePoint, FigureTip } from '../Figure.tsx';
import type { Box, FigureSize } from '../painter.ts';
import { useCellColours } from '../use-cell-colours.ts';
import { useElementSize } from '../use-element-size.ts';
import { CONCURRENCY_PX, concurrencyDrawing } from './concurrency-drawing.ts';
import { lanesDrawing, overLanes, type Spot, spotOf, timeOfX } from './lanes-drawing.ts';
import styles from './Timeline.module.css';
import { timeTicks } from './time-ticks.ts';
import { timelineCommand } from './timeline-keys.ts';
import { boxesWithin, hitOf, type LaneBox, type LaneLayout } from './timeline-lanes.ts';
import type { TimeWindow } from './use-time-window.ts';

interface TimelineProps {
  readonly label: string;
  readonly layout: LaneLayout;
  readonly shown: TimeWindow;
  readonly running: TimeSteps;
  readonly waiting: TimeSteps | undefined;
  /** Status codes by run row. */
  readonly statuses: Uint8Array;
  /** Short name of a run, in its bar. */
  readonly nameOf: (row: number) => string;
  /** What is told of a run, or of a lane at a time, at the pointer. */
  readonly renderTip: (box: LaneBox, row: number | undefined, timeUs: number) => ReactNode;
  readonly renderLane: (box: LaneBox) => ReactNode;
  /** Run rows that the end waited for, one after the other. */
  readonly path: readonly number[];
  readonly selected: number | undefined;
  readonly onSelect: (row: number) => void;
  /** Enter, or a double click. */
  readonly onEnter: (row: number) => void;
  readonly onToggle: (key: string) => void;
  readonly onDrawn: (figure: DrawnFigure | undefined) => void;
}

/** Less of a lane between two ticks would put their texts into each other. */
const TICK_PX = 96;
/** A notch of the wheel. */
const WHEEL_ZOOM = 1.0015;

/**
 * Runs over time: how many at a time, and below, lane by lane, each of them. A drag shows that time,
 * the wheel with Ctrl zooms, with Shift moves in time, and alone scrolls.
 */
export function Timeline(props: TimelineProps) {
  const { label, layout, shown, running, waiting, statuses, nameOf, renderTip, renderLane } = props;
  const { path, selected, onSelect, onEnter, onToggle, onDrawn } = props;
  const [frameRef, frame] = useElementSize<HTMLDivElement>();
  const pictureRef = useRef<HTMLDivElement>(null);
  const colours = useCellColours(frameRef);
  const isUtc = usePreferences((state) => state.isUtc);
  const [scrollPx, setScroll] = useState(0);
  const [pointed, setPointed] = useState<FigurePoint>();
  const [brush, setBrush] = useState<Box>();
  const { window } = shown;
  const { fromUs, toUs } = window;
  const lanesPx = Math.max(0, frame.heightPx - CONCURRENCY_PX);

  const ticks = useMemo(
    () =>
      timeTicks({ fromUs, toUs }, Math.max(2, Math.floor((frame.widthPx - 240) / TICK_PX)), isUtc),
    [fromUs, toUs, frame.widthPx, isUtc],
  );
  const figure = useMemo(
    () =>
      colours === undefined
        ? undefined
        : { layout, window: { fromUs, toUs }, ticks, scrollPx, statuses, colours, nameOf },
    [layout, fromUs, toUs, ticks, scrollPx, statuses, colours, nameOf],
  );
  const lanes = useMemo(() => figure && lanesDrawing(figure), [figure]);
  const spots = useMemo(() => path.flatMap((row) => spotOf(layout, row) ?? []), [layout, path]);
  const spot = useMemo(
    () => (selected === undefined ? undefined : spotOf(layout, selected)),
    [layout, selected],
  );
  const over = useMemo(
    () => figure && withBrush(overLanes(figure, spots, spot), brush),
    [figure, spots, spot, brush],
  );
  const concurrency = useMemo(
    () =>
      colours === undefined
        ? undefined
        : concurrencyDrawing({ running, waiting, window: { fromUs, toUs }, ticks, colours }),
    [running, waiting, fromUs, toUs, ticks, colours],
  );
  useWheel(pictureRef, shown);
  useScrollTo(frameRef, spot, lanesPx);
  useTimeOf(spot, shown);

  const takeBrush = (box: Box, { widthPx }: FigureSize, isDone: boolean): void => {
    setBrush(isDone ? undefined : box);
    if (!isDone) return;
    shown.show({
      fromUs: timeOfX(window, widthPx, box.x),
      toUs: timeOfX(window, widthPx, box.x + box.width),
    });
  };
  const hitAt = (point: FigurePoint) => {
    const { widthPx } = point.size;
    const timeUs = timeOfX(window, widthPx, point.x);
    const hit = hitOf(layout, point.y + scrollPx, timeUs, (toUs - fromUs) / Math.max(1, widthPx));
    if (hit === undefined) return undefined;
    const row = hit.at === undefined ? undefined : hit.box.drawn.lane.runs[hit.at];
    return { box: hit.box, row, timeUs };
  };
  const hit = pointed === undefined ? undefined : hitAt(pointed);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const command = timelineCommand(event.key, layout, selected);
    if (command === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (command.kind === 'select') onSelect(command.row);
    else if (command.kind === 'enter') onEnter(command.row);
    else if (command.kind === 'fit') shown.show(undefined);
    else if (command.kind === 'pan') shown.pan(command.share);
    else {
      const isInSight = spot !== undefined && spot.startUs <= toUs && spot.endUs >= fromUs;
      shown.zoom(isInSight ? (spot.startUs + spot.endUs) / 2 : (fromUs + toUs) / 2, command.factor);
    }
  };
  return (
    <div
      ref={frameRef}
      className={styles.frame}
      onScroll={(event) => setScroll(event.currentTarget.scrollTop)}
    >
      <div className={styles.corner}>
        <Swatch status="success">running</Swatch>
        {waiting !== undefined && waiting.most > 0 && <Swatch status="submitted">waiting</Swatch>}
      </div>
      <div className={styles.concurrency}>
        {concurrency !== undefined && (
          <Figure
            label="Runs at a time"
            draw={concurrency}
            onBrush={takeBrush}
            over={brush === undefined ? undefined : withBrush(() => undefined, brush)}
          />
        )}
      </div>
      <ul className={styles.labels} aria-label={label} style={{ height: layout.heightPx }}>
        {boxesWithin(layout, scrollPx - lanesPx, scrollPx + 2 * lanesPx).map((box) => (
          <li
            key={box.drawn.lane.key}
            className={styles.label}
            style={{ top: box.topPx, height: box.heightPx }}
          >
            {renderLane(box)}
          </li>
        ))}
      </ul>
      <div ref={pictureRef} className={styles.picture} style={{ height: lanesPx }}>
        {lanes !== undefined && (
          <Figure
            label={`${label}. Arrow keys go from run to run, plus and minus zoom, Enter opens`}
            draw={lanes}
            over={over}
            onPoint={setPointed}
            onPick={(point) => {
              const at = hitAt(point);
              if (at === undefined) return;
              if (at.row === undefined) onToggle(at.box.drawn.lane.key);
              else if (at.row === selected) onEnter(at.row);
              else onSelect(at.row);
            }}
            onBrush={takeBrush}
            onKeyDown={onKeyDown}
            onDrawn={onDrawn}
          >
            {pointed !== undefined && hit !== undefined && brush === undefined && (
              <FigureTip x={pointed.x} y={pointed.y} size={pointed.size}>
                {renderTip(hit.box, hit.row, hit.timeUs)}
              </FigureTip>
            )}
          </Figure>
        )}
      </div>
    </div>
  );
}

interface SwatchProps {
  readonly status: 'success' | 'submitted';
  readonly children: string;
}

function Swatch({ status, children }: SwatchProps) {
  const background = statusColour(status, status === 'success' ? 'mark' : 'cell');
  return (
    <span className={styles.entry}>
      <span className={styles.swatch} style={{ background }} />
      {children}
    </span>
  );
}

/** The time that is drawn with the pointer, above everything. */
function withBrush(draw: DrawnFigure['draw'], brush: Box | undefined): DrawnFigure['draw'] {
  if (brush === undefined) return draw;
  return (painter, size, theme) => {
    draw(painter, size, theme);
    const box = { x: brush.x, y: 0, width: brush.width, height: size.heightPx };
    painter.rect(box, { fill: theme.band, stroke: theme.accent, lineWidth: 1 });
  };
}

/** The wheel with Ctrl zooms, with Shift or sideways moves in time. */
function useWheel(ref: React.RefObject<HTMLElement>, shown: TimeWindow): void {
  const latest = useRef(shown);
  latest.current = shown;
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      const { window, zoom, pan } = latest.current;
      const box = element.getBoundingClientRect();
      const sideways = event.shiftKey ? event.deltaY : event.deltaX;
      if (event.ctrlKey || event.metaKey) {
        const aroundUs = timeOfX(window, box.width, event.clientX - box.left);
        zoom(aroundUs, WHEEL_ZOOM ** event.deltaY);
      } else if (sideways !== 0 && box.width > 0) {
        pan(sideways / box.width);
      } else return;
      event.preventDefault();
    };
    // React's own wheel listeners cannot keep the page from scrolling.
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [ref]);
}

/** A selection made elsewhere, or with the keys, is brought into view. */
function useScrollTo(
  ref: React.RefObject<HTMLElement>,
  spot: Spot | undefined,
  heightPx: number,
): void {
  const middlePx = spot?.middlePx;
  const scrollIntoView = useCallback(() => {
    const element = ref.current;
    if (element === null || middlePx === undefined || heightPx === 0) return;
    const away = middlePx - element.scrollTop;
    if (away < 20 || away > heightPx - 20) element.scrollTop = middlePx - heightPx / 2;
  }, [ref, middlePx, heightPx]);
  useEffect(scrollIntoView, [scrollIntoView]);
}

/** Its time too: what is not shown of the time of a new selection is. */
function useTimeOf(spot: Spot | undefined, shown: TimeWindow): void {
  const latest = useRef(shown);
  latest.current = shown;
  const startUs = spot?.startUs;
  const endUs = spot?.endUs;
  useEffect(() => {
    if (startUs === undefined || endUs === undefined) return;
    const { window, show } = latest.current;
    if (startUs <= window.toUs && endUs >= window.fromUs) return;
    const halfUs = Math.max(window.toUs - window.fromUs, endUs - startUs) / 2;
    const middleUs = (startUs + endUs) / 2;
    show({ fromUs: middleUs - halfUs, toUs: middleUs + halfUs });
  }, [startUs, endUs]);
}
