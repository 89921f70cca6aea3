import { type KeyboardEvent, useMemo, useState } from 'react';
import type { ChartAxes } from './chart-frame.ts';
import { asideClass, type DrawnFigure, Figure, type FigurePoint, FigureTip } from './Figure.tsx';
import { float64Text } from './number-text.ts';
import { scalarRange } from './plot-scalar.ts';
import type { PointColours } from './point-colours.ts';
import {
  type Brush,
  brushOf,
  nearestPoint,
  padded,
  pointsIn,
  scatterDrawing,
  scatterOver,
} from './scatter-drawing.ts';
import { type ScaleKind, valueScale } from './value-scale.ts';

interface ScatterChartProps {
  readonly label: string;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly isXWhole?: boolean | undefined;
  /** What whole numbers along an axis stand for. */
  readonly xNames?: readonly string[] | undefined;
  readonly yNames?: readonly string[] | undefined;
  readonly scale: ScaleKind;
  /** Absent: all in one colour. */
  readonly colours?: PointColours | undefined;
  /** Absent: all; the others are drawn faintly. */
  readonly isChosen?: ((point: number) => boolean) | undefined;
  readonly nameOf: (point: number) => string;
  readonly selected?: number | undefined;
  readonly onSelect: (point: number) => void;
  /** Points inside the box that was drawn; `undefined`: all. */
  readonly onBrush: (points: readonly number[] | undefined) => void;
  readonly onDrawn?: ((figure: DrawnFigure | undefined) => void) | undefined;
}

/** One point per element. A box drawn around some chooses them. */
export function ScatterChart(props: ScatterChartProps) {
  const { label, x, y, xLabel, yLabel, isXWhole, xNames, yNames, scale, nameOf } = props;
  const { selected, colours, isChosen, onSelect, onBrush, onDrawn } = props;
  const [pointed, setPointed] = useState<{ readonly point: FigurePoint; readonly at: number }>();
  const [brush, setBrush] = useState<Brush>();
  const axes = useMemo((): ChartAxes | undefined => {
    const [xRange, yRange] = [scalarRange(x), scalarRange(y)];
    if (xRange === undefined || yRange === undefined) return undefined;
    const least = leastPositive(y);
    const shown = scale === 'log' && least !== undefined ? { min: least, max: yRange.max } : yRange;
    return {
      x: valueScale('linear', padded(xRange)),
      y: valueScale(scale, scale === 'log' ? shown : padded(shown)),
      xLabel,
      yLabel,
      isXWhole,
      xNames,
      yNames,
    };
  }, [x, y, xLabel, yLabel, isXWhole, xNames, yNames, scale]);
  const draw = useMemo(
    () => (axes === undefined ? undefined : scatterDrawing(x, y, axes, colours, isChosen)),
    [x, y, axes, colours, isChosen],
  );
  const over = useMemo(
    () => (axes === undefined ? undefined : scatterOver(x, y, axes, selected, pointed?.at, brush)),
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
        const at = point === undefined ? undefined : nearestPoint(x, y, axes, point);
        setPointed(point === undefined || at === undefined ? undefined : { point, at });
      }}
      onPick={(point) => {
        takeBrush(undefined, true);
        const at = nearestPoint(x, y, axes, point);
        if (at !== undefined) onSelect(at);
      }}
      onBrush={(box, size, isDone) => takeBrush(brushOf(box, axes, size), isDone)}
      onKeyDown={onKeyDown}
      onDrawn={onDrawn}
    >
      {pointed !== undefined && (
        <FigureTip x={pointed.point.x} y={pointed.point.y} size={pointed.point.size}>
          <strong>{textAt(y, pointed.at, yNames)}</strong>{' '}
          <span className={asideClass}>at {textAt(x, pointed.at, xNames)}</span>
          <div className={asideClass}>{nameOf(pointed.at)}</div>
        </FigureTip>
      )}
    </Figure>
  );
}

function textAt(values: Float64Array, at: number, names: readonly string[] | undefined): string {
  const value = values[at] ?? Number.NaN;
  return names?.[value] ?? float64Text(value);
}

function leastPositive(values: Float64Array): number | undefined {
  const least = values.reduce((so, value) => (value > 0 ? Math.min(so, value) : so), Infinity);
  return Number.isFinite(least) ? least : undefined;
}
