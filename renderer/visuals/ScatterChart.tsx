import { type KeyboardEvent, useMemo, useState } from 'react';
import { type ChartAxes, chartBox, drawFrame, pointX, pointY } from './chart-frame.ts';
import { asideClass, type DrawnFigure, Figure, type FigurePoint, FigureTip } from './Figure.tsx';
import { float64Text } from './number-text.ts';
import type { Box, Drawing, FigureSize } from './painter.ts';
import { type ScaleKind, type ValueRange, valueScale } from './value-scale.ts';

/** Pointing this near to a point means it. */
const REACH_PX = 14;

interface ScatterChartProps {
  readonly label: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly isXWhole?: boolean | undefined;
  readonly scale: ScaleKind;
  readonly nameOf: (point: number) => string;
  readonly selected?: number | undefined;
  readonly onSelect: (point: number) => void;
  /** Points inside the box that was drawn; `undefined`: all. */
  readonly onBrush: (points: readonly number[] | undefined) => void;
  readonly onDrawn?: ((figure: DrawnFigure | undefined) => void) | undefined;
}

/** One point per element. A box drawn around some chooses them. */
export function ScatterChart(props: ScatterChartProps) {
  const { label, x, y, xLabel, yLabel, isXWhole, scale, nameOf, selected, onSelect } = props;
  const { onBrush, onDrawn } = props;
  const [pointed, setPointed] = useState<{ readonly point: FigurePoint; readonly at: number }>();
  const [brush, setBrush] = useState<Brush>();
  const axes = useMemo((): ChartAxes | undefined => {
    const ranges = [rangeOf(x), rangeOf(y)];
    const [xRange, yRange] = ranges;
    if (xRange === undefined || yRange === undefined) return undefined;
    const least = leastPositive(y);
    const shown = scale === 'log' && least !== undefined ? { min: least, max: yRange.max } : yRange;
    return {
      x: valueScale('linear', padded(xRange)),
      y: valueScale(scale, scale === 'log' ? shown : padded(shown)),
      xLabel,
      yLabel,
      isXWhole,
    };
  }, [x, y, xLabel, yLabel, isXWhole, scale]);
  const draw = useMemo(
    () => (axes === undefined ? undefined : scatterDrawing(x, y, axes)),
    [x, y, axes],
  );
  const over = useMemo(
    () => (axes === undefined ? undefined : overDrawing(x, y, axes, selected, pointed?.at, brush)),
    [x, y, axes, selected, pointed?.at, brush],
  );
  if (axes === undefined || draw === undefined) return null;

  const takeBrush = (next: Brush | undefined, isDone: boolean): void => {
    setBrush(next);
    if (isDone) onBrush(next === undefined ? undefined : pointsIn(x, y, next));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Escape') takeBrush(undefined, true);
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    onSelect(Math.min(x.length - 1, Math.max(0, (selected ?? -step) + step)));
  };
  return (
    <Figure
      label={label}
      draw={draw}
      over={over}
      onPoint={(point) => {
        const at = point === undefined ? undefined : nearest(x, y, axes, point);
        setPointed(point === undefined || at === undefined ? undefined : { point, at });
      }}
      onPick={(point) => {
        takeBrush(undefined, true);
        const at = nearest(x, y, axes, point);
        if (at !== undefined) onSelect(at);
      }}
      onBrush={(box, size, isDone) => takeBrush(brushOf(box, axes, size), isDone)}
      onKeyDown={onKeyDown}
      onDrawn={onDrawn}
    >
      {pointed !== undefined && (
        <FigureTip x={pointed.point.x} y={pointed.point.y} size={pointed.point.size}>
          <strong>{float64Text(y[pointed.at] ?? Number.NaN)}</strong>{' '}
          <span className={asideClass}>at {float64Text(x[pointed.at] ?? Number.NaN)}</span>
          <div className={asideClass}>{nameOf(pointed.at)}</div>
        </FigureTip>
      )}
    </Figure>
  );
}

