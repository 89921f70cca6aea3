import { type ChartAxes, chartBox, drawFrame, pointX, pointY } from './chart-frame.ts';
import type { FigurePoint } from './Figure.tsx';
import type { Box, ChartTheme, Drawing, FigureSize, Painter } from './painter.ts';
import { isInRange } from './plot-scalar.ts';
import type { PointColours } from './point-colours.ts';
import type { ValueRange } from './value-scale.ts';

/** Pointing this near to a point means it. */
const REACH_PX = 14;
const RADIUS_PX = 3.5;
/** From so many points on they have no edge and are smaller. */
const MANY = 2000;

/** A box in the values of the axes, so that it stays where it is when the chart changes its size. */
export interface Brush {
  readonly x: ValueRange;
  readonly y: ValueRange;
}

export function brushOf(box: Box, axes: ChartAxes, size: FigureSize): Brush {
  const area = chartBox(size);
  const xAt = (px: number): number => axes.x.value((px - area.x) / area.width);
  const yAt = (py: number): number => axes.y.value(1 - (py - area.y) / area.height);
  return {
    x: { min: xAt(box.x), max: xAt(box.x + box.width) },
    y: { min: yAt(box.y + box.height), max: yAt(box.y) },
  };
}

export function pointsIn(x: Float64Array, y: Float64Array, brush: Brush): number[] {
  return [...x.keys()].filter(
    (at) => isInRange(x[at] ?? Number.NaN, brush.x) && isInRange(y[at] ?? Number.NaN, brush.y),
  );
}

/** Points at the ends are seen whole. */
export function padded({ min, max }: ValueRange): ValueRange {
  const room = (max - min) * 0.03;
  return { min: min - room, max: max + room };
}

/** All points: those that are not chosen first and faintly, failures last and as diamonds. */
export function scatterDrawing(
  x: Float64Array,
  y: Float64Array,
  axes: ChartAxes,
  colours: PointColours | undefined,
  isChosen: ((point: number) => boolean) | undefined,
): Drawing {
  return (painter, size, theme) => {
    const box = chartBox(size);
    drawFrame(painter, box, axes, theme);
    const isMany = x.length > MANY;
    const radius = isMany ? 2.5 : RADIUS_PX;
    const edge = isMany ? {} : { stroke: theme.surface, lineWidth: 1 };
    const drawAll = (isWanted: (at: number) => boolean, fillOf: (at: number) => string): void => {
      for (let at = 0; at < x.length; at += 1) {
        if (!isWanted(at)) continue;
        const px = pointX(box, axes.x, x[at] ?? Number.NaN);
        const py = pointY(box, axes.y, y[at] ?? Number.NaN);
        if (!Number.isFinite(px) || !Number.isFinite(py)) continue;
        if (colours?.isFailure(at) === true) drawDiamond(painter, px, py, radius + 2, fillOf(at));
        else painter.circle(px, py, radius, { fill: fillOf(at), ...edge });
      }
    };
    const isShown = isChosen ?? (() => true);
    const isUrgent = (at: number): boolean => colours?.isFailure(at) === true;
    if (isChosen !== undefined)
      drawAll(
        (at) => !isChosen(at),
        () => theme.line,
      );
    const fill = fillsOf(colours, theme);
    drawAll((at) => isShown(at) && !isUrgent(at), fill);
    drawAll((at) => isShown(at) && isUrgent(at), fill);
  };
}

function fillsOf(colours: PointColours | undefined, theme: ChartTheme): (at: number) => string {
  const plain = theme.series[0] ?? theme.text;
  if (colours === undefined) return () => plain;
  return (at) => colours.colours[colours.codes[at] ?? 0] ?? plain;
}

function drawDiamond(painter: Painter, x: number, y: number, radius: number, fill: string): void {
  painter.area([x, y - radius, x + radius, y, x, y + radius, x - radius, y], fill);
}

export function scatterOver(
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

export function nearestPoint(
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
