import { type KeyboardEvent, useEffect, useMemo, useState } from 'react';
import { asideClass, type DrawnFigure, Figure, type FigurePoint, FigureTip } from './Figure.tsx';
import { float64Text } from './number-text.ts';
import type { Box, FigureSize } from './painter.ts';
import {
  type AxisRanges,
  axisAt,
  axisY,
  elementsInRanges,
  parallelAxes,
  parallelBox,
  parallelDrawing,
  parallelOver,
} from './parallel-drawing.ts';
import type { PlotScalar } from './plot-scalar.ts';
import type { PointColours } from './point-colours.ts';

const NO_RANGES: AxisRanges = new Map();
/** Pointing this near to a value means it. */
const REACH_PX = 10;
/** Between the names of the axes and the axes. */
const HEAD_GAP_PX = 12;
/** Elements up to which lines follow a range while it is drawn. */
const MOST_LIVE = 1000;

interface ParallelChartProps {
  readonly label: string;
  /** One per axis, all of the same elements. */
  readonly scalars: readonly PlotScalar[];
  readonly elementCount: number;
  readonly colours: PointColours;
  /** Elements drawn in colour; the others are faint. */
  readonly chosen: readonly number[];
  /** False once the choice was undone elsewhere: ranges are undone too. */
  readonly isChosen: boolean;
  readonly nameOf: (element: number) => string;
  readonly onSelect: (element: number) => void;
  /** Elements within all ranges; `undefined`: there is none. */
  readonly onBrush: (elements: readonly number[] | undefined) => void;
  readonly onDrawn?: ((figure: DrawnFigure | undefined) => void) | undefined;
}

interface Pointed {
  readonly point: FigurePoint;
  readonly element: number;
  readonly axis: number;
}

/** The name of an axis that is pointed at: it may be cut. */
interface Head {
  readonly point: FigurePoint;
  readonly axis: number;
}

/** One axis per quantity, one line per element. A range drawn along an axis chooses elements. */
export function ParallelChart(props: ParallelChartProps) {
  const { label, scalars, elementCount, colours, chosen, isChosen, nameOf } = props;
  const { onSelect, onBrush, onDrawn } = props;
  const [ranges, setRanges] = useState<AxisRanges>(NO_RANGES);
  const [isDrawing, setDrawing] = useState(false);
  const [pointed, setPointed] = useState<Pointed>();
  const [head, setHead] = useState<Head>();
  const axes = useMemo(() => parallelAxes(scalars), [scalars]);
  // So many lines are drawn anew once the range is.
  const isLive = isDrawing && elementCount <= MOST_LIVE;
  const within = useMemo(
    () => (isLive ? elementsInRanges(scalars, ranges) : undefined) ?? chosen,
    [isLive, scalars, ranges, chosen],
  );
  const draw = useMemo(
    () => parallelDrawing(axes, elementCount, within, colours),
    [axes, elementCount, within, colours],
  );
  const over = useMemo(
    () => parallelOver(axes, ranges, pointed?.element),
    [axes, ranges, pointed?.element],
  );
  useEffect(() => {
    if (!isChosen) setRanges((old) => (old.size === 0 ? old : NO_RANGES));
  }, [isChosen]);

  const take = (next: AxisRanges): void => {
    setRanges(next);
    onBrush(elementsInRanges(scalars, next));
  };
  const withRange = (box: Box, size: FigureSize): AxisRanges => {
    const at = axisAt(size, axes.length, box.x + box.width / 2);
    const axis = at === undefined ? undefined : axes[at];
    if (axis === undefined) return ranges;
    const area = parallelBox(size);
    const valueAt = (y: number): number => axis.scale.value(1 - (y - area.y) / area.height);
    const range = { min: valueAt(box.y + box.height), max: valueAt(box.y) };
    return new Map(ranges).set(axis.scalar.id, range);
  };
  const nearest = (point: FigurePoint): Pointed | undefined => {
    const at = axisAt(point.size, axes.length, point.x);
    const axis = at === undefined ? undefined : axes[at];
    if (axis === undefined || at === undefined) return undefined;
    const area = parallelBox(point.size);
    let best: number | undefined;
    let least = REACH_PX;
    for (const element of within) {
      const apart = Math.abs(axisY(area, axis, element) - point.y);
      if (apart < least) [best, least] = [element, apart];
    }
    return best === undefined ? undefined : { point, element: best, axis: at };
  };
  const headAt = (point: FigurePoint): Head | undefined => {
    if (point.y >= parallelBox(point.size).y - HEAD_GAP_PX) return undefined;
    const axis = axisAt(point.size, axes.length, point.x);
    return axis === undefined ? undefined : { point, axis };
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape') take(NO_RANGES);
  };
  const named = head === undefined ? undefined : axes[head.axis]?.scalar;
  const shown = pointed === undefined ? undefined : axes[pointed.axis]?.scalar;
  const value = shown?.values[pointed?.element ?? 0] ?? Number.NaN;
  return (
    <Figure
      label={label}
      draw={draw}
      over={over}
      onPoint={(point) => {
        setPointed(point === undefined ? undefined : nearest(point));
        setHead(point === undefined ? undefined : headAt(point));
      }}
      onPick={(point) => {
        const at = axisAt(point.size, axes.length, point.x);
        const id = at === undefined ? undefined : axes[at]?.scalar.id;
        if (id !== undefined && ranges.has(id)) {
          const next = new Map(ranges);
          next.delete(id);
          take(next);
          return;
        }
        const found = nearest(point);
        if (found !== undefined) onSelect(found.element);
      }}
      onBrush={(box, size, isDone) => {
        const next = withRange(box, size);
        setDrawing(!isDone);
        if (isDone) take(next);
        else {
          // Each step of a drag draws the range of its axis anew.
          setRanges(next);
        }
      }}
      onKeyDown={onKeyDown}
      onDrawn={onDrawn}
    >
      {head !== undefined && named !== undefined && pointed === undefined && (
        <FigureTip x={head.point.x} y={head.point.y} size={head.point.size}>
          {named.label}
        </FigureTip>
      )}
      {pointed !== undefined && shown !== undefined && (
        <FigureTip x={pointed.point.x} y={pointed.point.y} size={pointed.point.size}>
          <strong>{shown.categories?.[value] ?? float64Text(value)}</strong>{' '}
          <span className={asideClass}>{shown.label}</span>
          <div className={asideClass}>{nameOf(pointed.element)}</div>
        </FigureTip>
      )}
    </Figure>
  );
}