/** A box in the values of the axes, so that it stays where it is when the chart changes its size. */
interface Brush {
  readonly x: ValueRange;
  readonly y: ValueRange;
}

function brushOf(box: Box, axes: ChartAxes, size: FigureSize): Brush {
  const area = chartBox(size);
  const xAt = (px: number): number => axes.x.value((px - area.x) / area.width);
  const yAt = (py: number): number => axes.y.value(1 - (py - area.y) / area.height);
  return {
    x: { min: xAt(box.x), max: xAt(box.x + box.width) },
    y: { min: yAt(box.y + box.height), max: yAt(box.y) },
  };
}

function pointsIn(x: Float64Array, y: Float64Array, brush: Brush): number[] {
  const isIn = (value: number, { min, max }: ValueRange): boolean => value >= min && value <= max;
  return [...x.keys()].filter(
    (at) => isIn(x[at] ?? Number.NaN, brush.x) && isIn(y[at] ?? Number.NaN, brush.y),
  );
}

function rangeOf(values: Float64Array): ValueRange | undefined {
  let [min, max] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  return min <= max ? { min, max } : undefined;
}

function leastPositive(values: Float64Array): number | undefined {
  const least = values.reduce((so, value) => (value > 0 ? Math.min(so, value) : so), Infinity);
  return Number.isFinite(least) ? least : undefined;
}

/** Points at the ends are seen whole. */
function padded({ min, max }: ValueRange): ValueRange {
  const room = (max - min) * 0.03;
  return { min: min - room, max: max + room };
}

function scatterDrawing(x: Float64Array, y: Float64Array, axes: ChartAxes): Drawing {
  return (painter, size, theme) => {
    const box = chartBox(size);
    drawFrame(painter, box, axes, theme);
    const fill = theme.series[0];
    for (let at = 0; at < x.length; at += 1) {
      const [px, py] = [pointX(box, axes.x, x[at] ?? NaN), pointY(box, axes.y, y[at] ?? NaN)];
      if (!Number.isFinite(px) || !Number.isFinite(py)) continue;
      painter.circle(px, py, 3.5, { fill, stroke: theme.surface, lineWidth: 1 });
    }
  };
}

function overDrawing(
  x: Float64Array,
  y: Float64Array,
  axes: ChartAxes,
  selected: number | undefined,
  pointed: number | undefined,
  brush: Brush | undefined,
): Drawing {
  return (painter, size, theme) => {
    const box = chartBox(size);
    if (brush !== undefined) {
      const left = pointX(box, axes.x, brush.x.min);
      const top = pointY(box, axes.y, brush.y.max);
      const width = pointX(box, axes.x, brush.x.max) - left;
      const height = pointY(box, axes.y, brush.y.min) - top;
      painter.rect({ x: left, y: top, width, height }, { fill: theme.band, stroke: theme.accent });
    }
    const ring = (at: number, stroke: string): void => {
      const px = pointX(box, axes.x, x[at] ?? Number.NaN);
      const py = pointY(box, axes.y, y[at] ?? Number.NaN);
      if (Number.isFinite(px) && Number.isFinite(py)) {
        painter.circle(px, py, 6, { stroke, lineWidth: 2 });
      }
    };
    if (pointed !== undefined) ring(pointed, theme.text);
    if (selected !== undefined) ring(selected, theme.series[1] ?? theme.text);
  };
}

function nearest(
  x: Float64Array,
  y: Float64Array,
  axes: ChartAxes,
  point: FigurePoint,
): number | undefined {
  const box = chartBox(point.size);
  let best: number | undefined;
  let least = REACH_PX ** 2;
  for (let at = 0; at < x.length; at += 1) {
    const dx = pointX(box, axes.x, x[at] ?? Number.NaN) - point.x;
    const dy = pointY(box, axes.y, y[at] ?? Number.NaN) - point.y;
    const apart = dx * dx + dy * dy;
    if (apart < least) [best, least] = [at, apart];
  }
  return best;
}
